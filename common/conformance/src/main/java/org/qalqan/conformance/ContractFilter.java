package org.qalqan.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Checks every response of a test against the OpenAPI document: the status is declared, the media type too, the headers that must be there
 * are, those that are there are declared and as declared, and the body is as its schema says, with nothing beside.
 *
 * <p>What the document does not describe is held to what is left: under {@code /v1} an operation that it does not have is refused with a
 * problem, or it is an {@code OPTIONS}, which has no body; elsewhere (pages, the document itself) only the errors are looked at, which are
 * problems everywhere.
 */
public final class ContractFilter implements Filter {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String PROBLEM = COMPONENTS + "Problem";
    private static final String DOCUMENTED = "/v1/";

    /** What an operation that is not there is refused with: it, its address, its method or its size is what is wrong, or there is too much to do. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 408, 413, 414, 415, 429, 431, 501, 503);

    /** Headers of the transfer, and those that any answer has whatever it is: where they are not required, no operation declares them. */
    private static final Set<String> OF_NO_OPERATION = Set.of(
            "access-control-allow-origin",
            "access-control-expose-headers",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "referrer-policy",
            "transfer-encoding",
            "x-content-type-options");

    private final ObjectNode document;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** Checks against the document, given as JSON. */
    public ContractFilter(String document) {
        this.document = (ObjectNode) read(document);
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : answer.headers()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        check(request.getMethod(), request.getURI(), new Answer(answer.statusCode(), headers, text(answer)));
        return answer;
    }

    /** The body; when a test asks for an answer as it was sent, a compressed one is that still. */
    private static String text(Response answer) {
        byte[] bytes = answer.asByteArray();
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return answer.asString();
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asserts that the answer is one that the document promises.
     *
     * @param target the address that was asked for, with or without its host and its query
     */
    public void check(String method, String target, Answer answer) {
        String path = target.replaceFirst("^[a-z]+://[^/]+", "").replaceFirst("\\?.*", "");
        String where = method + " " + path + " → " + answer.status();
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isPresent()) {
            checkDeclared(where, method, operation.get(), answer);
        } else if (answer.status() >= 400) {
            checkProblem(where, method, path, answer);
        } else if (path.startsWith(DOCUMENTED)) {
            assertThat(method)
                    .as(where + ": the document has no such operation")
                    .isEqualTo("OPTIONS");
            assertThat(answer.body()).as(where + " has no body").isEmpty();
        }
    }

    private void checkProblem(String where, String method, String path, Answer answer) {
        if (path.startsWith(DOCUMENTED)) {
            assertThat(answer.status())
                    .as(where + ": the document has no such operation")
                    .isIn(REFUSALS);
        }
        assertThat(answer.mediaType()).as(where).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).as(where).isEqualTo("no-store");
        if (answer.status() == 405) {
            assertThat(answer.header("Allow")).as(where + ": Allow").isNotEmpty();
        }
        if (!method.equals("HEAD")) {
            checkBody(where, answer.body(), PROBLEM);
        }
    }

    private void checkDeclared(String where, String method, JsonNode operation, Answer answer) {
        JsonNode declared = resolve(operation.path("responses").path(String.valueOf(answer.status())));
        assertThat(declared.isMissingNode()).as(where + " is not declared").isFalse();
        checkHeaders(where, declared.path("headers"), answer);
        JsonNode content = declared.path("content");
        if (content.isEmpty() || method.equals("HEAD")) {
            assertThat(answer.body()).as(where + " has no body").isEmpty();
            return;
        }
        String mediaType = answer.mediaType();
        assertThat(content.has(mediaType))
                .as(where + " as " + mediaType + " is not declared")
                .isTrue();
        if (isJson(mediaType)) {
            String schema = content.path(mediaType).path("schema").path("$ref").asText();
            checkBody(where, answer.body(), schema);
            checkNext(where, answer);
        }
    }

    /** The address of the next page stands in a header, too. */
    private static void checkNext(String where, Answer answer) {
        JsonNode body = read(answer.body());
        if (body.has("items") && body.has("next")) {
            String next = body.path("next").textValue();
            assertThat(answer.header("Link"))
                    .as(where + ": Link")
                    .isEqualTo(next == null ? null : "<" + next + ">; rel=\"next\"");
        }
    }

    private void checkHeaders(String where, JsonNode promised, Answer answer) {
        Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        promised.properties().forEach(header -> {
            String name = header.getKey();
            declared.add(name);
            JsonNode description = resolve(header.getValue());
            String value = answer.header(name);
            if (value != null) {
                JsonSchema schema = compiled.computeIfAbsent(
                        description.path("schema").toString(), text -> SCHEMAS.getSchema(text));
                assertThat(schema.validate(TextNode.valueOf(value)))
                        .as(where + ": " + name)
                        .isEmpty();
            }
            if (description.path("required").booleanValue()) {
                assertThat(value).as(where + ": " + name).isNotNull();
            }
        });
        if (answer.status() >= 400) {
            // a rule for all errors, which no operation repeats
            assertThat(answer.header("Cache-Control")).as(where).isEqualTo("no-store");
        }
        // HTTP/2 hands its status line down as a header (RFC 9113, 8.3)
        assertThat(answer.headers().keySet())
                .as(where + ": headers that are not declared")
                .allMatch(name -> name.startsWith(":")
                        || declared.contains(name)
                        || OF_NO_OPERATION.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether a body of that media type is one JSON value. */
    public static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private void checkBody(String where, String body, String reference) {
        JsonSchema schema = compiled.computeIfAbsent(reference, this::compile);
        assertThat(schema.validate(read(body)))
                .as(where + " against " + reference)
                .isEmpty();
    }

    private JsonSchema compile(String reference) {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", reference.replace(COMPONENTS, "#/$defs/"));
        ObjectNode schemas = schema.putObject("$defs");
        Set<String> parts = partsOfOthers();
        document.path("components").path("schemas").properties().forEach(component -> {
            JsonNode copy = read(component.getValue().toString().replace(COMPONENTS, "#/$defs/"));
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
            return Optional.of(resolve(paths.path(path)).path(verb)).filter(JsonNode::isObject);
        }
        return paths.properties().stream()
                .filter(entry -> Pattern.compile(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))
                        .matcher(path)
                        .matches())
                .map(entry -> resolve(entry.getValue()).path(verb))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** The component that the node refers to, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("this is no JSON: " + json, e);
        }
    }
}
