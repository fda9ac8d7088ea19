package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
