package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The requests that the examples of an operation's parameters make: each parameter by itself, with what it cannot be without. */
public final class ParameterExample {

    private ParameterExample() {}

    private static final String OF_DATASET = "dataset";

    /**
     * An operation of a document.
     *
     * @param id its operationId
     * @param answer the examples of its answer
     * @param requests a request for each of its parameters
     */
    public record Operation(String id, List<JsonNode> answer, List<String> requests) {}

    /** All reads of a document. */
    public static Stream<Operation> ofOperations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            JsonNode operation = path.getValue().path("get");
            if (operation.isMissingNode()) {
                return;
            }
            String id = operation.path("operationId").asText();
            List<JsonNode> answers = operation.path("responses").path("200").findValues("examples");
            List<String> requests = requests(document, id, path.getKey(), operation.path("parameters"));
            // what only an editor can make is not there after a fresh load: its examples have another name, and nobody
            // can send them
            boolean ofDataset = answers.stream().anyMatch(examples -> examples.has(OF_DATASET));
            operations.add(new Operation(id, answers, ofDataset ? requests : List.of()));
        });
        return operations.stream();
    }

    private static List<String> requests(JsonNode document, String operation, String template, JsonNode parameters) {
        String path = template;
        Map<String, String> always = new LinkedHashMap<>();
        Map<String, String> each = new LinkedHashMap<>();
        for (JsonNode declared : parameters) {
            JsonNode parameter = declared.has("$ref")
                    ? document.at(declared.path("$ref").asText().substring(1))
                    : declared;
            String name = parameter.path("name").asText();
            assertThat(parameter.has("example"))
                    .as(operation + ": an example of " + name)
                    .isTrue();
            String value = text(parameter.path("example"));
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.path("required").booleanValue()) {
                always.put(name, value);
            } else {
                each.put(name, value);
            }
        }
        List<String> requests = new ArrayList<>();
        requests.add(path + query(always));
        for (String name : each.keySet()) {
            Map<String, String> sent = new LinkedHashMap<>(always);
            sent.put(name, each.get(name));
            if (name.equals("metric")) {
                sent.put("groupBy", each.get("groupBy"));
            }
            requests.add(path + query(sent));
        }
        return requests;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : "?"
                        + String.join(
                                "&",
                                parameters.entrySet().stream()
                                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                        .toList());
    }

    private static String text(JsonNode example) {
        return example.isArray()
                ? String.join(
                        ",",
                        StreamSupport.stream(example.spliterator(), false)
                                .map(ParameterExample::encoded)
                                .toList())
                : encoded(example);
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asText(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
