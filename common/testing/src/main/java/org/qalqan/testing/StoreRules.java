package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.seeds.LoadReport;

/** What must hold of loading and of the history. */
public abstract class StoreRules extends ServiceRules {

    /** That of the primary key is by id; relevance is computed for each question. */
    @Test
    void everyOrderOfAListHasAnIndex() {
        Set<String> indexes = sql.resultQuery("select indexname from pg_indexes").stream()
                .map(row -> row.get(0, String.class))
                .collect(Collectors.toSet());
        for (Declaration declaration : collections.all()) {
            assertThat(Listing.of(declaration).sortNames())
                    .filteredOn(name -> !name.equals("id") && !name.equals("relevance"))
                    .allSatisfy(name -> assertThat(indexes).contains("sort_up_" + declaration.table() + "_" + name));
        }
    }

    /** A gateway waits for four seconds: the store is given up before, and says so. */
    @Test
    void noReadIsWaitedForLongerThanAGatewayWaits() {
        String list = "/v1/" + collections.all().get(0).path();
        long begun = System.nanoTime();
        sql.transaction(locked -> {
            locked.dsl().execute("lock table store_revision in access exclusive mode");
            request()
                    .get(list)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue());
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        request().get(list).then().statusCode(200);
        assertThatThrownBy(() -> sql.fetch("select pg_sleep(20)"))
                .hasMessageContaining("canceling statement due to user request");
    }

    /** Only what passes is told to pass, whichever way it is answered. */
    @Test
    void whatTheStoreIsAskedWronglyIsNoStoreThatIsAway() {
        String list = "/v1/" + collections.all().get(0).path();
        sql.execute("alter table store_revision rename to elsewhere");
        try {
            for (String format : List.of("application/json", "text/csv")) {
                request()
                        .header("Accept", format)
                        .get(list)
                        .then()
                        .statusCode(500)
                        .contentType("application/problem+json")
                        .header("Retry-After", nullValue());
            }
        } finally {
            sql.execute("alter table elsewhere rename to store_revision");
        }
        request().get(list).then().statusCode(200);
    }

    @Test
    void loadingAgainChangesNothing() {
        LoadReport report = loader.load();
        assertThat(report.findings()).isEmpty();
        assertThat(report.unchanged()).isPositive();
    }

    /** As replicas do that start at the same time with a new dataset. */
    @Test
    void loadingAtTheSameTimeWritesOnce() throws Exception {
        Declaration declaration = collections.all().get(0);
        String id = ids(crawl("/v1/" + declaration.path() + "?limit=1")).get(0);
        sql.execute("update record set declaration_digest = 'of an earlier version' where id = ?", id);
        long before = store.revision();

        ExecutorService replicas = Executors.newFixedThreadPool(4);
        try {
            List<LoadReport> reports = new ArrayList<>();
            Callable<LoadReport> load = loader::load;
            for (Future<LoadReport> report : replicas.invokeAll(List.of(load, load, load, load))) {
                reports.add(report.get());
            }
            assertThat(reports).extracting(LoadReport::changed).containsExactlyInAnyOrder(1, 0, 0, 0);
        } finally {
            replicas.shutdown();
        }
        assertThat(store.revision()).isEqualTo(before + 1);
        assertThat(changesAfter(before)).containsExactly(id + " changed");
    }

    @Test
    void withdrawnRecordIsGoneWithTheReasonAndStaysInTheHistory() {
        JsonNode record = someRecord();
        String id = record.path("id").asText();
        String url = record.path("url").asText();
        String list = "/v1/" + collections.ofType(record.path("type").asText()).path();
        long before = store.revision();

        withdraw(record);

        try {
            request().get(url).then().statusCode(410).body("detail", containsString("it never was"));
            assertThat(ids(crawl(list + "?limit=200"))).doesNotContain(id);
            assertThat(get("/v1/records?id=" + id).path("items")).isEmpty();
            assertThat(get("/v1/readings?record=" + id).path("items")).isEmpty();
        } finally {
            loadAgain(id);
        }
        JsonNode again = get(url);
        assertThat(again.path("revision").longValue()).isEqualTo(store.revision());
        assertThat(changesAfter(before)).containsExactly(id + " withdrawn", id + " changed");
    }

    /** Whatever comes in between, before or behind the place where the crawl is: every earlier id is seen, once. */
    @TestFactory
    Stream<DynamicTest> aCrawlWhileRecordsComeInSeesEveryEarlierIdOnce() {
        return Stream.of("id", "-id", "title", "-updatedAt", "revision")
                .map(sort -> DynamicTest.dynamicTest(sort, () -> {
                    Declaration declaration = collections.all().get(0);
                    String path = "/v1/" + declaration.path();
                    List<String> earlier = ids(crawl(path + "?limit=200"));
                    List<String> seen = new ArrayList<>();
                    List<String> inserted = new ArrayList<>();
                    try {
                        String next = path + "?sort=" + sort + "&limit=" + Math.max(1, earlier.size() / 8);
                        for (int page = 0; next != null && page < 100; page++) {
                            JsonNode answer = get(next);
                            seen.addAll(ids(answer.path("items")));
                            next = answer.path("next").textValue();
                            if (page < 8) {
                                for (String place : List.of("aaa", "mmm", "zzz")) {
                                    String id = place + "-inserted-" + page;
                                    insert(declaration, id);
                                    inserted.add(id);
                                }
                            }
                        }
                    } finally {
                        remove(declaration, inserted);
                    }
                    assertThat(seen).doesNotHaveDuplicates().containsAll(earlier);
                }));
    }

    private void insert(Declaration declaration, String id) {
        RecordDraft draft = new RecordDraft(id, "Record " + id, List.of(), null, List.of());
        store.write(
                List.of(new RecordWrite.Put(declaration, draft, Json.MAPPER.createObjectNode(), null)),
                "a test",
                "to see it come in");
    }

    /** As if they had never been; the change log alone remembers. */
    private void remove(Declaration declaration, List<String> ids) {
        store.write(
                ids.stream()
                        .<RecordWrite>map(id -> new RecordWrite.Withdraw(
                                declaration, id, id, "a test is over", Json.MAPPER.createObjectNode(), null))
                        .toList(),
                "a test",
                "it is over");
    }

    @Test
    void historyCannotBeRewritten() {
        assertThatThrownBy(() -> sql.execute("update change set who = 'somebody else'"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> sql.execute("delete from change")).hasMessageContaining("append-only");
    }

    private List<String> changesAfter(long revision) {
        return sql.fetch(
                        "select record || ' ' || kind from change where revision > ? order by revision, ordinal",
                        revision)
                .getValues(0, String.class);
    }
}
