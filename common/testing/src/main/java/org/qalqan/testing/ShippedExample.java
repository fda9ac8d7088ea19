package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.qalqan.collections.Json;

/**
 * An example in an OpenAPI document: a request, and the answer to it. Its summary is the request line, so that readers see how to get it and
 * tests can.
 *
 * @param where operation and status
 * @param path path and query
 * @param status the status that is answered
 * @param answer what the answer shows, perhaps cut down: a longer list or a larger object may come of the request
 */
public record ShippedExample(String where, String path, int status, JsonNode answer) {

    /** Differs as well, and is as steady as a fresh load when it is recorded. */
    private static final String POSITION = "position";

    private static final String ANY_TIME = "2026-01-01T00:00:00Z";

    /** What differs from one load, or one request, to the next, each with what recorded examples show instead. */
    private static final Map<String, JsonNode> PASSING = Map.of(
            "traceId", text("0af7651916cd43dd8448eb211c80319c"),
            "revision", IntNode.valueOf(1),
            "updatedAt", text(ANY_TIME),
            "at", text(ANY_TIME),
            "retrievedAt", text(ANY_TIME),
            "etag", text("\"s1.0f343b0931126a20\""));

    private static final int MOST_ENTRIES = 3;

    /** All examples of a document that have a request. */
    public static List<ShippedExample> of(JsonNode document) {
        List<ShippedExample> examples = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> operation
                        .getValue()
                        .path("responses")
                        .properties()
                        .forEach(response -> resolved(document, response.getValue())
                                .findValues("examples")
                                .forEach(named -> named.forEach(declared -> {
                                    JsonNode example = resolved(document, declared);
                                    String id = operation
                                            .getValue()
                                            .path("operationId")
                                            .asText();
                                    String line = example.path("summary").asText();
                                    if (!line.startsWith("GET ")) {
                                        // nobody can send it
                                        return;
                                    }
                                    examples.add(new ShippedExample(
                                            id + " " + response.getKey(),
                                            line.replaceFirst("^GET ", ""),
                                            Integer.parseInt(response.getKey()),
                                            example.path("value")));
                                })))));
        return examples;
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }

    /** Asserts that an answer has everything that the example shows: of objects each member, of lists the first elements. */
    public void assertShows(JsonNode actual) {
        assertShows(where + ": GET " + path, answer, actual);
    }

    private static void assertShows(String at, JsonNode shown, JsonNode actual) {
        if (shown.isObject()) {
            assertThat(actual.isObject()).as(at + " is an object").isTrue();
            shown.properties().forEach(member -> {
                assertThat(actual.has(member.getKey()))
                        .as(at + "/" + member.getKey())
                        .isTrue();
                if (!PASSING.containsKey(member.getKey()) && !member.getKey().equals(POSITION)) {
                    assertShows(at + "/" + member.getKey(), member.getValue(), actual.path(member.getKey()));
                }
            });
        } else if (shown.isArray()) {
            assertThat(actual.size()).as(at + ": elements").isGreaterThanOrEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                assertShows(at + "/" + i, shown.get(i), actual.path(i));
            }
        } else if (shown.isNumber()) {
            assertThat(actual.decimalValue()).as(at).isEqualByComparingTo(shown.decimalValue());
        } else {
            assertThat(actual).as(at).isEqualTo(shown);
        }
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }

    /**
     * The answer cut down to what a reader takes in: of each list the first element, of each map the first three entries. What differs
     * from one load to the next is the same each time, so that an example changes only when the dataset or the contract does.
     *
     * @param schema what the answer is declared to be
     * @param resolve follows a reference
     */
    public static JsonNode cut(JsonNode answer, JsonNode schema, UnaryOperator<JsonNode> resolve) {
        JsonNode declared = resolve.apply(schema);
        for (JsonNode option : declared.path("anyOf")) {
            if (!option.path("type").asText().equals("null")) {
                return cut(answer, option, resolve);
            }
        }
        if (answer instanceof ArrayNode array) {
            ArrayNode first = Json.MAPPER.createArrayNode();
            if (!array.isEmpty()) {
                first.add(cut(array.get(0), declared.path("items"), resolve));
            }
            return first;
        }
        if (answer instanceof ObjectNode object) {
            JsonNode properties = declared.path("properties");
            boolean map = properties.isMissingNode()
                    && declared.path("additionalProperties").isObject();
            ObjectNode kept = Json.MAPPER.createObjectNode();
            object.properties().stream()
                    .limit(map ? MOST_ENTRIES : Integer.MAX_VALUE)
                    .forEach(member -> {
                        JsonNode of = map ? declared.path("additionalProperties") : properties.path(member.getKey());
                        JsonNode steady = member.getValue().isValueNode() ? PASSING.get(member.getKey()) : null;
                        kept.set(member.getKey(), steady == null ? cut(member.getValue(), of, resolve) : steady);
                    });
            return kept;
        }
        return answer;
    }
}
