package org.qalqan.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.CaseFormat;
import com.google.common.collect.Streams;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qalqan.client.ApiClient;

/**
 * The methods of the generated Java client, found by the ids of the document's operations. Arguments are the document's own examples,
 * or, for an id without one, that of the first item of its list.
 */
final class GeneratedCalls {

    /** Optional parameters that are given all the same: small pages, whole records. */
    private static final Set<String> WANTED = Set.of("limit", "include");

    private final Qalqan qalqan;
    private final ApiClient client = new ApiClient();
    private final ObjectMapper mapper = client.getObjectMapper();
    private final Map<String, Class<?>> owners = new TreeMap<>();
    private @Nullable URI asked;

    /**
     * An operation that reads.
     *
     * @param id its id, which is the name of the method
     * @param path its path
     * @param description what the document says of it
     */
    record Operation(String id, String path, JsonNode description) {}

    /**
     * What a call gave.
     *
     * @param address path and query that the client asked for
     * @param body what it made of the answer
     */
    record Outcome(String address, @Nullable Object body) {}

    GeneratedCalls(Qalqan qalqan) {
        this.qalqan = qalqan;
        client.updateBaseUri(qalqan.address().toString());
        client.setRequestInterceptor(request -> asked = request.copy().build().uri());
        try {
            for (ClassPath.ClassInfo info :
                    ClassPath.from(ApiClient.class.getClassLoader()).getTopLevelClasses("org.qalqan.client.api")) {
                Class<?> api = info.load();
                Arrays.stream(api.getMethods()).forEach(method -> owners.put(method.getName(), api));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation of the document that reads. Those that write need a token, and change the record. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        qalqan.document().path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            if (get.isObject() && canBeCalled(get)) {
                operations.add(new Operation(get.path("operationId").asText(), path.getKey(), get));
            }
        });
        return operations;
    }

    /** What only an editor can make, such as a release, is not there after a fresh load: its example is none of the dataset. */
    private static boolean canBeCalled(JsonNode get) {
        return get.at("/responses/200/content").valueStream().anyMatch(content -> content.path("examples")
                .has("dataset"));
    }

    /** What the client makes of an answer, as JSON again. */
    JsonNode json(Object body) throws IOException {
        return mapper.readTree(mapper.writeValueAsString(body));
    }

    Outcome call(Operation operation) throws ReflectiveOperationException {
        Class<?> api = owners.get(operation.id());
        if (api == null) {
            throw new AssertionError("the client has no method " + operation.id());
        }
        Object instance = api.getConstructor(ApiClient.class).newInstance(client);
        Method method = Arrays.stream(api.getMethods())
                .filter(each -> each.getName().equals(operation.id()))
                .filter(each -> each.getParameterCount() == 0 || isRequest(each.getParameterTypes()))
                .findFirst()
                .orElseThrow();
        try {
            Object body = method.getParameterCount() == 0
                    ? method.invoke(instance)
                    : method.invoke(instance, request(method.getParameterTypes()[0], operation));
            URI address = asked;
            if (address == null) {
                throw new AssertionError("nothing was sent");
            }
            return new Outcome(
                    address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()), body);
        } catch (InvocationTargetException e) {
            throw new AssertionError(operation.id() + ": " + e.getCause(), e.getCause());
        }
    }

    private static boolean isRequest(Class<?>[] parameters) {
        return parameters.length == 1 && parameters[0].getSimpleName().endsWith("Request");
    }

    /** The request object, with the arguments that the document gives. */
    private Object request(Class<?> type, Operation operation) throws ReflectiveOperationException {
        Object builder = type.getMethod("newBuilder").invoke(null);
        for (JsonNode parameter : parameters(operation)) {
            String name = parameter.path("name").asText();
            if (parameter.path("required").booleanValue() || WANTED.contains(name)) {
                Method setter = Arrays.stream(builder.getClass().getMethods())
                        .filter(method -> method.getName().equals(javaName(name)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(type + " has no " + name));
                setter.invoke(
                        builder,
                        mapper.<Object>convertValue(
                                argument(parameter, operation),
                                mapper.constructType(setter.getGenericParameterTypes()[0])));
            }
        }
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private List<JsonNode> parameters(Operation operation) {
        JsonNode shared = qalqan.document().path("paths").path(operation.path()).path("parameters");
        return Streams.concat(
                        shared.valueStream(),
                        operation.description().path("parameters").valueStream())
                .map(this::resolved)
                .toList();
    }

    private JsonNode argument(JsonNode parameter, Operation operation) {
        String name = parameter.path("name").asText();
        JsonNode schema = resolved(parameter.path("schema"));
        if (name.equals("limit")) {
            return mapper.getNodeFactory().numberNode(5);
        }
        if (name.equals("include")) {
            return resolved(schema.path("items")).path("enum");
        }
        List<JsonNode> examples = Streams.concat(
                        List.of(parameter.path("example")).stream(),
                        parameter.path("examples").valueStream().map(example -> resolved(example)
                                .path("value")),
                        schema.path("examples").valueStream())
                .filter(example -> !example.isMissingNode())
                .toList();
        if (!examples.isEmpty()) {
            return examples.get(0);
        }
        if (name.equals("id") && parameter.path("in").asText().equals("path")) {
            String list = operation.path().substring(0, operation.path().indexOf("/{id}"));
            return qalqan.json(list + "?limit=1").at("/items/0/id");
        }
        throw new AssertionError(operation.id() + ": the parameter " + name + " has no example");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(qalqan.document().at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private static String javaName(String name) {
        return CaseFormat.LOWER_HYPHEN.to(
                CaseFormat.LOWER_CAMEL, CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, name.replace('.', '-')));
    }
}
