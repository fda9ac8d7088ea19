package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Editors who write with the generated client: what it makes of an entry is what the record becomes, and nothing is sent that nobody meant. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class ClientEditsIT {

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private static final String RECORD = "/{id}";

    private final JsonNode document = Qalqan.running().document();

    @TestFactory
    Stream<DynamicTest> javaClientEditsEveryCollection() {
        Set<String> called = new TreeSet<>();
        List<String> editable = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            if (path.getValue().has("post")
                    && path.getKey().matches("/v1/[a-z-]+")
                    && document.path("paths").has(path.getKey() + "/{id}/entry")) {
                editable.add(path.getKey().substring("/v1/".length()));
            }
        });
        return Stream.concat(
                editable.stream()
                        .map(collection -> DynamicTest.dynamicTest(collection, () -> {
                            GeneratedEdits client = new GeneratedEdits(
                                    document,
                                    STACK.address(),
                                    STACK.processes().token("editor", Duration.ofMinutes(5)),
                                    collection);
                            edit(client, collection);
                            called.addAll(client.called());
                        })),
                Stream.of(DynamicTest.dynamicTest(
                        "every edit", () -> assertThat(called).containsAll(edits()))));
    }

    @Test
    void typescriptClientsEditEveryCollection() throws IOException, InterruptedException {
        String token = STACK.processes().token("editor", Duration.ofMinutes(15));
        String output = TypescriptClients.run("test/edits-main.js", STACK.address(), token);
        assertThat(output.lines().map(line -> line.substring(0, line.indexOf(": "))))
                .containsExactly("openapi-fetch", "typescript-fetch");
        assertThat(output.lines()).allSatisfy(line -> assertThat(
                        line.substring(line.indexOf(": ") + 2).split(" "))
                .containsAll(edits()));
    }

    /** The document's operations that write, but for the cutting of a release. */
    private Set<String> edits() {
        Set<String> edits = new TreeSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (GeneratedCalls.isEdit(operation)) {
                        edits.add(operation.path("operationId").asText());
                    }
                }));
        assertThat(edits).isNotEmpty();
        return edits;
    }

    private static void edit(GeneratedEdits client, String collection) throws Exception {
        String first =
                client.call("get", "", Map.of("limit", 1)).at("/items/0/id").asText();
        ObjectNode entry = (ObjectNode) client.call("get", RECORD + "/entry", Map.of("id", first));
        assertThat(entry)
                .as("the client reads all of an entry")
                .isEqualTo(STACK.editor().json("/v1/" + collection + "/" + first + "/entry"));
        entry.remove(List.of("aliases", "note"));
        String id = "by-a-client-" + collection;
        Map<String, Object> record = Map.of("id", id);

        entry.put("id", id).put("title", "By a client");
        assertChange(client.call("post", "", Map.of("body", entry)), id, "added");
        assertThat(STACK.editor().json("/v1/" + collection + "/" + id + "/entry"))
                .isEqualTo(entry);

        entry.put("title", "By a client, replaced").put("note", "A note.");
        assertChange(client.call("put", RECORD, Map.of("id", id, "body", entry)), id, "changed");
        assertThat(STACK.editor().json("/v1/" + collection + "/" + id + "/entry"))
                .isEqualTo(entry);

        ObjectNode patch = client.object().put("note", "Looked at again.");
        assertChange(client.call("patch", RECORD, Map.of("id", id, "body", patch)), id, "changed");
        assertThat(client.call("get", RECORD, record).path("note").asText()).isEqualTo("Looked at again.");

        ObjectNode reading = client.object().put("field", "aliases").put("value", "Its byname");
        reading.put("cite", entry.path("cite").asText()).put("note", "Not to be lost.");
        assertChange(client.call("post", RECORD + "/readings", Map.of("id", id, "body", reading)), id, "changed");
        JsonNode added = byname(client, id);
        assertThat(added.path("note").asText()).isEqualTo("Not to be lost.");
        ObjectNode setAside = client.object().put("rank", "deprecated");
        assertChange(
                client.call(
                        "patch",
                        RECORD + "/readings/{reading}",
                        Map.of("id", id, "reading", added.path("id").asText(), "body", setAside)),
                id,
                "changed");
        assertThat(byname(client, id).path("rank").asText()).isEqualTo("deprecated");
        assertThat(byname(client, id).path("note").asText())
                .as("what is left out of a patch stays")
                .isEqualTo("Not to be lost.");

        String other = id + "-other";
        entry.put("id", other).put("title", "By a client, too").remove("note");
        assertChange(client.call("post", "", Map.of("body", entry)), other, "added");
        ObjectNode into = client.object().put("into", id);
        assertChange(client.call("post", RECORD + "/merge", Map.of("id", other, "body", into)), other, "merged");
        assertChange(client.call("delete", RECORD, record), id, "withdrawn");

        JsonNode history = client.call("get", RECORD + "/history", record).path("items");
        assertThat(history)
                .extracting(change -> change.path("kind").asText())
                .containsExactly("added", "changed", "changed", "changed", "changed", "changed", "withdrawn");
    }

    private static JsonNode byname(GeneratedEdits client, String id) throws Exception {
        JsonNode record = client.call("get", RECORD, Map.of("id", id, "include", List.of("readings")));
        for (JsonNode reading : record.path("readings")) {
            if (reading.path("value").asText().equals("Its byname")) {
                return reading;
            }
        }
        throw new AssertionError(record);
    }

    private static void assertChange(JsonNode change, String record, String kind) {
        assertThat(change.path("record").asText()).isEqualTo(record);
        assertThat(change.path("kind").asText()).isEqualTo(kind);
        assertThat(change.path("why").asText()).isEqualTo("a generated client");
    }
}
