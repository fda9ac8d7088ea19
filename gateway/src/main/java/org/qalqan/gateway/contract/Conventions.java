package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What all operations of the gateway have in common. It is added to the merged document, so that no part has to repeat it. */
final class Conventions {

    private static final Map<String, String> FAULTS =
            Map.of("502", "ServiceBroken", "503", "ServiceAway", "504", "ServiceTooSlow");

    /** Of a path that the gateway answers itself; of the others, their service says it. */
    private static final Map<String, String> OF_OWN = Map.of(
            "304", "ViewNotModified",
            "400", "ParameterRefused",
            "406", "NotAcceptable",
            "414", "UriTooLong",
            "431", "HeadersTooLarge",
            "500", "InternalError");

    private static final Map<String, String> OWN_HEADERS = headers(
            "ETag", "ViewTag",
            "Cache-Control", "ViewCaching",
            "Vary", "ViewVary",
            "Data-Revision", "ViewRevisions");

    private static final Map<String, String> ON_EVERY_ANSWER = headers(
            "RateLimit", "RateLimit",
            "RateLimit-Policy", "RateLimitPolicy",
            "Access-Control-Allow-Origin", "AnyOrigin");

    private Conventions() {}

    /** Declares them in the document, of which the named paths are forwarded. */
    static void declare(ObjectNode document, Collection<String> forwarded) {
        document.path("paths").properties().forEach(path -> path.getValue().forEach(operation -> {
            ObjectNode responses = ((ObjectNode) operation).withObject("/responses");
            Map<String, String> common = new TreeMap<>(FAULTS);
            common.put("429", "TooManyRequests");
            if (!forwarded.contains(path.getKey())) {
                common.putAll(OF_OWN);
                addHeaders((ObjectNode) responses.path("200"), OWN_HEADERS);
            }
            common.forEach((status, component) ->
                    responses.putObject(status).put("$ref", "#/components/responses/" + component));
            sort(responses);
            responses.forEach(Conventions::addCommonHeaders);
        }));
        document.path("components").path("responses").forEach(Conventions::addCommonHeaders);
    }

    private static void addCommonHeaders(JsonNode response) {
        if (!response.has("$ref")) {
            addHeaders((ObjectNode) response, ON_EVERY_ANSWER);
        }
    }

    private static void addHeaders(ObjectNode response, Map<String, String> headers) {
        ObjectNode declared = response.withObject("/headers");
        headers.forEach((name, component) -> declared.putObject(name).put("$ref", "#/components/headers/" + component));
    }

    private static void sort(ObjectNode responses) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        responses.properties().forEach(response -> sorted.put(response.getKey(), response.getValue()));
        responses.removeAll();
        responses.setAll(sorted);
    }

    private static Map<String, String> headers(String... namesAndComponents) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndComponents.length; i += 2) {
            headers.put(namesAndComponents[i], namesAndComponents[i + 1]);
        }
        return headers;
    }
}
