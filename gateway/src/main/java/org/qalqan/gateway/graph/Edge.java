package org.qalqan.gateway.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;

/**
 * That one record refers to another.
 *
 * @param from the record that refers
 * @param to the record that it refers to
 * @param field the field that does; a nested one after the outer field and a dot
 * @param item the key of the element that the nested field belongs to; null for other fields
 * @param held when it held
 */
record Edge(String from, String to, String field, @Nullable String item, Held held) {

    /**
     * When a reference held.
     *
     * @param validity as the element or the record says; null when neither does
     * @param isForADay whether it was asked for a day
     * @param onTheDay how sure it is that it held on that day; null when nothing says when it did
     */
    record Held(
            @Nullable JsonNode validity,
            boolean isForADay,
            @Nullable String onTheDay) {}

    static final Comparator<Edge> ORDER = Comparator.comparing(Edge::from)
            .thenComparing(Edge::to)
            .thenComparing(Edge::field)
            .thenComparing(edge -> edge.item() == null ? "" : edge.item());

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("from", from);
        json.put("to", to);
        json.put("field", field);
        json.put("item", item);
        json.put("via", from);
        json.set("validity", held.validity());
        if (held.isForADay()) {
            json.put(Shapes.AS_OF_VALIDITY, held.onTheDay());
        }
        return json;
    }
}
