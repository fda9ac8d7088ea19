package org.qalqan.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Collections;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.Store;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.seeds.LoadReport;
import org.qalqan.seeds.SeedLoader;

/**
 * What must hold of every service and each of its collections, generated from the declarations. A service's test class extends this
 * one and adds what is particular to it.
 */
public abstract class ServiceRules {

    @Inject
    Collections collections;

    @Inject
    Codelists codelists;

    @Inject
    SeedLoader loader;

    @Inject
    Store store;

    @Inject
    DSLContext sql;

    @ConfigProperty(name = "qalqan.service")
    String service;

    @TestHTTPResource("/")
    URL address;

    private static @Nullable ContractFilter contract;

    /** A request whose response is checked against the service's own document. */
    protected RequestSpecification request() {
        return given().filter(contract()).urlEncodingEnabled(false);
    }

    @BeforeEach
    void readContract() {
        if (contract == null) {
            contract = new ContractFilter(RestAssured.get("/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        }
    }

    private static ContractFilter contract() {
        return Objects.requireNonNull(contract);
    }

    private JsonNode get(String path) {
        return Json.read(request().get(path).then().statusCode(200).extract().asString());
    }

    private List<JsonNode> crawl(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = get(next);
            page.path("items").forEach(items::add);
            next = page.path("next").textValue();
        }
        return items;
    }

    @Test
    void documentIsTheCommittedOne() {
        String yaml =
                RestAssured.get("/openapi").then().statusCode(200).extract().asString();
        GeneratedFile.assertUpToDate(Path.of("openapi.yaml"), yaml);
    }

    @Test
    void documentNamesEachOperationOnceAndDescribesEverything() {
        Set<String> names = new HashSet<>();
        contract().document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    JsonNode described = operation.getValue();
                    String where = operation.getKey() + " " + path.getKey();
                    assertThat(names.add(described.path("operationId").asText()))
                            .as(where + ": operationId")
                            .isTrue();
                    assertThat(described.path("summary").asText())
                            .as(where + ": summary")
                            .isNotEmpty();
                    assertThat(described.path("description").asText())
                            .as(where + ": description")
                            .isNotEmpty();
                    described.path("parameters").forEach(parameter -> assertThat(contract()
                                    .resolve(parameter)
                                    .path("description")
                                    .asText())
                            .as(where + ": " + parameter.path("name").asText())
                            .isNotEmpty());
                }));
    }

    @TestFactory
    Stream<DynamicTest> tableIsAsTheDeclarationSays() {
        return ofEach(declaration -> {
            Map<String, String> actual = new TreeMap<>();
            sql.fetch(
                            "select column_name, data_type from information_schema.columns where table_name = {0}"
                                    + " and column_name not in"
                                    + " (select column_name from information_schema.columns where table_name = 'collection_row')",
                            DSL.val(declaration.table()))
                    .forEach(row -> actual.put(row.get(0, String.class), row.get(1, String.class)));
            assertThat(actual)
                    .as("a migration that makes the table:\n" + TableDefinition.migration(declaration))
                    .isEqualTo(TableDefinition.catalogue(declaration));
        });
    }

    @TestFactory
    Stream<DynamicTest> followingNextAtLimitOneVisitsEveryIdOnce() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            List<String> ids = ids(crawl(path + "?limit=1"));
            assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
            JsonNode counted = get(path + "?limit=200&total=true&sort=-id");
            assertThat(ids(counted.path("items"))).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(counted.path("total").intValue()).isEqualTo(ids.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRecordIsFoundByItsIdWithItsReadings() {
        return ofEach(declaration -> {
            for (JsonNode item : crawl("/v1/" + declaration.path() + "?limit=200")) {
                JsonNode record = get(item.path("url").asText() + "?include=readings");
                assertThat(record.path("type").asText()).isEqualTo(declaration.type());
                for (Field field : declaration.fields()) {
                    boolean factual = Declaration.isFactual(field);
                    JsonNode value = record.path(field.name());
                    boolean shown = !value.isNull() && !(value.isArray() && value.isEmpty());
                    if (factual && shown) {
                        assertThat(record.path("readings").findValuesAsText("field"))
                                .as(item.path("id") + " has a reading of " + field.name())
                                .contains(field.name());
                    }
                    if (factual && !shown && !field.name().equals("aliases")) {
                        assertThat(record.path("status").has(field.name()))
                                .as(item.path("id") + " says why " + field.name() + " has no value")
                                .isTrue();
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sortingByAnyKeyVisitsEveryIdOnceInOrder() {
        return ofEach(declaration -> {
            int all = crawl("/v1/" + declaration.path() + "?limit=200").size();
            for (String key : Listing.of(declaration).sortNames()) {
                for (String sort : List.of(key, "-" + key)) {
                    List<String> ids = ids(crawl("/v1/" + declaration.path() + "?limit=7&sort=" + sort));
                    assertThat(ids).as(sort).doesNotHaveDuplicates().hasSize(all);
                }
            }
        });
    }

    /** A filtered list is what is left of the whole list when one looks at each record. */
    @TestFactory
    Stream<DynamicTest> filteringEqualsLookingAtEachRecord() {
        return ofEach(declaration -> {
            List<JsonNode> all = crawl("/v1/" + declaration.path() + "?limit=200");
            for (Field field : declaration.fields()) {
                if (field.kind() != Kind.CODE && field.kind() != Kind.REFERENCE) {
                    continue;
                }
                Map<String, List<String>> byValue = new LinkedHashMap<>();
                for (JsonNode record : all) {
                    JsonNode value = record.path(field.name());
                    for (JsonNode one : value.isArray() ? value : List.of(value)) {
                        if (one.isTextual()) {
                            byValue.computeIfAbsent(one.asText(), v -> new ArrayList<>())
                                    .add(record.path("id").asText());
                        }
                    }
                }
                byValue.entrySet().stream().limit(5).forEach(entry -> {
                    String path = "/v1/" + declaration.path() + "?limit=200&" + field.name();
                    assertThat(ids(crawl(path + "=" + entry.getKey())))
                            .as(field.name() + "=" + entry.getKey())
                            .containsExactlyInAnyOrderElementsOf(new HashSet<>(entry.getValue()));
                    assertThat(ids(crawl(path + ".not=" + entry.getKey())))
                            .as(field.name() + ".not=" + entry.getKey())
                            .doesNotContainAnyElementsOf(entry.getValue())
                            .hasSize(all.size() - new HashSet<>(entry.getValue()).size());
                });
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whateverARecordRefersToFindsIt() {
        return ofEach(declaration -> {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=10").stream()
                    .limit(10)
                    .toList()) {
                Set<String> targets = new HashSet<>();
                collectReferences(declaration.fields(), record, targets);
                for (String target : targets) {
                    assertThat(ids(crawl("/v1/" + declaration.path() + "?limit=200&refersTo=" + target)))
                            .as("refersTo=" + target)
                            .contains(record.path("id").asText());
                }
            }
        });
    }

    private static void collectReferences(List<Field> fields, JsonNode object, Set<String> targets) {
        for (Field field : fields) {
            JsonNode value = object.path(field.name());
            if (field.kind() == Kind.REFERENCE) {
                (value.isArray() ? value : List.of(value)).forEach(id -> {
                    if (id.isTextual()) {
                        targets.add(id.asText());
                    }
                });
            } else if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> collectReferences(field.fields(), element, targets));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTitleAndAliasFindsItsRecord() {
        return ofEach(declaration -> {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=20").stream()
                    .limit(20)
                    .toList()) {
                List<String> spellings =
                        new ArrayList<>(List.of(record.path("title").asText()));
                record.path("aliases").forEach(alias -> spellings.add(alias.asText()));
                for (String spelling : spellings) {
                    String found = given().queryParam("q", spelling)
                            .queryParam("limit", 200)
                            .get("/v1/" + declaration.path())
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
                    assertThat(ids(Json.read(found).path("items")))
                            .as(spelling)
                            .contains(record.path("id").asText());
                }
            }
        });
    }

    @Test
    void readingsAreListedOnceAndLabelledRecordsAreFound() {
        List<JsonNode> readings = crawl("/v1/readings?limit=200");
        assertThat(ids(readings)).doesNotHaveDuplicates();
        assertThat(readings).allSatisfy(reading -> {
            assertThat(reading.path("service").asText()).isEqualTo(service);
            boolean cited = reading.path("source").isTextual();
            assertThat(cited || reading.path("basis").asText().equals("derived"))
                    .isTrue();
        });
        JsonNode first = readings.get(0);
        JsonNode labels = get("/v1/records?id=" + first.path("record").asText() + ",no-such-record");
        assertThat(ids(labels.path("items")))
                .containsExactly(first.path("record").asText());
    }

    @Test
    void loadingAgainChangesNothing() {
        LoadReport report = loader.load();
        assertThat(report.added() + report.changed() + report.left()).isZero();
        assertThat(report.unchanged()).isPositive();
    }

    /** As replicas do that start at the same time with a new dataset. */
    @Test
    void loadingAtTheSameTimeWritesOnce() throws Exception {
        Declaration declaration = collections.all().get(0);
        String id = ids(crawl("/v1/" + declaration.path() + "?limit=1")).get(0);
        sql.execute("update record set loaded_digest = 'of an earlier version' where id = ?", id);
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
        Declaration declaration = collections.all().get(0);
        JsonNode record = crawl("/v1/" + declaration.path() + "?limit=1").get(0);
        String id = record.path("id").asText();
        String url = record.path("url").asText();
        long before = store.revision();

        store.write(
                List.of(new RecordWrite.Withdraw(
                        declaration, id, record.path("title").asText(), "it never was", null)),
                "a test",
                "to see it gone");

        try {
            request().get(url).then().statusCode(410).body("detail", containsString("it never was"));
            assertThat(ids(crawl("/v1/" + declaration.path() + "?limit=200"))).doesNotContain(id);
            assertThat(get("/v1/records?id=" + id).path("items")).isEmpty();
            assertThat(get("/v1/readings?record=" + id).path("items")).isEmpty();
        } finally {
            loader.load();
        }
        JsonNode again = get(url);
        assertThat(again.path("revision").longValue()).isEqualTo(store.revision());
        assertThat(changesAfter(before)).containsExactly(id + " withdrawn", id + " changed");
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

    @Test
    void etagOfAnAnswerIsGoodForNotModified() {
        String path = "/v1/" + collections.all().get(0).path();
        String tag = request().get(path).then().statusCode(200).extract().header("ETag");
        request().header("If-None-Match", tag).get(path).then().statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limti=5                  | limti  | limit",
                "limit=abc                | limit  |",
                "limit=0                  | limit  |",
                "limit=201                | limit  |",
                "limit=5&limit=6          | limit  |",
                "cursor=abc               | cursor |",
                "sort=titel               | sort   | title",
                "fields=titel             | fields | title",
                "include=reading          | include| readings",
                "refersTo=Not_A_Slug      | refersTo |",
                "total=yes                | total  |",
                "q=                       | q      |",
            })
    void rejectsBadParameterByName(String query, String name, @Nullable String didYouMean) {
        JsonNode problem = Json.read(request()
                .get("/v1/" + collections.all().get(0).path() + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString());
        JsonNode error = problem.path("errors").path(0);
        assertThat(error.path("name").asText()).isEqualTo(name);
        assertThat(error.path("didYouMean").textValue()).isEqualTo(didYouMean);
    }

    @Test
    void rejectsACodeThatIsNoneWithTheNearestThatIs() {
        String code = codelists.codes("topic").get(0);
        JsonNode problem = Json.read(request()
                .get("/v1/" + collections.all().get(0).path() + "?topics=" + code + "x")
                .then()
                .statusCode(400)
                .extract()
                .asString());
        assertThat(problem.at("/errors/0/name").asText()).isEqualTo("topics");
        assertThat(problem.at("/errors/0/didYouMean").asText()).isEqualTo(code);
        assertThat(problem.at("/errors/0/allowed"))
                .hasSize(codelists.codes("topic").size());
    }

    @TestFactory
    Stream<DynamicTest> rejectsBadDate() {
        return ofEach(declaration -> {
            if (declaration.mainDate() != null) {
                for (String date : List.of("2003-13", "2003-02-30", "yesterday", "2008/2003", "/")) {
                    request()
                            .get("/v1/" + declaration.path() + "?from=" + date)
                            .then()
                            .statusCode(400)
                            .contentType("application/problem+json");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> rejectsCursorOfAnotherQuery() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            String next = get(path + "?limit=1").path("next").asText();
            String cursor = next.replaceFirst(".*cursor=", "");
            for (String bad : List.of(
                    path + "?limit=1&sort=-title&cursor=" + cursor,
                    path + "?limit=1&cursor=" + cursor.substring(1),
                    path + "?limit=1&cursor=" + cursor.substring(0, cursor.length() - 2),
                    path + "?limit=1&cursor=" + flipped(cursor),
                    path + "?limit=1&cursor=" + "A".repeat(7_000))) {
                request().get(bad).then().statusCode(400);
            }
            request().get(path + "?limit=2&cursor=" + cursor).then().statusCode(200);
        });
    }

    private static String flipped(String cursor) {
        char middle = cursor.charAt(cursor.length() / 2);
        return cursor.substring(0, cursor.length() / 2)
                + (middle == 'A' ? 'B' : 'A')
                + cursor.substring(cursor.length() / 2 + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/no-such-collection,         404",
        "GET,    /no/such/path,                  404",
        "POST,   /v1/readings,                   405",
        "DELETE, /v1/records,                    405",
        "GET,    /v1/readings?q=%zz,             400",
        "GET,    /v1/readings?record=a%00b,      400",
        "GET,    /v1/%zz,                        400",
        "GET,    /v1/%00,                        400",
        "GET,    /v1/readings?record=%ff,        400",
    })
    void answersAProblemFromEveryLayer(String method, String path, int status) throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        assertProblem(answer, status);
        if (status == 405) {
            assertThat(answer).containsIgnoringCase("\r\nallow: ");
        }
    }

    @Test
    void answersAProblemWhenTheAddressIsTooLong() throws IOException {
        assertProblem(
                raw("GET /v1/readings?note=" + "a".repeat(9_000)
                        + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"),
                414);
    }

    @Test
    void answersAProblemWhenTheHeadersAreTooLarge() throws IOException {
        assertProblem(
                raw("GET /v1/readings HTTP/1.1\r\nHost: test\r\nX-Large: " + "a".repeat(30_000)
                        + "\r\nConnection: close\r\n\r\n"),
                431);
    }

    @Test
    void answersAProblemWhenTheBodyIsTooLarge() throws IOException {
        assertProblem(
                raw(
                        "POST /v1/readings HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 12582912\r\n\r\n[1,2,"),
                413);
    }

    @Test
    void answersAProblemWhenTheFormatIsNotOffered() {
        request()
                .accept("image/png")
                .get("/v1/readings")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    /** Through a bare socket: client libraries mend, or refuse to send, what these tests are about. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).containsIgnoringCase("\r\ncontent-type: application/problem+json");
        JsonNode problem = Json.read(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("/problems/");
        assertThat(problem.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(problem.path("detail").asText()).isNotEmpty().doesNotContain("Exception", "org.");
    }

    private Stream<DynamicTest> ofEach(Consumer<Declaration> rule) {
        return collections.all().stream()
                .map(declaration -> DynamicTest.dynamicTest(declaration.path(), () -> rule.accept(declaration)));
    }

    private static List<String> ids(Iterable<JsonNode> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
