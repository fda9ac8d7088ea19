package org.qalqan.gateway.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.References;
import org.qalqan.gateway.upstream.Service;

/**
 * The surroundings of a record, grown step by step: what the records at the edge refer to, and what refers to them. An edge is there when
 * one of its ends was grown from, so that it does not depend on how it was found.
 */
final class Graph {

    private static final String NODES = "nodes";
    private static final String EDGES = "edges";
    private static final int MOST_NODES = 500;
    private static final int MOST_EDGES = 5_000;
    /** More cannot be asked for in one call to each collection. */
    private static final int MOST_GROWN_FROM = 150;

    private final Composition composition;
    private final Set<String> types;
    private final int depth;
    private final @Nullable LocalDate day;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, JsonNode> records = new HashMap<>();
    private final Set<Edge> edges = new TreeSet<>(Edge.ORDER);

    private record Node(JsonNode label, Service service, int distance) {

        static final Comparator<Node> ORDER = Comparator.comparing(Node::distance)
                .thenComparing(node -> node.label().path("type").asText())
                .thenComparing(node -> node.label().path("id").asText());

        String type() {
            return label.path("type").asText();
        }

        ObjectNode json() {
            ObjectNode json = Json.object();
            for (String member : List.of("id", "type", "title", "url")) {
                json.set(member, label.path(member));
            }
            return json.put("service", service.id()).put("distance", distance);
        }
    }

    Graph(Composition composition, Set<String> types, int depth, @Nullable LocalDate day) {
        this.composition = composition;
        this.types = types;
        this.depth = depth;
        this.day = day;
    }

    Future<ObjectNode> around(String id) {
        return composition.subject(NODES, id, "").compose(subject -> {
            nodes.put(id, new Node(subject.orNull(), subject.service(), 0));
            if (day == null) {
                records.put(id, subject.orNull());
            }
            return composition
                    .ofEach(EDGES, "/v1/meta/fields", "items", List.of())
                    .compose(described -> grow(new Shapes(described.values(), day), Set.of(id), 1))
                    .map(done -> view(id));
        });
    }

    private Future<Void> grow(Shapes shapes, Set<String> from, int distance) {
        if (distance > depth || from.isEmpty()) {
            return Future.succeededFuture();
        }
        Set<String> targets = new TreeSet<>();
        from.forEach(id -> targets.add(node(id).type()));
        List<Future<Part>> fetched = new ArrayList<>();
        shapes.referringTo(targets, types)
                .forEach(collection -> fetched.add(composition.listFor(NODES, collection, "refersTo", from)));
        int referring = fetched.size();
        unread(from).forEach((collection, ids) -> fetched.add(composition.listFor(NODES, collection, "id", ids)));
        return Future.all(new ArrayList<Future<?>>(fetched)).compose(done -> {
            Set<Edge> grown = new HashSet<>();
            for (int i = 0; i < fetched.size(); i++) {
                boolean refers = i < referring;
                Part part = fetched.get(i).result();
                part.items().forEach(record -> {
                    records.put(record.path("id").asText(), record);
                    if (refers) {
                        List<Edge> found = shapes.edges(record).stream()
                                .filter(edge -> from.contains(edge.to()))
                                .toList();
                        grown.addAll(found);
                        if (day == null || !found.isEmpty()) {
                            join(record, part.service(), distance);
                        }
                    }
                });
            }
            for (String id : from) {
                grown.addAll(shapes.edges(records.getOrDefault(id, Json.object())));
            }
            return label(grown, distance).compose(labelled -> {
                grown.stream()
                        .filter(edge -> nodes.containsKey(edge.from()) && nodes.containsKey(edge.to()))
                        .forEach(edges::add);
                return grow(shapes, next(distance), distance + 1);
            });
        });
    }

    /** Those that have been found and not read, by collection. A list alone can be asked for a day, so that nothing else has been read by then. */
    private Map<String, Set<String>> unread(Set<String> ids) {
        Map<String, Set<String>> unread = new TreeMap<>();
        ids.stream().filter(id -> !records.containsKey(id)).forEach(id -> unread.computeIfAbsent(
                        References.collection(node(id).label()), collection -> new TreeSet<>())
                .add(id));
        return unread;
    }

    private Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("not found yet: " + id);
        }
        return node;
    }

    private void join(JsonNode label, Service service, int distance) {
        if (types.contains(label.path("type").asText())) {
            nodes.putIfAbsent(label.path("id").asText(), new Node(label, service, distance));
        }
    }

    /** What is referred to is known by its id alone: which type it is of, and whose, the services say. */
    private Future<Void> label(Set<Edge> grown, int distance) {
        Set<String> unknown = new TreeSet<>();
        grown.stream().map(Edge::to).filter(id -> !nodes.containsKey(id)).forEach(unknown::add);
        List<Future<Part>> labels = Stream.of(Service.values())
                .map(service -> composition.records(NODES, service, unknown))
                .toList();
        return Future.all(labels)
                .onSuccess(all -> labels.forEach(label -> label.result()
                        .items()
                        .forEach(item -> join(item, label.result().service(), distance))))
                .mapEmpty();
    }

    private Set<String> next(int distance) {
        List<String> found = sorted().stream()
                .filter(node -> node.distance() == distance)
                .map(node -> node.label().path("id").asText())
                .toList();
        if (found.size() > MOST_GROWN_FROM && distance < depth) {
            composition.truncate(NODES);
        }
        return new TreeSet<>(found.subList(0, Math.min(found.size(), MOST_GROWN_FROM)));
    }

    private List<Node> sorted() {
        return nodes.values().stream().sorted(Node.ORDER).toList();
    }

    private ObjectNode view(String id) {
        if (nodes.size() > MOST_NODES) {
            composition.truncate(NODES);
        }
        List<Node> kept = sorted().stream().limit(MOST_NODES).toList();
        Set<String> ids = new HashSet<>();
        kept.forEach(node -> ids.add(node.label().path("id").asText()));
        List<Edge> between = edges.stream()
                .filter(edge -> ids.contains(edge.from()) && ids.contains(edge.to()))
                .toList();
        if (between.size() > MOST_EDGES) {
            composition.truncate(EDGES);
        }
        ObjectNode view = Json.object().put("around", id).put("depth", depth);
        ArrayNode ofNodes = view.putArray(NODES);
        kept.forEach(node -> ofNodes.add(node.json()));
        ArrayNode ofEdges = view.putArray(EDGES);
        between.stream().limit(MOST_EDGES).forEach(edge -> ofEdges.add(edge.json()));
        return composition.provenance(view);
    }
}
