package org.qalqan.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qalqan.client.ApiClient;

/**
 * The methods of the generated Java client, found by the ids of the document's operations. Arguments are the document's own examples,
 * or, for an id without one, that of the first item of its list. What is made, is made under an id of the client's own.
 */
final class GeneratedCalls {

    /** Optional parameters that are given all the same: small pages, whole records. */
    private static final Set<String> WANTED = Set.of("limit", "include");

    /** The release that these calls cut and then read. */
    private static final String RELEASE = "java";

    private final Qalqan qalqan;
    private final @Nullable String token;
    private final ApiClient client = new ApiClient();
    private final ObjectMapper mapper = client.getObjectMapper();
    private final Map<String, Class<?>> owners = new TreeMap<>();
    private @Nullable URI asked;
    private @Nullable String made;

    /**
     * An operation.
     *
     * @param id its id, which is the name of the method
     * @param path its path
     * @param description what the document says of it
     */
    record Operation(String id, String path, JsonNode description) {

        boolean isWrite() {
            return description.has("security");
        }

        /** Whether it cannot be called without a token: it writes, or reads what is not there after a fresh load. */
        boolean needsToken() {
            return isWrite() || path.contains("{release}");
        }
    }

    /**
     * What a call gave.
     *
     * @param address path and query that the client asked for, or of what it made
     * @param body what it made of the answer
     */
    record Outcome(String address, @Nullable Object body) {}

    /**
     * Calls of a system.
     *
     * @param token a maintainer's token, for what writes; null when there is none
     */
    GeneratedCalls(Qalqan qalqan, @Nullable String token) {
        this.qalqan = qalqan;
        this.token = token;
        client.updateBaseUri(qalqan.address().toString());
        client.setResponseInterceptor(
                answer -> made = answer.headers().firstValue("Location").orElse(null));
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

    /** What changes a record has no arguments that a document could show: they follow from what is there. {@link ClientEditsIT} makes those calls. */
    static boolean isEdit(JsonNode operation) {
        return operation.has("security") && operation.path("parameters").size() > 0;
    }

    /** Every operation of the document but edits; those that write first, as others read what they make. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        qalqan.document().path("paths").properties().forEach(path -> path.getValue()
                .forEach(operation -> {
                    if (operation.has("operationId") && !isEdit(operation)) {
                        operations.add(
                                new Operation(operation.path("operationId").asText(), path.getKey(), operation));
                    }
                }));
        operations.sort(Comparator.comparing(operation -> !operation.isWrite()));
        return operations;
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
        client.setRequestInterceptor(request -> {
            asked = request.copy().build().uri();
            if (operation.isWrite() && token != null) {
                request.header("Authorization", "Bearer " + token);
            }
        });
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
            return new Outcome(made == null ? address() : made, body);
        } catch (InvocationTargetException e) {
            throw new AssertionError(operation.id() + ": " + e.getCause(), e.getCause());
        }
    }

    private String address() {
        URI address = asked;
        if (address == null) {
            throw new AssertionError("nothing was sent");
        }
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** Whether that is all arguments in one; a body may be called a request as well. */
    private static boolean isRequest(Class<?>[] parameters) {
        return parameters.length == 1
                && parameters[0].isMemberClass()
                && parameters[0].getSimpleName().endsWith("Request");
    }

    /** The request object, with the arguments that the document gives. */
    private Object request(Class<?> type, Operation operation) throws ReflectiveOperationException {
        Object builder = type.getMethod("newBuilder").invoke(null);
        for (JsonNode parameter : parameters(operation)) {
            String name = parameter.path("name").asText();
            if (parameter.path("required").booleanValue() || WANTED.contains(name)) {
                set(builder, javaName(name), argument(parameter, operation));
            }
        }
        JsonNode body = operation.description().at("/requestBody/content/application~1json");
        if (body.isObject()) {
            String schema = body.at("/schema/$ref").asText().replaceFirst(".*/", "");
            ObjectNode example = body.path("example").deepCopy();
            set(builder, CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, schema), example.put("id", RELEASE));
        }
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private void set(Object builder, String name, JsonNode value) throws ReflectiveOperationException {
        set(mapper, builder, name, value);
    }

    /** Gives a builder of the client an argument, as whatever the client makes of it. */
    static void set(ObjectMapper mapper, Object builder, String name, Object value)
            throws ReflectiveOperationException {
        Method setter = Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(builder.getClass() + " has no " + name));
        setter.invoke(
                builder,
                mapper.<Object>convertValue(value, mapper.constructType(setter.getGenericParameterTypes()[0])));
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
        if (name.equals("release")) {
            return mapper.getNodeFactory().textNode(RELEASE);
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
