package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;

/**
 * Checks every response of a test against the OpenAPI document: the status is declared, the media type too, the headers that must be there
 * are, and the body is as its schema says, with nothing beside.
 */
public final class ContractFilter implements Filter {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private static final String COMPONENTS = "#/components/schemas/";

    private final ObjectNode document;
    private final Map<String, JsonSchema> compiled = new HashMap<>();

    /** Checks against the document, given as JSON. */
    public ContractFilter(String document) {
        this.document = (ObjectNode) Json.read(document);
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        String path = request.getURI().replaceFirst("^[a-z]+://[^/]+", "").replaceFirst("\\?.*", "");
        check(request.getMethod(), path, answer.statusCode(), answer::header, answer.asString());
        return answer;
    }

    /**
     * Asserts that the answer is one that the document promises.
     *
     * @param header the value of a header; null when the answer does not have it
     */
    public void check(String method, String path, int status, Function<String, @Nullable String> header, String body) {
        String where = method + " " + path + " → " + status;
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(status)
                    .as(where + ": the document has no such operation")
                    .isIn(404, 405, 413, 414, 431, 400);
            check(where, body, "#/components/schemas/Problem");
            return;
        }
        JsonNode declared = resolve(operation.get().path("responses").path(String.valueOf(status)));
        assertThat(declared.isMissingNode()).as(where + " is not declared").isFalse();
        declared.path("headers").properties().forEach(promised -> {
            if (resolve(promised.getValue()).path("required").booleanValue()) {
                assertThat(header.apply(promised.getKey()))
                        .as(where + ": " + promised.getKey())
                        .isNotNull();
            }
        });
        JsonNode content = declared.path("content");
        if (content.isEmpty() || method.equals("HEAD")) {
            assertThat(body).as(where + " has no body").isEmpty();
            return;
        }
        String mediaType = String.valueOf(header.apply("Content-Type")).replaceFirst(";.*", "");
        assertThat(content.has(mediaType))
                .as(where + " as " + mediaType + " is not declared")
                .isTrue();
        if (isJson(mediaType)) {
            check(
                    where,
                    body,
                    content.path(mediaType).path("schema").path("$ref").asText());
        }
    }

    /** Whether a body of that media type is one JSON value. */
    public static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private void check(String where, String body, String reference) {
        JsonSchema schema = compiled.computeIfAbsent(reference, this::compile);
        Set<ValidationMessage> messages = schema.validate(Json.read(body));
        assertThat(messages).as(where + " against " + reference).isEmpty();
    }

    private JsonSchema compile(String reference) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", reference.replace(COMPONENTS, "#/$defs/"));
        ObjectNode schemas = schema.putObject("$defs");
        Set<String> parts = partsOfOthers();
        document.path("components").path("schemas").properties().forEach(component -> {
            JsonNode copy = Json.read(component.getValue().toString().replace(COMPONENTS, "#/$defs/"));
            boolean closed = (copy.has("properties") || copy.has("allOf")) && !copy.has("additionalProperties");
            if (closed && !parts.contains(component.getKey())) {
                ((ObjectNode) copy).put("unevaluatedProperties", false);
            }
            schemas.set(component.getKey(), copy);
        });
        return SCHEMAS.getSchema(schema);
    }

    /** Schemas that others are put together from: what they leave open, the others close. */
    private Set<String> partsOfOthers() {
        Set<String> parts = new HashSet<>();
        document.path("components")
                .path("schemas")
                .findValues("allOf")
                .forEach(allOf -> allOf.forEach(
                        part -> parts.add(part.path("$ref").asText().replace(COMPONENTS, ""))));
        return parts;
    }

    private Optional<JsonNode> operation(String method, String path) {
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        JsonNode paths = document.path("paths");
        if (paths.has(path)) {
            return Optional.of(paths.path(path).path(verb)).filter(JsonNode::isObject);
        }
        return paths.properties().stream()
                .filter(entry -> Pattern.compile(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))
                        .matcher(path)
                        .matches())
                .map(entry -> entry.getValue().path(verb))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** The component that the node refers to, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }
}
