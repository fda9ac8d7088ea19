package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.Json;

/** That a list says the same in every format, and that a download is whole or visibly is not. */
public abstract class FormatRules extends ServiceRules {

    private static final List<String> EVIDENCE = List.of("readings", "disagreements", "gaps");
    private static final int SMALL_WINDOW = 4_096;

    @TestFactory
    Stream<DynamicTest> linesOfNdjsonAreTheItemsOfTheList() {
        return ofEachList(path -> {
            List<JsonNode> items = crawl(path + "?limit=200&sort=-id");
            assertThat(lines(text(path + ".ndjson?sort=-id"))).isEqualTo(items);
        });
    }

    @TestFactory
    Stream<DynamicTest> rowsOfCsvAreTheItemsOfTheList() {
        return ofEachList(path -> {
            List<JsonNode> items = crawl(path + "?limit=200&sort=id");
            List<List<String>> rows = rows(text(path + ".csv?sort=id"));
            List<String> header = rows.get(0);
            assertThat(header).doesNotHaveDuplicates();
            assertThat(rows).hasSize(items.size() + 1);
            for (int i = 0; i < items.size(); i++) {
                List<String> expected = new ArrayList<>();
                for (String column : header) {
                    expected.add(cell(items.get(i).at("/" + column.replace('.', '/'))));
                }
                assertThat(rows.get(i + 1)).isEqualTo(expected);
            }
            items.get(0).fieldNames().forEachRemaining(member -> assertThat(header)
                    .as("a column for each member")
                    .anyMatch(column -> column.equals(member) || column.startsWith(member + ".")));
        });
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return value.isTextual() && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** What each column means is told, in the order of the columns. */
    @TestFactory
    Stream<DynamicTest> everyColumnOfACollectionIsDescribed() {
        return ofEach(declaration -> {
            JsonNode described = get("/v1/meta/fields?collection=" + declaration.path())
                    .path("items")
                    .get(0);
            List<String> header = rows(text("/v1/" + declaration.path() + ".csv?id=no-such-record"))
                    .get(0);
            assertThat(described.path("columns").findValuesAsText("name")).isEqualTo(header);
            assertThat(described.path("licence").asText()).isEqualTo("CC-BY-4.0");
            described.path("columns").forEach(column -> assertThat(
                            column.path("description").asText())
                    .isNotBlank());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyColumnOfAListAboutEvidenceIsDescribed() {
        return EVIDENCE.stream()
                .map(list -> DynamicTest.dynamicTest(list, () -> {
                    JsonNode answer = get("/v1/meta/fields?collection=" + list);
                    assertThat(answer.path("items")).isEmpty();
                    assertThat(answer.path("lists").findValuesAsText("list")).containsExactly(list);
                    List<List<String>> rows = rows(text("/v1/" + list + ".csv"));
                    JsonNode columns = answer.at("/lists/0/columns");
                    assertThat(columns.findValuesAsText("name")).isEqualTo(rows.get(0));
                    assertThat(columns.findValuesAsText("description"))
                            .allSatisfy(text -> assertThat(text).isNotBlank());
                }));
    }

    @TestFactory
    Stream<DynamicTest> suffixAndAcceptAskForTheSame() {
        return ofEachList(path -> {
            assertThat(accepting("text/csv", path + "?sort=id").asString()).isEqualTo(text(path + ".csv?sort=id"));
            assertThat(accepting("application/x-ndjson", path + "?sort=id").asString())
                    .isEqualTo(text(path + ".ndjson?sort=id"));
            assertThat(accepting("text/html, */*;q=0.8", path).contentType()).isEqualTo("application/json");
        });
    }

    /** Also of a client that takes no coding, which may be answered on a shorter way. */
    @TestFactory
    Stream<DynamicTest> theFormatThatAClientLikesBestIsTheOneItGets() {
        return ofEachList(path -> {
            assertThat(mediaType("text/csv, */*;q=0.1", path)).isEqualTo("text/csv");
            assertThat(mediaType("application/json;q=0.5, application/x-ndjson", path))
                    .isEqualTo("application/x-ndjson");
            assertThat(mediaType("text/csv;q=0.5, application/json;q=0.6", path))
                    .isEqualTo("application/json");
            assertThat(mediaType("text/*, application/*", path)).isEqualTo("application/json");
        });
    }

    private String mediaType(String accept, String path) {
        return ask(path + "?limit=1", "Accept", accept).mediaType();
    }

    @TestFactory
    Stream<DynamicTest> filtersAndFieldsHoldInEveryFormat() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            String id = ids(crawl(path + "?limit=1")).get(0);
            assertThat(lines(text(path + ".ndjson?fields=title&id=" + id)))
                    .isEqualTo(crawl(path + "?fields=title&id=" + id))
                    .hasSize(1);
            assertThat(rows(text(path + ".csv?fields=title&id=" + id)).get(0))
                    .containsExactly("id", "type", "url", "title");
            assertThat(rows(text(path + ".csv?fields=title&id=no-such-record")))
                    .as("an empty list has its header")
                    .hasSize(1);
            assertThat(lines(text(path + ".ndjson?include=readings&id=" + id))
                            .get(0)
                            .path("readings"))
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"readings", "disagreements", "gaps"})
    void evidenceThatIsCutDownKeepsItsId(String list) {
        String path = "/v1/" + list;
        JsonNode item = get(path + "?fields=field,record&limit=1").at("/items/0");
        assertThat(item.fieldNames()).toIterable().containsExactly("id", "record", "field");
        assertThat(lines(text(path + ".ndjson?fields=field,record&limit=1"))).containsExactly(item);
        assertThat(rows(text(path + ".csv?fields=field,record&limit=1")).get(0))
                .containsExactly("id", "record", "field");
    }

    @Test
    void aLimitMakesPagesOfAnyFormat() {
        String path = "/v1/readings";
        List<String> crawled = ids(crawl(path + "?limit=200&sort=id"));
        for (String suffix : List.of(".csv", ".ndjson")) {
            Response first = request().get(path + suffix + "?limit=3&sort=id");
            String next = first.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
            assertThat(next).startsWith(path + suffix + "?");
            String both = first.asString() + text(next);
            assertThat(both).contains(crawled.subList(0, 6));
            assertThat(both).doesNotContain("\"" + crawled.get(6) + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        ".csv, groupBy=topics",
        ".csv, total=true",
        ".csv, include=readings",
        ".ndjson, groupBy=topics",
        ".ndjson, cursor=abc",
        ".ndjson, total=true"
    })
    void refusesWhatTheFormatHasNoPlaceFor(String suffix, String query) {
        request()
                .get("/v1/" + collections.all().get(0).path() + suffix + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void textThatASpreadsheetWouldComputeIsInert() {
        String path = collections.all().get(0).path();
        String table = collections.all().get(0).table();
        String id = ids(crawl("/v1/" + path + "?limit=1")).get(0);
        String body = sql.fetchOne("select body::text from " + table + " where id = ?", id)
                .get(0, String.class);
        try {
            for (String formula : List.of("=1+1", "+1", "-1", "@sum(a1)", "\tx", "=a,\"b\"\r\n")) {
                sql.execute(
                        "update " + table + " set body = jsonb_set(body::jsonb, '{title}', to_jsonb(?::text))::json"
                                + " where id = ?",
                        formula,
                        id);
                assertThat(rows(text("/v1/" + path + ".csv?fields=title&id=" + id))
                                .get(1)
                                .get(3))
                        .isEqualTo("'" + formula);
            }
        } finally {
            sql.execute("update " + table + " set body = ?::json where id = ?", body, id);
        }
    }

    /** The store goes away in the middle: the client must see that it has half a list only. */
    @Test
    void aBrokenDownloadDoesNotEndAsIfWhole() throws IOException {
        String first;
        String rest;
        // more than fits between a service and a client that does not read
        sql.execute(
                "insert into reading select filler.* from (select to_jsonb(r) as one from reading r limit 1) r,"
                        + " generate_series(1, 40000) n,"
                        + " lateral jsonb_populate_record(null::reading, one || jsonb_build_object('id', 'filler-' || n)) filler");
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(SMALL_WINDOW);
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            String request = "GET /v1/readings.ndjson?sort=id HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            first = new String(socket.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sql.fetch("select pg_terminate_backend(pid) from pg_stat_activity"
                                    + " where state = 'idle in transaction' and query like '%reading%'"
                                    + " and datname = current_database()")
                            .isNotEmpty());
            rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            // a reset connection is as plain as can be
            return;
        } finally {
            sql.execute("delete from reading where id like 'filler-%'");
        }
        assertThat(first).startsWith("HTTP/1.1 200");
        assertThat(rest)
                .as("the last chunk, which ends an answer that is whole")
                .doesNotEndWith("0\r\n\r\n");
    }

    private Stream<DynamicTest> ofEachList(Consumer<String> rule) {
        return Stream.concat(collections.all().stream().map(declaration -> declaration.path()), EVIDENCE.stream())
                .map(path -> DynamicTest.dynamicTest(path, () -> rule.accept("/v1/" + path)));
    }

    private Response accepting(String accept, String path) {
        return request()
                .header("Accept", accept)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private String text(String path) {
        return request().get(path).then().statusCode(200).extract().asString();
    }

    private static List<JsonNode> lines(String ndjson) {
        return ndjson.lines().map(Json::read).toList();
    }

    private static List<List<String>> rows(String csv) {
        assertThat(csv.split("\r\n", 2)[0])
                .as("the header stands on the first line")
                .startsWith("id,");
        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
