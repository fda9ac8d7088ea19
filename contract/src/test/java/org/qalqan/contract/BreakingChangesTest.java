package org.qalqan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a client of the last release relies on is gone from the gateway's document. */
class BreakingChangesTest {

    private static final Path RELEASED = Path.of("released.yaml");
    private static final Path PRESENT = Path.of("..", "gateway", "openapi.yaml");

    private static final String BODY = "/paths/~1v1~1decrees/post/requestBody";

    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void clientsOfTheLastReleaseGoOnWorking() throws IOException {
        assertThat(BreakingChanges.between(read(RELEASED), read(PRESENT)))
                .as("breaks clients of the last release; additions do not")
                .isEmpty();
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                change(".number is gone", document -> schema(document, "Decree")
                        .withObject("/properties")
                        .remove("number")),
                change("the parameter query number is gone", document -> parameters(document)
                        .remove(indexOf(document, "number"))),
                change("the parameter query needed is needed now", document -> parameters(document)
                        .addObject()
                        .put("name", "needed")
                        .put("in", "query")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string")),
                change(
                        "is no longer taken",
                        document -> ((ArrayNode) schema(document, "ActFormCode").path("enum")).remove(0)),
                change("its type is another", document -> schema(document, "Decree")
                        .withObject("/properties/aim")
                        .put("type", "object")),
                change("its maximum is lower", document -> document.withObject("/components/parameters/Limit/schema")
                        .put("maximum", 100)),
                change(
                        "post /v1/decrees body application/json is gone",
                        document -> document.withObject(BODY + "/content").remove("application/json")),
                change(
                        "post /v1/decrees body.note is needed now",
                        document -> ((ArrayNode) schema(document, "DecreeEntry").path("required")).add("note")),
                change("post /v1/decrees body.note is no longer taken", document -> schema(document, "DecreeEntry")
                        .withObject("/properties")
                        .remove("note")),
                change("get /v1/decrees needs a token now", document -> document.withObject("/paths/~1v1~1decrees/get")
                        .putArray("security")
                        .addObject()
                        .putArray("token")),
                change("post /v1/decrees: its security is another", document -> document.withObject(
                                "/paths/~1v1~1decrees/post")
                        .putArray("security")
                        .addObject()
                        .putArray("key")),
                change("get /v1/decrees is gone", document -> document.withObject("/paths")
                        .remove("/v1/decrees")));
    }

    private static int indexOf(ObjectNode document, String parameter) {
        List<String> names = new ArrayList<>();
        parameters(document)
                .forEach(declared ->
                        names.add(resolved(document, declared).path("name").asText()));
        return names.indexOf(parameter);
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static Arguments change(String expected, Consumer<ObjectNode> change) {
        return Arguments.of(expected, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void breakingChangeIsFound(String expected, Consumer<ObjectNode> change) throws IOException {
        ObjectNode changed = read(PRESENT);
        change.accept(changed);
        assertThat(BreakingChanges.between(read(PRESENT), changed)).anyMatch(line -> line.contains(expected));
    }

    @Test
    void whatABodyNoLongerNeedNotHaveIsFound() throws IOException {
        ObjectNode before = read(PRESENT);
        before.withObject(BODY).remove("required");
        note(before).putArray("enum").add("a").add("b");
        ObjectNode after = read(PRESENT);
        note(after).putArray("enum").add("a");
        assertThat(BreakingChanges.between(before, after))
                .contains("post /v1/decrees body is needed now", "post /v1/decrees body.note: b is no longer taken");
        assertThat(BreakingChanges.between(after, before)).noneMatch(line -> line.contains("/v1/decrees body"));
    }

    @Test
    void aFormThatABodyNoLongerHasIsFound() throws IOException {
        ObjectNode before = read(PRESENT);
        ArrayNode forms =
                schema(before, "DecreeEntry").withObject("/properties/note").putArray("anyOf");
        forms.addObject().put("type", "string");
        forms.addObject().put("type", "null");
        ObjectNode after = before.deepCopy();
        ((ArrayNode) schema(after, "DecreeEntry").at("/properties/note/anyOf")).remove(1);
        assertThat(BreakingChanges.between(before, after))
                .contains("post /v1/decrees body.note: a form that it had is no longer taken");
    }

    private static ObjectNode note(ObjectNode document) {
        return schema(document, "DecreeEntry").withObject("/properties/note");
    }

    @Test
    void additionBreaksNothing() throws IOException {
        ObjectNode changed = read(PRESENT);
        schema(changed, "Decree").withObject("/properties").putObject("added").put("type", "string");
        parameters(changed)
                .addObject()
                .put("name", "added")
                .put("in", "query")
                .putObject("schema")
                .put("type", "string");
        assertThat(changed).isNotEqualTo(read(PRESENT));
        assertThat(BreakingChanges.between(read(PRESENT), changed)).isEmpty();
    }

    private static ObjectNode schema(ObjectNode document, String name) {
        return document.withObject("/components/schemas/" + name);
    }

    private static ArrayNode parameters(ObjectNode document) {
        return (ArrayNode) document.at("/paths/~1v1~1decrees/get/parameters");
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) YAML.readTree(file.toFile());
    }
}
