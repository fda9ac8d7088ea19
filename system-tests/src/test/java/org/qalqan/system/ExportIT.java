package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.collections.Json;
import org.qalqan.localstack.Service;

/** The dataset goes into the services and comes back: what editors change there becomes a difference of files, and neither side is lost. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has a dataset that is not ours")
class ExportIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NOTHING = ": 0 added, 0 changed, ";

    private static final String FILE = "timeline/decrees.yaml";
    private static final String BY_AN_EDITOR = "Decree on reforming the armed forces";

    @TempDir
    static Path folder;

    private static @Nullable ChangeableStack started;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        started = ChangeableStack.start(folder);
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    private static ChangeableStack stack() {
        if (started == null) {
            throw new IllegalStateException("the stack is not there");
        }
        return started;
    }

    private int load(String... options) {
        said.clear();
        return stack().processes().load(List.of(options), said::add);
    }

    private int export(Path target) {
        said.clear();
        return stack().processes().export(target, said::add);
    }

    /** Another title, as an editor gives it. */
    private static void edit(String id, String title) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        stack().processes().jdbcUrl(Service.TIMELINE),
                        Service.TIMELINE.id(),
                        stack().processes().databasePassword(Service.TIMELINE));
                PreparedStatement update = database.prepareStatement(
                        "update record set entry = regexp_replace(entry::text, '\"title\":\"[^\"]*\"', ?)::json where id = ?")) {
            update.setString(1, "\"title\":\"" + title + "\"");
            update.setString(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static JsonNode get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(stack().address().resolve(path)).build();
        return Json.read(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
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
        Path target = folder.resolve("exported");
        assertThat(export(target)).as(said.toString()).isZero();
        assertThat(filesIn(target)).isEqualTo(filesIn(stack().seeds()));
        for (Path file : filesIn(target)) {
            assertThat(target.resolve(file))
                    .hasSameBinaryContentAs(stack().seeds().resolve(file));
        }
        assertNothingIsLeftToLoad();
    }

    @Test
    void anEditBecomesADifferenceOfOneLineAndCountsAsLoadedThen() throws Exception {
        String id = "decree-2003-armed-forces-reform";
        List<String> before = Files.readAllLines(stack().seeds().resolve(FILE));
        edit(id, BY_AN_EDITOR);
        assertThat(load("--dry-run")).isZero();
        assertThat(said).anySatisfy(line -> assertThat(line).contains("edited", id, "/title"));

        assertThat(export(stack().seeds())).as(said.toString()).isZero();
        assertThat(said).contains("  " + FILE).last().asString().contains("written to ", ": 1 of ");
        List<String> after = Files.readAllLines(stack().seeds().resolve(FILE));
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line))).containsExactly("  title: " + BY_AN_EDITOR);
        assertNothingIsLeftToLoad();
    }

    @Test
    void aConflictWaitsUntilOneSideIsTaken() throws Exception {
        String id = "appointment-2007-04-05-economy-and-finance";
        edit(id, "An editor's title");
        stack().write(
                        FILE,
                        "  title: Appointment of a deputy minister of defence for economy and finance\n",
                        "  title: The dataset's title\n");
        JsonNode revision = get("/v1/decrees/" + id).path("revision");
        assertThat(load()).isEqualTo(1);
        assertThat(said).anySatisfy(line -> assertThat(line).contains("conflicting", id, "/title"));
        assertThat(get("/v1/decrees/" + id).path("revision")).isEqualTo(revision);

        assertThat(export(stack().seeds())).isEqualTo(1);
        assertThat(stack().seeds().resolve(FILE)).content().contains("The dataset's title");
        assertThat(folder).isDirectoryNotContaining("glob:**/.seeds-*");

        assertThat(load("--take", "edits", id)).as(said.toString()).isZero();
        assertThat(export(stack().seeds())).as(said.toString()).isZero();
        assertThat(stack().seeds().resolve(FILE))
                .content()
                .contains("An editor's title")
                .doesNotContain("The dataset's title");

        edit(id, "An editor's next title");
        stack().write(FILE, "An editor's title", "The dataset's next title");
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

        stack().write("partners/partners.yaml", "- id: russia\n", "- id: russia\n  nme: Russia\n");
        assertThat(load()).isEqualTo(1);
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("partners/partners.yaml:"));
        stack().write("partners/partners.yaml", "- id: russia\n  nme: Russia\n", "- id: russia\n");
    }
}
