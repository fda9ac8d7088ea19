package org.qalqan.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qalqan.client.ApiClient;

/**
 * The generated Java client's methods that belong to one collection, found by the paths of the document. Arguments and answers are JSON; on the way
 * they are what the client makes of them, its models.
 */
final class GeneratedEdits {

    private final JsonNode document;
    private final String collection;
    private final ApiClient client = new ApiClient();
    private final ObjectMapper mapper = client.getObjectMapper();
    private final Set<String> called = new TreeSet<>();

    /**
     * The methods of a collection.
     *
     * @param document the merged document
     * @param gateway where to send the requests
     * @param token an editor's
     * @param collection its path segment
     */
    GeneratedEdits(JsonNode document, URI gateway, String token, String collection) {
        this.document = document;
        this.collection = collection;
        client.updateBaseUri(gateway.toString());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    /** The ids of the operations that were called. */
    Set<String> called() {
        return called;
    }

    /**
     * Calls the operation, with a reason where one is wanted, and with whatever tag there is.
     *
     * @param method of HTTP, in lower case
     * @param below the rest of its path under that of the collection, such as {@code /{id}}
     * @param arguments its other parameters, and the {@code body}, by name
     * @return what the client made of the answer, as JSON again
     */
    JsonNode call(String method, String below, Map<String, Object> arguments) throws Exception {
        JsonNode operation =
                document.path("paths").path("/v1/" + collection + below).path(method);
        String id = operation.path("operationId").asText();
        called.add(id);
        Class<?> api = Class.forName(
                "org.qalqan.client.api." + CaseFormat.LOWER_HYPHEN.to(CaseFormat.UPPER_CAMEL, collection) + "Api");
        Method calling = Arrays.stream(api.getMethods())
                .filter(each -> each.getName().equals(id) && each.getParameterCount() == 1)
                .filter(each -> each.getParameterTypes()[0].isMemberClass())
                .findFirst()
                .orElseThrow(() -> new AssertionError(api + " has no method " + id));
        Map<String, Object> all = new TreeMap<>(arguments);
        if (operation.has("security")) {
            all.putIfAbsent("reason", "a generated client");
        }
        if (below.startsWith("/{id}") && operation.has("security")) {
            all.putIfAbsent("ifMatch", "*");
        }
        Object body = all.remove("body");
        if (body != null) {
            all.put(bodyName(operation), body);
        }
        try {
            Object answer = calling.invoke(
                    api.getConstructor(ApiClient.class).newInstance(client),
                    request(calling.getParameterTypes()[0], all));
            return json(answer);
        } catch (InvocationTargetException e) {
            throw new AssertionError(id + ": " + e.getCause(), e.getCause());
        }
    }

    /** What the client calls a body: after its schema; one of any members has no schema of its own. */
    private static String bodyName(JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content").elements().next();
        String schema = content.at("/schema/$ref").asText().replaceFirst(".*/", "");
        return schema.isEmpty() ? "requestBody" : CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, schema);
    }

    private Object request(Class<?> type, Map<String, Object> arguments) throws ReflectiveOperationException {
        Object builder = type.getMethod("newBuilder").invoke(null);
        for (Map.Entry<String, Object> argument : arguments.entrySet()) {
            GeneratedCalls.set(mapper, builder, argument.getKey(), argument.getValue());
        }
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private JsonNode json(Object answer) throws IOException {
        return mapper.readTree(mapper.writeValueAsString(answer));
    }

    /** An object to be sent. */
    ObjectNode object() {
        return mapper.createObjectNode();
    }
}
