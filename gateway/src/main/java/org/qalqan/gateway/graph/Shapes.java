package org.qalqan.gateway.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Part;

/** Which fields of which records refer to what, as the services describe their collections in {@code /v1/meta/fields}. */
final class Shapes {

    private static final String EVERY_TYPE = "*";
    private static final String REFERENCE = "reference";
    private static final String OBJECT = "object";
    private static final String DATE = "date";
    private static final String VALIDITY = "validity";

    private final Map<String, JsonNode> byType = new TreeMap<>();

    Shapes(Iterable<Part> described) {
        described.forEach(part -> part.orNull()
                .path("items")
                .forEach(collection -> byType.put(collection.path("type").asText(), collection)));
    }

    /** The collections, of records of the given types, that can refer to records of other given types. */
    Set<String> referringTo(Set<String> targets, Set<String> types) {
        Set<String> collections = new TreeSet<>();
        byType.forEach((type, collection) -> {
            if (types.contains(type) && mayReferTo(collection.path("fields"), targets)) {
                collections.add(collection.path("collection").asText());
            }
        });
        return collections;
    }

    private static boolean mayReferTo(JsonNode fields, Set<String> targets) {
        return fields.valueStream()
                .anyMatch(field -> mayReferTo(field.path("fields"), targets)
                        || field.path("refersTo")
                                .valueStream()
                                .anyMatch(type -> type.asText().equals(EVERY_TYPE) || targets.contains(type.asText())));
    }

    /** The edges that a record makes. */
    List<Edge> edges(JsonNode record) {
        List<Edge> edges = new ArrayList<>();
        JsonNode collection = byType.get(record.path("type").asText());
        if (collection == null) {
            return edges;
        }
        JsonNode validity = held(record, collection.path(VALIDITY).textValue());
        for (JsonNode field : collection.path("fields")) {
            String name = field.path("name").asText();
            switch (field.path("kind").asText()) {
                case REFERENCE -> add(edges, record, record.path(name), name, null, validity);
                case OBJECT -> record.path(name).forEach(element -> addNested(edges, record, element, field, validity));
                default -> {
                    // refers to nothing
                }
            }
        }
        return edges;
    }

    private static void addNested(
            List<Edge> edges, JsonNode record, JsonNode element, JsonNode outer, @Nullable JsonNode validity) {
        boolean ofItsOwn = outer.path("fields")
                .valueStream()
                .anyMatch(field -> field.path("name").asText().equals(VALIDITY)
                        && field.path("kind").asText().equals(DATE));
        JsonNode held = ofItsOwn ? held(element, VALIDITY) : validity;
        for (JsonNode field : outer.path("fields")) {
            String name = field.path("name").asText();
            if (field.path("kind").asText().equals(REFERENCE)) {
                String path = outer.path("name").asText() + "." + name;
                add(edges, record, element.path(name), path, element.path("key").textValue(), held);
            }
        }
    }

    private static void add(
            List<Edge> edges,
            JsonNode record,
            JsonNode value,
            String field,
            @Nullable String item,
            @Nullable JsonNode validity) {
        for (JsonNode target : value.isArray() ? value : List.of(value)) {
            if (target.isTextual()) {
                edges.add(new Edge(record.path("id").asText(), target.textValue(), field, item, validity));
            }
        }
    }

    private static @Nullable JsonNode held(JsonNode node, @Nullable String name) {
        return name == null || !node.hasNonNull(name) ? null : node.path(name);
    }
}
