package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.collections.Drafts;
import org.qalqan.collections.Json;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.seeds.Decision;
import org.qalqan.seeds.LoadReport;
import org.qalqan.seeds.LoadReport.Finding;
import org.qalqan.seeds.LoadReport.Kind;
import org.qalqan.seeds.SeedExport;

/** That a load and editors get along: no edit is overwritten unless somebody says so, and nothing that was there is lost. */
public abstract class LoadRules extends ServiceRules {

    private static final String EDITED = "As an editor calls it";

    private final Declaration declaration = collections.all().get(0);
    private final RecordDraft draft =
            bean(Drafts.class).drafts(declaration.type()).get(0);
    private final String id = draft.id();
    private final String url = "/v1/" + declaration.path() + "/" + id;

    @BeforeEach
    void beginAsLoaded() {
        assertThat(loader.load().findings()).isEmpty();
    }

    @AfterEach
    void endAsLoaded() {
        loadAgain(id);
        assertThat(loader.load().findings()).isEmpty();
    }

    private void edit() {
        edit(draft, declaration, EDITED);
        assertThat(title()).isEqualTo(EDITED);
    }

    private String title() {
        return get(url).path("title").asText();
    }

    /** As if what is loaded now were a newer version of the dataset, in which the record's entry is another. */
    private void takeTheDatasetForANewerOne() {
        sql.execute("update record set loaded_digest = 'of an earlier version' where id = ?", id);
    }

    private static Finding finding(String id, Kind kind, String... differences) {
        return new Finding(id, kind, List.of(differences));
    }

    @Test
    void anEditStays() {
        edit();
        long revision = store.revision();
        LoadReport report = loader.load();
        assertThat(report.findings()).containsExactly(finding(id, Kind.EDITED, "/title"));
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(title()).isEqualTo(EDITED);
    }

    @Test
    void anEditIsGivenUpByNameOnly() {
        edit();
        loader.load(Decision.take(Decision.Side.SEEDS));
        assertThat(title()).isEqualTo(EDITED);
        assertThat(loader.load(Decision.take(Decision.Side.SEEDS, id)).findings())
                .containsExactly(finding(id, Kind.CHANGED, "/title"));
        assertThat(title()).isEqualTo(draft.title());
    }

    /** A new declaration, or another date of a source, shows a record anew: as it was edited. */
    @Test
    void anEditedRecordIsShownAnewFromItsEdit() {
        edit();
        sql.execute("update record set declaration_digest = 'of an earlier version' where id = ?", id);
        long revision = store.revision();
        assertThat(loader.load().findings()).contains(finding(id, Kind.CHANGED));
        assertThat(store.revision()).isEqualTo(revision + 1);
        assertThat(title()).isEqualTo(EDITED);
        assertThat(loader.load().changed()).isZero();
    }

    @Test
    void aRecordIsShownAnewWhenASourceHasAnotherDate() {
        sql.execute("update reading set known_on = '1066' where record = ? and ordinal = 1", id);
        assertThat(loader.load().findings()).containsExactly(finding(id, Kind.CHANGED));
        assertThat(loader.load().findings()).isEmpty();
    }

    @Test
    void aConflictWaitsAndIsNamedAtEachLoad() {
        edit();
        takeTheDatasetForANewerOne();
        long revision = store.revision();
        for (int load = 0; load < 2; load++) {
            assertThat(loader.load().findings()).containsExactly(finding(id, Kind.CONFLICTING, "/title"));
        }
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(title()).isEqualTo(EDITED);
    }

    @Test
    void aComparisonSaysTheSameAndWritesNothing() {
        edit();
        takeTheDatasetForANewerOne();
        long revision = store.revision();
        for (Decision.Side side : Decision.Side.values()) {
            assertThat(loader.compare(Decision.take(side)).conflicting()).isZero();
        }
        assertThat(loader.compare(Decision.NONE).findings())
                .containsExactly(finding(id, Kind.CONFLICTING, "/title"))
                .isEqualTo(loader.load().findings());
        assertThat(store.revision()).isEqualTo(revision);
    }

    @Test
    void inAConflictTheEditsCanBeTaken() {
        edit();
        takeTheDatasetForANewerOne();
        long revision = store.revision();
        loader.load(Decision.take(Decision.Side.EDITS, "another"));
        assertThat(loader.load().conflicting()).isEqualTo(1);
        assertThat(loader.load(Decision.take(Decision.Side.EDITS)).conflicting())
                .isZero();
        assertThat(loader.load().findings()).containsExactly(finding(id, Kind.EDITED, "/title"));
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(title()).isEqualTo(EDITED);
    }

    @Test
    void inAConflictTheDatasetCanBeTakenAndTheEditStaysInTheHistory() {
        edit();
        takeTheDatasetForANewerOne();
        long revision = store.revision();
        LoadReport report = loader.load(Decision.take(Decision.Side.SEEDS));
        assertThat(report.findings()).containsExactly(finding(id, Kind.CHANGED, "/title"));
        assertThat(report.revision()).isEqualTo(revision + 1);
        assertThat(title()).isEqualTo(draft.title());

        JsonNode changes = get("/v1/changes?include=values&record=" + id + "&since=" + service + ":" + (revision - 1))
                .path("items");
        assertThat(changes.findValuesAsText("who")).containsExactly("an editor", "dataset");
        assertThat(changes.at("/1/values/before/record/title").asText()).isEqualTo(EDITED);
    }

    /** As after an export that was committed. */
    @Test
    void whatTheDatasetHasNowAsTheEditorsHaveItCountsAsLoaded() {
        takeTheDatasetForANewerOne();
        long revision = store.revision();
        assertThat(loader.load().findings()).isEmpty();
        assertThat(store.revision()).isEqualTo(revision);
        edit();
        assertThat(loader.load().findings()).containsExactly(finding(id, Kind.EDITED, "/title"));
    }

    /** What was made by an editor has never been loaded. */
    @Test
    void aRecordOfAnEditorThatTheDatasetBringsTooIsAConflictUnlessItIsTheSame() {
        edit();
        sql.execute("update record set loaded_digest = null, place = null where id = ?", id);
        assertThat(loader.load().findings()).containsExactly(finding(id, Kind.CONFLICTING, "/title"));
        loadAgain(id);
        sql.execute("update record set loaded_digest = null, place = null where id = ?", id);
        assertThat(loader.load().findings()).isEmpty();
    }

    @Test
    void aWithdrawalByAnEditorStays() {
        withdraw(get(url));
        assertThat(loader.load().findings()).containsExactly(finding(id, Kind.EDITED, "/withdrawn"));
        request().get(url).then().statusCode(410);
    }

    @Test
    void whatOnlyMovedInItsFileIsNoChange() {
        int place = sql.fetchSingle("select place from record where id = ?", id).get(0, Integer.class);
        sql.execute("update record set place = 1000000 where id = ?", id);
        long revision = store.revision();
        assertThat(loader.load().findings()).isEmpty();
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(sql.fetchSingle("select place from record where id = ?", id).get(0, Integer.class))
                .isEqualTo(place);
    }

    @Test
    void anExportGivesTheFilesBackByteForByte(@TempDir Path folder) throws IOException {
        bean(SeedExport.class).write(folder);
        List<Path> files = filesIn(folder);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(seeds().resolve(file));
        }
    }

    @Test
    void anEditIsExportedAsADifference(@TempDir Path folder) throws IOException {
        edit();
        bean(SeedExport.class).write(folder);
        List<String> differing = new ArrayList<>();
        for (Path file : filesIn(folder)) {
            List<String> before = Files.readAllLines(seeds().resolve(file));
            List<String> after = Files.readAllLines(folder.resolve(file));
            assertThat(after).as(file.toString()).hasSameSizeAs(before);
            for (int line = 0; line < after.size(); line++) {
                if (!after.get(line).equals(before.get(line))) {
                    differing.add(after.get(line));
                }
            }
        }
        assertThat(differing).containsExactly("  title: " + EDITED);
    }

    private static Path seeds() {
        return Path.of(ConfigProvider.getConfig().getValue("seeds.location", String.class));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    /** A record can only be taken away by saying so. */
    @Test
    void whatTheDatasetHasNoLongerIsNamedAndStays() {
        String other = "no-longer-in-the-dataset";
        ObjectNode entry = entry(id).put("id", other).put("title", "Of old");
        RecordDraft old = new RecordDraft(other, "Of old", List.of(), null, List.of());
        store.write(List.of(new RecordWrite.Put(declaration, old, entry, null)), "an editor", "one more");
        try {
            assertThat(loader.load().findings()).contains(finding(other, Kind.EDITED));
            assertThat(entries.ofType(declaration.type())).last().isEqualTo(entry);
            sql.execute("update record set loaded_digest = 'of long ago', place = 0 where id = ?", other);
            assertThat(loader.load().findings()).contains(finding(other, Kind.MISSING));
            request().get("/v1/" + declaration.path() + "/" + other).then().statusCode(200);
        } finally {
            store.write(
                    List.of(new RecordWrite.Withdraw(
                            declaration, other, "Of old", "a test is over", Json.MAPPER.createObjectNode(), null)),
                    "a test",
                    "it is over");
            sql.execute("update record set loaded_digest = null, place = null where id = ?", other);
        }
    }
}
