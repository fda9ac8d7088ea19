package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;

/** How much of the sources the record covers, and how far: over all services, by source, and by service. */
final class Coverage {

    static final String PATH = "/v1/meta/coverage";

    private static final String CITED = "citedParagraphs";
    private static final List<String> COUNTS =
            List.of("records", "recordsByYear", "readings", "readingsByBasis", "disagreements", "gaps");
    private static final List<String> OF_SOURCE = List.of("id", "url", "title", "paragraphCount", "statingParagraphs");

    private Coverage() {}

    static Future<ObjectNode> of(Composition composition) {
        Future<Part> sources = composition.list("sources", "sources", "");
        return composition
                .ofEach("services", PATH, CITED, COUNTS)
                .compose(stores -> sources.map(listed -> {
                    ObjectNode answer = Json.object();
                    COUNTS.forEach(count -> answer.set(count, Totals.of(stores.values(), count)));
                    answer.set(
                            "sources", listed.isMissing() ? NullNode.getInstance() : sources(listed, stores.values()));
                    answer.set("services", Totals.each(stores, CITED, Coverage::numbers));
                    return composition.provenance(answer);
                }));
    }

    private static ArrayNode sources(Part listed, Collection<Part> stores) {
        ArrayNode sources = Json.array();
        listed.items().forEach(source -> {
            ObjectNode entry = sources.addObject();
            OF_SOURCE.forEach(field -> entry.set(field, source.get(field)));
            entry.put(CITED, cited(source.path("id").asText(), stores));
        });
        return sources;
    }

    /** The number of paragraphs that any service cites; null while one of them is away. */
    private static @Nullable Integer cited(String source, Collection<Part> stores) {
        Set<Integer> paragraphs = new HashSet<>();
        for (Part store : stores) {
            if (store.isMissing()) {
                return null;
            }
            store.orNull().path(CITED).path(source).forEach(paragraph -> paragraphs.add(paragraph.intValue()));
        }
        return paragraphs.size();
    }

    private static JsonNode numbers(JsonNode citedBySource) {
        ObjectNode numbers = Json.object();
        citedBySource
                .properties()
                .forEach(
                        source -> numbers.put(source.getKey(), source.getValue().size()));
        return numbers;
    }
}
