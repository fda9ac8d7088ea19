package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qalqan.conformance.RawHttp.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.Cursor;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;

/** That a mistake of a client is answered with a problem that tells the way out, from every layer. */
public abstract class ErrorRules extends ServiceRules {

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

    @ParameterizedTest
    @ValueSource(strings = {"title=a%00b", "title=%e5%98", "title=a%7fb", "title%00=a", "q=1&title=%0a&limit=2"})
    void namesTheParameterThatCannotBeRead(String query) {
        JsonNode problem = Json.read(request()
                .urlEncodingEnabled(false)
                .get("/v1/" + collections.all().get(0).path() + "?" + query)
                .then()
                .statusCode(400)
                .extract()
                .asString());
        assertThat(problem.path("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/name").asText()).startsWith("title");
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

    /** Of every parameter, of every name that a parameter takes, and of codes: the mistyped word is refused, the right one offered. */
    @TestFactory
    Stream<DynamicTest> anyTypoIsRefusedWithTheNearestValidWord() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            Listing listing = Listing.of(declaration);
            for (String parameter : listing.parameters()) {
                assertSuggests(path + "?" + mistyped(parameter) + "=1", listing.parameters(), parameter);
            }
            for (String name : listing.names()) {
                assertSuggests(path + "?fields=" + mistyped(name), listing.names(), name);
            }
            for (String name : listing.sortNames()) {
                assertSuggests(path + "?sort=-" + mistyped(name), listing.sortNames(), name);
            }
            for (String name : listing.groupNames()) {
                assertSuggests(path + "?groupBy=" + mistyped(name), listing.groupNames(), name);
            }
            for (Field field : declaration.fields()) {
                String codelist = field.codelist();
                if (codelist != null) {
                    List<String> codes = codelists.codes(codelist);
                    for (String code : codes.subList(0, Math.min(3, codes.size()))) {
                        assertSuggests(path + "?" + field.name() + "=" + mistyped(code), codes, code);
                    }
                }
            }
        });
    }

    /** Of every service the same are taken, its own and those of the others: who asks all of them asks each the same. */
    @ParameterizedTest
    @ValueSource(strings = {"readings", "disagreements", "gaps", "changes"})
    void aTypeThatIsNoneIsRefusedWithTheNearestThatIs(String list) {
        List<String> types = codelists.recordTypes();
        List<String> own = collections.all().stream().map(Declaration::type).toList();
        assertThat(types).containsAll(own).hasSizeGreaterThan(own.size());
        own.forEach(type -> assertSuggests("/v1/" + list + "?recordType=" + mistyped(type), types, type));
        request()
                .get("/v1/" + list + "?recordType=" + String.join(",", types))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"readings", "disagreements", "gaps"})
    void aFieldThatIsNoneIsRefusedWithTheNearestThatIs(String list) {
        List<String> names = codelists.recordFields();
        for (Declaration declaration : collections.all()) {
            List<String> fields = declaration.fields().stream().map(Field::name).toList();
            request()
                    .get("/v1/" + list + "?field=" + String.join(",", fields))
                    .then()
                    .statusCode(200);
            String own = declaration.ownFields().get(0).name();
            assertSuggests("/v1/" + list + "?field.not=" + mistyped(own), names, own);
        }
    }

    /** The word with two neighbours in the wrong order, or with a letter twice when it is short. */
    private static String mistyped(String word) {
        for (int i = word.length() / 2; i + 1 < word.length(); i++) {
            if (word.charAt(i) != word.charAt(i + 1)) {
                return word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
            }
        }
        return word + word.charAt(word.length() - 1);
    }

    private void assertSuggests(String path, List<String> allowed, String meant) {
        JsonNode problem =
                Json.read(request().get(path).then().statusCode(400).extract().asString());
        JsonNode error = problem.at("/errors/0");
        assertThat(Json.MAPPER.convertValue(error.path("allowed"), String[].class))
                .as(path)
                .containsExactlyInAnyOrderElementsOf(allowed);
        String suggested = error.path("didYouMean").asText();
        assertThat(suggested).as(path + ", or another word that is as near").isIn(allowed);
        if (meant.length() > 4) {
            assertThat(suggested).as(path).isEqualTo(meant);
        }
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
    Stream<DynamicTest> rejectsWhatIsNoWholeNumber() {
        return ofEach(declaration -> declaration.fields().stream()
                .filter(field -> field.kind() == Kind.INTEGER && !field.many())
                .forEach(field -> {
                    for (String number : List.of("-1", "1.5", "2147483648", "99999999999", "x")) {
                        JsonNode problem = Json.read(request()
                                .get("/v1/" + declaration.path() + "?" + field.name() + "=" + number)
                                .then()
                                .statusCode(400)
                                .extract()
                                .asString());
                        assertThat(problem.path("errors")).hasSize(1);
                        assertThat(problem.at("/errors/0/name").asText()).isEqualTo(field.name());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> rejectsWhatIsNoCurrency() {
        return ofEach(declaration -> declaration.fields().stream()
                .filter(field -> field.kind() == Kind.MONEY && !field.many())
                .map(field -> field.name() + ".currency")
                .forEach(parameter -> {
                    for (String currency : List.of("usd", "EURO", "US")) {
                        assertRefused("/v1/" + declaration.path() + "?" + parameter + "=USD," + currency, parameter);
                    }
                }));
    }

    /** Of every filter, whatever its values are, and of every other list. */
    @TestFactory
    Stream<DynamicTest> rejectsMoreValuesThanAListMayHave() {
        return ofEach(declaration -> {
            Listing listing = Listing.of(declaration);
            List<String> lists = new ArrayList<>(List.of("id", "refersTo", "known", "unknown", "fields", "sort"));
            declaration.fields().forEach(field -> Listing.filters(field).stream()
                    .filter(name -> !name.endsWith(".min") && !name.endsWith(".max"))
                    .forEach(lists::add));
            for (String parameter : lists) {
                String value = listing.knowableNames().get(0);
                String values = String.join(",", Collections.nCopies(201, value));
                JsonNode problem = Json.read(request()
                        .get("/v1/" + declaration.path() + "?" + parameter + "=" + values)
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString());
                assertThat(problem.path("errors").findValuesAsText("message"))
                        .contains("'" + parameter + "' takes at most 200 values");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> rejectsARangeThatEndsBeforeItBegins() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            if (declaration.mainDate() != null) {
                assertRefused(path + "?from=2010&to=2005", "from");
                assertRefused(path + "?from=2005-01-02&to=2005-01-01&match=within", "from");
                request().get(path + "?from=2005-06&to=2005").then().statusCode(200);
                request().get(path + "?from=2005&to=2005").then().statusCode(200);
            }
            for (Field field : declaration.fields()) {
                if (Listing.filters(field).contains(field.name() + ".min")) {
                    String range = path + "?" + field.name() + ".min=3&" + field.name() + ".max=";
                    assertRefused(range + "2", field.name() + ".min");
                    request().get(range + "3").then().statusCode(200);
                }
            }
        });
    }

    private void assertRefused(String path, String parameter) {
        JsonNode problem =
                Json.read(request().get(path).then().statusCode(400).extract().asString());
        assertThat(problem.path("errors").findValuesAsText("name")).as(path).containsExactly(parameter);
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

    /** A cursor is no secret: anybody can make one whose digest is right. */
    @TestFactory
    Stream<DynamicTest> rejectsACursorThatWasMadeUp() {
        return ofEach(declaration -> Listing.of(declaration).sortNames().stream()
                .filter(key -> !key.equals("relevance"))
                .forEach(key -> {
                    List<String> keys = key.equals("id") ? List.of("\u0000") : List.of("\u0000", "an-id");
                    assertMadeUp(declaration.path() + "?sort=" + key, keys);
                }));
    }

    private void assertMadeUp(String query, List<String> keys) {
        assertRefused("/v1/" + query + "&cursor=" + Cursor.write(keys, query), "cursor");
    }

    @TestFactory
    Stream<DynamicTest> rejectsASortKeyThatIsNone() {
        return ofEach(declaration -> declaration.fields().stream()
                .filter(field -> Listing.of(declaration).sortNames().contains(field.name()))
                .filter(field -> switch (field.kind()) {
                    case DATE, INTEGER, BOOLEAN, QUANTITY, MONEY -> true;
                    default -> false;
                })
                .forEach(field -> {
                    String query = declaration.path() + "?sort=" + field.name();
                    for (String made : List.of("1E999999999", "+999999999-12-31", "2003-02-30", "many")) {
                        assertMadeUp(query, List.of(made, "an-id"));
                    }
                }));
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
        "GET,    /v1/readings?q=Türk,            400",
        "GET,    http://other.example/%zz,       400",
        "GET,    /v1/readings?record=a%00b,      400",
        "GET,    /v1/%zz,                        400",
        "GET,    /v1/%00,                        400",
        "GET,    /v1/readings?record=%ff,        400",
    })
    void answersAProblemFromEveryLayer(String method, String path, int status) throws IOException {
        Answer answer = raw(method + " " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        assertProblem(answer, status);
        assertThat(Json.read(answer.body()).path("instance").asText()).startsWith("/");
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b\r\n", "Host: [\r\n", "Host: a:b:c\r\n", "Host: a\r\nHost: b\r\n"})
    void answersAProblemWhenTheHostIsMalformed(String host) throws IOException {
        assertProblem(raw("GET /v1/readings HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"), 400);
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
    void whatIsAskedTogetherIsBoundedAlsoWhenItDoesNotSayHowLongItIs() throws IOException {
        String addresses = "/v1/readings\n".repeat(85_000);
        assertProblem(
                raw("POST /internal/reads HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(addresses.length()) + "\r\n" + addresses + "\r\n0\r\n\r\n"),
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

    private Answer raw(String request) throws IOException {
        Answer answer = RawHttp.ask("localhost", RestAssured.port, request);
        String[] line = request.split(" ", 3);
        contract().check(line[0], line[1], answer);
        return answer;
    }
}
