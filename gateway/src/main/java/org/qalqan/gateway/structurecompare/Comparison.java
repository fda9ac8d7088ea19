package org.qalqan.gateway.structurecompare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.structurecompare.Snapshot.Standing;

/**
 * Sets the structures of two days side by side. Without both of them, or without the formations' lineage, nothing is said of changes;
 * without the decrees, nothing of what is behind them.
 */
final class Comparison {

    private static final String FIELDS = "id,title,validity,establishedBy,predecessors,successors,parents,status";

    private final Composition composition;
    private final LocalDate from;
    private final LocalDate to;
    private final boolean withTrees;

    Comparison(Composition composition, LocalDate from, LocalDate to, boolean withTrees) {
        this.composition = composition;
        this.from = from;
        this.to = to;
        this.withTrees = withTrees;
    }

    Future<ObjectNode> compose() {
        Future<Part> before = composition.object("structures.before", "/v1/structure", "asOf=" + from);
        Future<Part> after = composition.object("structures.after", "/v1/structure", "asOf=" + to);
        Future<Part> records = composition.list("changes", "formations", "fields=" + FIELDS);
        return Future.all(before, after, records)
                .compose(all -> before.result().isMissing()
                                || after.result().isMissing()
                                || records.result().isMissing()
                        ? composition.finish(withoutChanges(before.result(), after.result()))
                        : compare(before.result(), after.result(), records.result()));
    }

    private ObjectNode withoutChanges(Part before, Part after) {
        ObjectNode view = view(before, after);
        view.putNull("changes");
        view.putNull("counts");
        view.putNull("formations");
        view.putArray("insufficientEvidence");
        return view;
    }

    private ObjectNode view(Part before, Part after) {
        ObjectNode view = Json.object()
                .put("from", from.toString())
                .put("to", to.toString())
                .put("url", "/v1/structure/compare?from=" + from + "&to=" + to);
        if (withTrees) {
            ObjectNode trees = view.putObject("structures");
            trees.set("before", before.orNull());
            trees.set("after", after.orNull());
        }
        return view;
    }

    private Future<ObjectNode> compare(Part before, Part after, Part records) {
        Snapshot first = Snapshot.of(from, before.orNull());
        Snapshot second = Snapshot.of(to, after.orNull());
        Map<String, JsonNode> byId = new HashMap<>();
        records.items().forEach(record -> byId.put(record.path("id").asText(), record));
        List<Change> changes = Changes.between(first, second, byId);
        return decrees(changes, byId).compose(decrees -> {
            ObjectNode view = view(before, after);
            ArrayNode insufficient = Json.array();
            view.set("counts", counts(changes));
            view.set("changes", changes(changes, decrees, byId, insufficient));
            view.set("formations", formations(first, second, byId, changes));
            view.set("insufficientEvidence", insufficient);
            return composition.finish(view);
        });
    }

    /** The decrees that refer to what changed, or from which it names its origin, with their readings. */
    private Future<Part> decrees(List<Change> changes, Map<String, JsonNode> formations) {
        Set<String> changed = new TreeSet<>();
        Set<String> origins = new TreeSet<>();
        changes.forEach(change -> {
            List.of(change.before(), change.after(), change.above(), change.nowAbove())
                    .forEach(changed::addAll);
            change.after().forEach(id -> {
                JsonNode record = formations.get(id);
                if (record != null && record.path("establishedBy").isTextual()) {
                    origins.add(record.path("establishedBy").textValue());
                }
            });
        });
        Future<Part> naming = composition.listFor("decrees", "decrees", "include=readings&refersTo", changed);
        Future<Part> named = composition.listFor("decrees", "decrees", "include=readings&id", origins);
        return Future.all(naming, named).map(both -> Composition.union(naming.result(), named.result()));
    }

    private static ObjectNode counts(List<Change> changes) {
        Map<Change.Kind, Integer> byKind = new TreeMap<>();
        for (Change.Kind kind : Change.Kind.values()) {
            byKind.put(kind, 0);
        }
        changes.forEach(change -> byKind.merge(change.kind(), 1, Integer::sum));
        ObjectNode counts = Json.object();
        byKind.forEach((kind, count) -> counts.put(kind.word(), count));
        return counts;
    }

    private ArrayNode changes(
            List<Change> changes, Part found, Map<String, JsonNode> formations, ArrayNode insufficient) {
        Decrees decrees = new Decrees(found.items(), formations, from, to);
        ArrayNode list = Json.array();
        for (Change change : changes) {
            ObjectNode json = change.toJson();
            list.add(json);
            if (found.isMissing()) {
                json.putNull("decrees");
                continue;
            }
            ArrayNode behind = decrees.behind(change);
            json.set("decrees", behind);
            if (behind.isEmpty()) {
                insufficient.addObject().put("what", change.key()).put("why", decrees.whyNone(change));
            }
        }
        return list;
    }

    /** Every formation that stands on either day: from when to when it existed, where it stood, and what changed of it. */
    private static ArrayNode formations(
            Snapshot first, Snapshot second, Map<String, JsonNode> records, List<Change> changes) {
        Set<String> ids = new LinkedHashSet<>(first.standings().keySet());
        ids.addAll(second.standings().keySet());
        ArrayNode list = Json.array();
        for (String id : ids) {
            Standing then = first.get(id);
            Standing now = second.get(id);
            JsonNode node = now != null ? now.node() : then != null ? then.node() : NullNode.getInstance();
            ObjectNode json = list.addObject().put("formation", id);
            List.of("kind", "echelon", "branch", "sidc", "units").forEach(field -> json.set(field, node.get(field)));
            JsonNode record = records.get(id);
            json.set("existed", record == null ? null : record.get("validity"));
            json.set("before", standing(then));
            json.set("after", standing(now));
            ArrayNode keys = json.putArray("changes");
            changes.stream()
                    .filter(change ->
                            change.before().contains(id) || change.after().contains(id))
                    .forEach(change -> keys.add(change.key()));
        }
        return list;
    }

    private static JsonNode standing(@Nullable Standing standing) {
        if (standing == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object().put("validity", standing.validity().word());
        ArrayNode parents = json.putArray("parents");
        standing.places().forEach(place -> parents.addObject()
                .put("formation", place.formation())
                .put("relation", place.relation())
                .put("disputed", place.disputed()));
        return json;
    }
}
