package org.qalqan.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.qalqan.gateway.upstream.Service;

/**
 * What the services answer, as their documents record it in the examples: whole bodies, of which a test changes only what it is about.
 * Each call answers a copy.
 */
final class Recorded {

    /** Numbers keep the digits in which they are written. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final List<JsonNode> DOCUMENTS =
            Stream.of(Service.values()).map(Recorded::document).toList();

    private Recorded() {}

    private static JsonNode document(Service service) {
        String file = "/contracts/" + service.id() + "-service/openapi.yaml";
        try (InputStream text = Objects.requireNonNull(Recorded.class.getResourceAsStream(file), file)) {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a GET of the path, as the document of a service writes it. */
    static ObjectNode answer(String path) {
        return DOCUMENTS.stream()
                .flatMap(document -> examples(document, path))
                .findFirst()
                .map(value -> (ObjectNode) value.deepCopy())
                .orElseThrow(() -> new IllegalArgumentException("no document has an example for " + path));
    }

    private static Stream<JsonNode> examples(JsonNode document, String path) {
        JsonNode response = resolve(
                document,
                document.path("paths").path(path).path("get").path("responses").path("200"));
        return response.path("content").path("application/json").path("examples").properties().stream()
                .map(example -> resolve(document, example.getValue()).path("value"));
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.textValue().substring(1)) : node;
    }

    /** The first item of the list that is answered to a GET of the path. */
    static ObjectNode item(String path) {
        return (ObjectNode) answer(path).path("items").path(0);
    }

    /** The record of that type. */
    static ObjectNode record(String type) {
        return DOCUMENTS.stream()
                .flatMap(document -> document.path("paths").properties().stream()
                        .filter(path -> path.getKey().endsWith("/{id}"))
                        .flatMap(path -> examples(document, path.getKey())))
                .filter(record -> record.path("type").textValue().equals(type))
                .findFirst()
                .map(record -> (ObjectNode) record.deepCopy())
                .orElseThrow(() -> new IllegalArgumentException("no document has an example of a " + type));
    }

    /** The object with other values for some members, given as JSON without its braces. */
    static ObjectNode with(ObjectNode object, String members) {
        return object.setAll((ObjectNode) json("{" + members + "}"));
    }

    /** A year as a date field shows it. */
    static String year(int year) {
        return "{\"edtf\":\"%1$d\",\"earliest\":\"%1$d-01-01\",\"latest\":\"%1$d-12-31\",\"precision\":\"year\"}"
                .formatted(year);
    }

    /** A number as a quantity shows it. */
    static String quantity(int value, String unit) {
        return "{\"value\":%1$d,\"unit\":\"%2$s\",\"qualifier\":\"exact\",\"low\":%1$d,\"high\":%1$d}"
                .formatted(value, unit);
    }

    static JsonNode json(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
