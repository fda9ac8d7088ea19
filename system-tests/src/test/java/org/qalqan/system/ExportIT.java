package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;

/** The dataset goes into the services and comes back: what editors change there becomes a difference of files, and neither side is lost. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has a dataset that is not ours")
class ExportIT {

    private static final String NOTHING = ": 0 added, 0 changed, ";

    private static final String FILE = "timeline/decrees.yaml";
    private static final String BY_AN_EDITOR = "Decree on reforming the armed forces";

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private final List<String> said = new ArrayList<>();

    private int load(String... options) {
        said.clear();
        return STACK.processes().load(List.of(options), said::add);
    }

    private int export(Path target) {
        said.clear();
        return STACK.processes().export(target, said::add);
    }

    /** Another title, as an editor gives it. */
    private static void edit(String id, String title) throws Exception {
        Answer written = STACK.editor().patch("/v1/decrees/" + id, "*", "title", title);
        assertThat(written.status()).as(written.body()).isEqualTo(200);
    }

    private static JsonNode get(String path) throws Exception {
        return STACK.editor().json(path);
    }

    private static List<Path> filesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }

    private void assertNothingIsLeftToLoad() {
        assertThat(load()).as(said.toString()).isZero();
        assertThat(said).hasSize(3).allSatisfy(line -> assertThat(line).contains(NOTHING, " 0 conflicting"));
    }

    @Test
    void anExportIsTheDatasetByteForByteAndLoadsAsNothingNew() throws IOException {
        Path target = STACK.folder().resolve("exported");
        assertThat(export(target)).as(said.toString()).isZero();
        assertThat(filesIn(target)).isEqualTo(filesIn(STACK.seeds()));
        for (Path file : filesIn(target)) {
            assertThat(target.resolve(file))
                    .hasSameBinaryContentAs(STACK.seeds().resolve(file));
        }
        assertNothingIsLeftToLoad();
    }

    @Test
    void anEditBecomesADifferenceOfOneLineAndCountsAsLoadedThen() throws Exception {
        String id = "decree-2003-armed-forces-reform";
        List<String> before = Files.readAllLines(STACK.seeds().resolve(FILE));
        edit(id, BY_AN_EDITOR);
        assertThat(load("--dry-run")).isZero();
        assertThat(said).anySatisfy(line -> assertThat(line).contains("edited", id, "/title"));

        assertThat(export(STACK.seeds())).as(said.toString()).isZero();
        assertThat(said).contains("  " + FILE).last().asString().contains("written to ", ": 1 of ");
        List<String> after = Files.readAllLines(STACK.seeds().resolve(FILE));
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line))).containsExactly("  title: " + BY_AN_EDITOR);
        assertNothingIsLeftToLoad();
    }

    @Test
    void aConflictWaitsUntilOneSideIsTaken() throws Exception {
        String id = "appointment-2007-04-05-economy-and-finance";
        edit(id, "An editor's title");
        STACK.write(
                FILE,
                "  title: Appointment of a deputy minister of defence for economy and finance\n",
                "  title: The dataset's title\n");
        JsonNode revision = get("/v1/decrees/" + id).path("revision");
        assertThat(load()).isEqualTo(1);
        assertThat(said).anySatisfy(line -> assertThat(line).contains("conflicting", id, "/title"));
        assertThat(get("/v1/decrees/" + id).path("revision")).isEqualTo(revision);

        assertThat(export(STACK.seeds())).isEqualTo(1);
        assertThat(STACK.seeds().resolve(FILE)).content().contains("The dataset's title");
        assertThat(STACK.folder()).isDirectoryNotContaining("glob:**/.seeds-*");

        assertThat(load("--take", "edits", id)).as(said.toString()).isZero();
        assertThat(export(STACK.seeds())).as(said.toString()).isZero();
        assertThat(STACK.seeds().resolve(FILE))
                .content()
                .contains("An editor's title")
                .doesNotContain("The dataset's title");

        edit(id, "An editor's next title");
        STACK.write(FILE, "An editor's title", "The dataset's next title");
        assertThat(load("--take", "seeds")).as(said.toString()).isZero();
        assertThat(said).anySatisfy(line -> assertThat(line).contains("changed", id, "/title"));
        assertThat(get("/v1/decrees/" + id).path("title").asText()).isEqualTo("The dataset's next title");
        JsonNode changes = get("/v1/changes?record=" + id).path("items");
        assertThat(changes.get(changes.size() - 1).path("who").asText()).isEqualTo("dataset");
    }

    /** All that editors may do makes a dataset that is accepted, and that the stores know already. */
    @Test
    void whateverEditorsDidIsADatasetAgain() throws Exception {
        for (JsonNode described : get("/v1/meta/fields").path("items")) {
            String collection = described.path("collection").asText();
            if (!collection.equals("sources")) {
                editAll(collection);
            }
        }
        recompute();

        assertThat(export(STACK.seeds())).as(said.toString()).isZero();
        assertThat(STACK.seeds().resolve(FILE))
                .content()
                .contains("made-up-decrees-1", "mergedInto: made-up-decrees-3");
        assertNothingIsLeftToLoad();
        assertThat(get("/v1/meta/invariants").path("sound").asBoolean()).isTrue();
    }

    /** Records come, are corrected, go into each other one after the other, and leave; their names are given again. */
    private static void editAll(String collection) throws Exception {
        String like = get("/v1/" + collection + "?limit=1").at("/items/0/url").asText();
        ObjectNode entry = (ObjectNode) get(like + "/entry");
        entry.remove(List.of("aliases", "note"));
        for (int i = 1; i <= 3; i++) {
            String id = "made-up-" + collection + "-" + i;
            assertDone(201, STACK.editor().post(collection, entry.put("id", id).put("title", "Made up, number " + i)));
        }
        String url = "/v1/" + collection + "/made-up-" + collection + "-";
        assertDone(200, STACK.editor().merge(url + "1", idOf(url + "2")));
        assertDone(200, STACK.editor().merge(url + "2", idOf(url + "3")));
        assertDone(200, STACK.editor().withdraw(url + "3"));
        entry.put("id", idOf(url + "4")).put("title", "Made up, number 1");
        assertDone(201, STACK.editor().post(collection, entry));
        assertDone(200, STACK.editor().patch(url + "4", "*", "note", "Looked at again."));
    }

    /** An input of a computed value is corrected, and the value after it. */
    private static void recompute() throws Exception {
        String total = "/v1/compositions/composition-regional-commands";
        String input = "/v1/formations/motor-rifle-division";
        ObjectNode derived = null;
        for (JsonNode reading : get(total + "?include=readings").path("readings")) {
            if (reading.path("field").asText().equals("divisions")
                    && reading.path("basis").asText().equals("derived")) {
                derived = (ObjectNode) reading;
            }
        }
        assertThat(derived).isNotNull();
        String cite = derived.path("source").asText() + ":"
                + derived.path("paragraph").asText();
        ObjectNode corrected =
                Json.MAPPER.createObjectNode().put("field", "units").put("value", 2);
        corrected.put("cite", cite).put("rank", "preferred").put("difference", "unexplained");

        Answer refused = STACK.editor().addReading(input, corrected);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains(derived.path("id").asText());
        String url = total + "/readings/" + derived.path("id").asText();
        assertDone(200, STACK.editor().patch(url, "*", "rank", "deprecated"));
        assertDone(201, STACK.editor().addReading(input, corrected));
        ObjectNode anew =
                Json.MAPPER.createObjectNode().put("field", "divisions").put("value", 3);
        anew.put("cite", cite).put("basis", "derived").put("rule", "sum").set("inputs", derived.path("inputs"));
        assertDone(201, STACK.editor().addReading(total, anew));
        assertThat(get(total).path("divisions").toString()).contains("3");
    }

    private static void assertDone(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static String idOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLoaded() throws IOException {
        assertThat(load("--take", "mine")).isEqualTo(2);
        assertThat(said).singleElement().asString().startsWith("usage: ");
        assertThat(load("--take", "seeds", "decree-2003-armed-forces-reforms")).isEqualTo(2);
        assertThat(said).singleElement().asString().contains("did you mean 'decree-2003-armed-forces-reform'?");

        STACK.write("partners/partners.yaml", "- id: russia\n", "- id: russia\n  nme: Russia\n");
        assertThat(load()).isEqualTo(1);
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("partners/partners.yaml:"));
        STACK.write("partners/partners.yaml", "- id: russia\n  nme: Russia\n", "- id: russia\n");
    }
}
