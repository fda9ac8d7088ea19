package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An example of one operation, in a file beside the description of its path: a request to the shipped dataset, what was answered, cut
 * down, and a place in the list where it has pages. A system test sends the requests, and records the answers anew when it is told to.
 *
 * @param request path and query
 * @param cursor the value of its parameter {@code cursor}; null when there is none
 * @param answer what was answered; a missing node when nothing has been recorded yet
 */
record RecordedExample(String request, @Nullable String cursor, JsonNode answer) {

    /** The name of the example in the document, as the services' documents have it. */
    private static final String NAME = "dataset";

    static RecordedExample of(JsonNode file) {
        return new RecordedExample(
                file.path("request").asText(), file.path("cursor").textValue(), file.path("answer"));
    }

    /** Adds it to the operation at the path: to its answer, by a component of the part, and to the parameters that the request sends. */
    void addTo(ObjectNode part, String path, ObjectNode operation) {
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            String sent = name.equals("cursor") ? cursor : sent(name, path);
            if (sent != null) {
                set((ObjectNode) parameter, sent);
            }
        }
        if (!answer.isMissingNode()) {
            String id = operation.path("operationId").asText();
            // not the name that a service has for its part of the same answer
            String component = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "View";
            part.withObject("/components/examples/" + component)
                    .put("summary", "GET " + request)
                    .set("value", answer);
            ((ObjectNode) operation.at("/responses/200/content/application~1json"))
                    .putObject("examples")
                    .putObject(NAME)
                    .put("$ref", "#/components/examples/" + component);
        }
    }

    private static void set(ObjectNode parameter, String sent) {
        switch (parameter.at("/schema/type").asText()) {
            case "integer" -> parameter.put("example", Integer.parseInt(sent));
            case "array" -> {
                ArrayNode values = parameter.putArray("example");
                for (String value : sent.split(",", -1)) {
                    values.add(value);
                }
            }
            default -> parameter.put("example", sent);
        }
    }

    private @Nullable String sent(String name, String path) {
        Pattern inPath = Pattern.compile(Pattern.quote(path)
                        .replace("{" + name + "}", "\\E([^/?]+)\\Q")
                        .replaceAll("\\{\\w+}", "\\\\E[^/?]+\\\\Q")
                + ".*");
        Pattern inQuery = Pattern.compile(".*[?&]" + Pattern.quote(name) + "=([^&]+).*");
        Matcher matcher = (path.contains("{" + name + "}") ? inPath : inQuery).matcher(request);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
