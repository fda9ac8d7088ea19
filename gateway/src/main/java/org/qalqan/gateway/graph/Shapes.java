package org.qalqan.gateway.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.graph.Edge.Held;

/** Which fields of which records refer to what, as the services describe their collections in {@code /v1/meta/fields}. */
final class Shapes {

    private static final String EVERY_TYPE = "*";
    private static final String REFERENCE = "reference";
    private static final String OBJECT = "object";
    private static final String DATE = "date";
    private static final String VALIDITY = "validity";

    static final String AS_OF_VALIDITY = "asOfValidity";

    private final @Nullable LocalDate day;
    private final Map<String, JsonNode> byType = new TreeMap<>();

    /**
     * From the descriptions of all services.
     *
     * @param day the day on which an edge has to hold; null for any
     */
    Shapes(Iterable<Part> described, @Nullable LocalDate day) {
        this.day = day;
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

    /** The edges that a record makes; one that was asked for a day says itself how sure it is that it held then. */
    List<Edge> edges(JsonNode record) {
        List<Edge> edges = new ArrayList<>();
        JsonNode collection = byType.get(record.path("type").asText());
        if (collection == null) {
            return edges;
        }
        Held held = new Held(
                date(record, collection.path(VALIDITY).textValue()),
                day != null,
                record.path(AS_OF_VALIDITY).textValue());
        for (JsonNode field : collection.path("fields")) {
            String name = field.path("name").asText();
            switch (field.path("kind").asText()) {
                case REFERENCE -> add(edges, record, record.path(name), name, null, held);
                case OBJECT -> record.path(name).forEach(element -> addNested(edges, record, element, field, held));
                default -> {
                    // refers to nothing
                }
            }
        }
        return edges;
    }

    private void addNested(List<Edge> edges, JsonNode record, JsonNode element, JsonNode outer, Held ofRecord) {
        boolean ofItsOwn = outer.path("fields")
                .valueStream()
                .anyMatch(field -> field.path("name").asText().equals(VALIDITY)
                        && field.path("kind").asText().equals(DATE));
        Held held = ofItsOwn ? ofElement(date(element, VALIDITY)) : ofRecord;
        if (held == null) {
            return;
        }
        for (JsonNode field : outer.path("fields")) {
            String name = field.path("name").asText();
            if (field.path("kind").asText().equals(REFERENCE)) {
                String path = outer.path("name").asText() + "." + name;
                add(edges, record, element.path(name), path, element.path("key").textValue(), held);
            }
        }
    }

    private static void add(
            List<Edge> edges, JsonNode record, JsonNode value, String field, @Nullable String item, Held held) {
        for (JsonNode target : value.isArray() ? value : List.of(value)) {
            if (target.isTextual()) {
                edges.add(new Edge(record.path("id").asText(), target.textValue(), field, item, held));
            }
        }
    }

    /** Null when it did not hold on the day. */
    private @Nullable Held ofElement(@Nullable JsonNode validity) {
        if (day == null || validity == null) {
            return new Held(validity, day != null, null);
        }
        return switch (Edtf.parse(validity.path("edtf").asText()).coverage(day)) {
            case CERTAIN -> new Held(validity, true, "certain");
            case POSSIBLE -> new Held(validity, true, "possible");
            case NONE -> null;
        };
    }

    private static @Nullable JsonNode date(JsonNode node, @Nullable String name) {
        return name == null || !node.hasNonNull(name) ? null : node.path(name);
    }
}
