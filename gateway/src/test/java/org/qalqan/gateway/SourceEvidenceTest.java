package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class SourceEvidenceTest {

    private static final String EVIDENCE = "/v1/sources/s/evidence";
    private static final int PARAGRAPHS = 12;

    /** What each service says, as paragraph:record.field: 3 is cited by two services, 9 by one alone. */
    private static final List<String> TIMELINE = List.of("2:d.signedBy", "3:b.title", "3:a.title", "3:a.number");

    private static final List<String> FORCES = List.of("5:f.title");
    private static final List<String> PARTNERS = List.of("3:p.title", "9:p.title");

    @BeforeEach
    void reset() {
        Stubs.reset();
        source("s", PARAGRAPHS);
        cites(Stubs.TIMELINE, "timeline", TIMELINE);
        cites(Stubs.FORCES, "forces", FORCES);
        cites(Stubs.PARTNERS, "partners", PARTNERS);
    }

    private static void source(String id, int paragraphs) {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/sources/" + id))
                .willReturn(Stubs.json(Stubs.record("source", id, "\"paragraphCount\":" + paragraphs))));
    }

    /** A service that answers for every range of paragraphs with what lies in it. */
    private static void cites(WireMockServer server, String service, List<String> readings) {
        String cited = readings.stream()
                .map(SourceEvidenceTest::paragraph)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        server.stubFor(
                get(urlPathEqualTo("/v1/meta/coverage")).willReturn(coverage("\"s\":[" + cited + "],\"other\":[7]")));
        for (int from = 1; from <= PARAGRAPHS; from++) {
            for (int to = from; to <= PARAGRAPHS; to++) {
                int min = from;
                int max = to;
                String items = readings.stream()
                        .filter(reading -> paragraph(reading) >= min && paragraph(reading) <= max)
                        .map(reading -> reading(service, reading))
                        .collect(Collectors.joining(","));
                server.stubFor(get(urlPathEqualTo("/v1/readings"))
                        .withQueryParam("source", equalTo("s"))
                        .withQueryParam("paragraph.min", equalTo(String.valueOf(min)))
                        .withQueryParam("paragraph.max", equalTo(String.valueOf(max)))
                        .withQueryParam("sort", equalTo("paragraph,record"))
                        .willReturn(Stubs.list(items)));
            }
        }
    }

    private static ResponseDefinitionBuilder coverage(String citedParagraphs) {
        ObjectNode coverage = Recorded.answer("/v1/meta/coverage");
        return Stubs.json(Recorded.with(coverage, "\"citedParagraphs\":{" + citedParagraphs + "}")
                .toString());
    }

    private static int paragraph(String reading) {
        return Integer.parseInt(reading.substring(0, reading.indexOf(':')));
    }

    private static String reading(String service, String reading) {
        String record = reading.substring(reading.indexOf(':') + 1, reading.indexOf('.'));
        String field = reading.substring(reading.indexOf('.') + 1);
        int paragraph = paragraph(reading);
        return Recorded.item("/v1/readings")
                .put("id", "%s.%s.s.%d".formatted(record, field, paragraph))
                .put("service", service)
                .put("record", record)
                .put("recordType", "person")
                .put("field", field)
                .put("value", "said-" + paragraph)
                .put("source", "s")
                .put("paragraph", paragraph)
                .toString();
    }

    @Test
    void aSourceThatWasNotOutOnTheDaySupportsNothing() {
        out("1995-01-01", "");
        out("2009-01-01", "{\"key\":{\"source\":\"s\"},\"count\":4}");

        evidence("?knownAt=1995-01-01")
                .statusCode(200)
                .body("partial", is(false))
                .body("citedParagraphs", is(0))
                .body("paragraphs", empty())
                .body("next", nullValue());
        evidence("?knownAt=2009-01-01")
                .statusCode(200)
                .body("citedParagraphs", is(4))
                .body("paragraphs.paragraph", contains(2, 3, 5, 9));
    }

    private static void out(String day, String groups) {
        Stubs.all()
                .forEach(server -> server.stubFor(get(urlPathEqualTo("/v1/readings"))
                        .withQueryParam("groupBy", equalTo("source"))
                        .withQueryParam("source", equalTo("s"))
                        .withQueryParam("knownAt", equalTo(day))
                        .willReturn(
                                Stubs.json("{\"items\":[],\"next\":null,\"total\":0,\"groups\":[" + groups + "]}"))));
    }

    private static ValidatableResponse evidence(String query) {
        return given().urlEncodingEnabled(false).get(EVIDENCE + query).then();
    }

    @Test
    void walksThroughTheParagraphsWithTheValuesOfAllServices() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", containing("said-2"))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label("person", "said-2") + "]}")));

        evidence("")
                .statusCode(200)
                .body("id", is("s"))
                .body("url", is(EVIDENCE))
                .body("source.id", is("s"))
                .body("idConfirmed", is(true))
                .body("paragraphCount", is(PARAGRAPHS))
                .body("citedParagraphs", is(4))
                .body("partial", is(false))
                .body("truncated", empty())
                .body("next", nullValue())
                .body("paragraphs.paragraph", contains(2, 3, 5, 9))
                .body("paragraphs.readings", contains(1, 4, 1, 1))
                .body("paragraphs[1].values.service", contains("timeline", "timeline", "timeline", "partners"))
                .body("paragraphs[1].values.record", contains("a", "a", "b", "p"))
                .body("paragraphs[1].values.field", contains("number", "title", "title", "title"))
                .body("paragraphs[1].values[0].reading", is("a.number.s.3"))
                .body("paragraphs[1].values[0].value", is("said-3"))
                .body("paragraphs[1].values[0]", hasKey("note"))
                .body("paragraphs[1].values[0]", not(hasKey("id")))
                .body("paragraphs[1].values[0]", not(hasKey("source")))
                .body("labels.s.title", is("Title of s"))
                .body("labels.said-2.title", is("Title of said-2"))
                .header("ETag", startsWith("W/\""));
    }

    @ParameterizedTest
    @CsvSource({
        "1,'',2 3 5 9",
        "2,'',2 3 5 9",
        "3,'',2 3 5 9",
        "50,'',2 3 5 9",
        "1,paragraph.min=3&paragraph.max=8,3 5",
        "1,paragraph.min=4,5 9",
        "2,paragraph.max=3,2 3",
        "1,paragraph.min=6&paragraph.max=8,''",
        "1,paragraph.min=9&paragraph.max=3,''",
    })
    void visitsEveryCitedParagraphOnce(int limit, String range, String expected) {
        List<String> visited = new ArrayList<>();
        String next = EVIDENCE + "?limit=" + limit + (range.isEmpty() ? "" : "&" + range);
        while (next != null) {
            ValidatableResponse response =
                    given().urlEncodingEnabled(false).get(next).then().statusCode(200);
            JsonPath page = response.extract().jsonPath();
            assertThat(page.getList("paragraphs")).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.getInt("citedParagraphs")).isEqualTo(4);
            visited.addAll(page.getList("paragraphs.paragraph", String.class));
            next = page.getString("next");
            assertThat(response.extract().header("Link"))
                    .isEqualTo(next == null ? null : "<" + next + ">; rel=\"next\"");
            assertThat(visited.size()).as("a walk that ends").isLessThan(20);
        }
        assertThat(String.join(" ", visited)).isEqualTo(expected);
    }

    @Test
    void asksEachServiceOnceForAPageAndNoneThatHasNothingThere() {
        evidence("?limit=2").statusCode(200).body("paragraphs.paragraph", contains(2, 3));

        String asked = "/v1/readings?source=s&paragraph.min=2&paragraph.max=3&sort=paragraph,record&limit=200";
        assertThat(readingsAsked(Stubs.TIMELINE)).containsExactly(asked);
        assertThat(readingsAsked(Stubs.PARTNERS)).containsExactly(asked);
        assertThat(readingsAsked(Stubs.FORCES)).isEmpty();
    }

    private static List<String> readingsAsked(WireMockServer server) {
        return Stubs.asked(server).stream()
                .filter(address -> address.startsWith("/v1/readings"))
                .toList();
    }

    @Test
    void aSourceThatNothingCitesHasNoParagraphs() {
        source("silent", 4);

        given().get("/v1/sources/silent/evidence")
                .then()
                .statusCode(200)
                .body("paragraphs", empty())
                .body("paragraphCount", is(4))
                .body("citedParagraphs", is(0))
                .body("next", nullValue())
                .body("partial", is(false));
        assertThat(readingsAsked(Stubs.TIMELINE)).isEmpty();
    }

    @Test
    void saysWhatItCannotKnowWhileAServiceIsAway() {
        Stubs.PARTNERS.stop();
        try {
            evidence("")
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("partial", is(true))
                    .body("idConfirmed", is(true))
                    .body("paragraphCount", is(PARAGRAPHS))
                    .body("citedParagraphs", nullValue())
                    .body("paragraphs.paragraph", contains(2, 3, 5))
                    .body("paragraphs.readings", contains(nullValue(), nullValue(), nullValue()))
                    .body("paragraphs[1].values.record", contains("a", "a", "b"))
                    .body("missing.find { it.section == 'paragraphs' }.service", is("partners"));
        } finally {
            Stubs.PARTNERS.start();
        }
    }

    @Test
    void showsAParagraphWhoseReadingsAreMissingWithoutInventingNone() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/readings")).atPriority(1).willReturn(Stubs.problem(503)));

        evidence("")
                .statusCode(200)
                .body("partial", is(true))
                .body("citedParagraphs", is(4))
                .body("paragraphs.paragraph", contains(2, 3, 5, 9))
                .body("paragraphs.readings", contains(is(1), nullValue(), is(1), nullValue()))
                .body("paragraphs[1].values.record", contains("a", "a", "b"))
                .body("paragraphs[3].values", empty())
                .body("missing.service", contains("partners"))
                .body("missing.section", contains("paragraphs"));
    }

    @Test
    void goesOnWithoutTheServiceOfTheSources() {
        Stubs.TIMELINE.stop();
        try {
            evidence("")
                    .statusCode(200)
                    .body("partial", is(true))
                    .body("idConfirmed", is(false))
                    .body("source", nullValue())
                    .body("paragraphCount", nullValue())
                    .body("citedParagraphs", nullValue())
                    .body("paragraphs.paragraph", contains(3, 5, 9));
        } finally {
            Stubs.TIMELINE.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"citedParagraphs\":7}"})
    void inventsNoEmptyListWhenNoServiceCanSay(String coverage) {
        Stubs.all()
                .forEach(server -> server.stubFor(
                        get(urlPathEqualTo("/v1/meta/coverage")).atPriority(1).willReturn(Stubs.json(coverage))));

        evidence("")
                .statusCode(200)
                .body("source.id", is("s"))
                .body("paragraphs", nullValue())
                .body("citedParagraphs", nullValue())
                .body("missing.service", contains("timeline", "forces", "partners"));
    }

    /** Paragraph 2 has 200 readings of the forces, paragraph 4 more than one answer may fetch, paragraph 5 one. */
    @Test
    void endsAPageBeforeAParagraphThatDoesNotFit() {
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/meta/coverage")).atPriority(1).willReturn(coverage("\"s\":[2,4,5]")));
        ResponseDefinitionBuilder endless = pageWithMore("4:f.title");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/readings"))
                .withQueryParam("cursor", equalTo("more"))
                .atPriority(1)
                .willReturn(endless));
        forcesBegin(2, pageWithMore("2:f.title"));
        forcesBegin(4, endless);

        JsonPath first = evidence("").statusCode(200).extract().jsonPath();
        assertThat(first.getList("paragraphs.paragraph")).isEqualTo(List.of(2, 3));
        assertThat(first.getList("paragraphs.readings")).isEqualTo(List.of(201, 4));
        assertThat(first.getList("truncated")).isEmpty();

        JsonPath second = next(first);
        assertThat(second.getList("paragraphs.paragraph")).isEqualTo(List.of(4));
        assertThat(second.getList("paragraphs[0].values")).hasSize(1000);
        assertThat(second.getString("paragraphs[0].readings")).isNull();
        assertThat(second.getList("truncated")).isEqualTo(List.of("paragraphs"));

        JsonPath third = next(second);
        assertThat(third.getList("paragraphs.paragraph")).isEqualTo(List.of(5, 9));
        assertThat(third.getString("next")).isNull();
    }

    private static ResponseDefinitionBuilder pageWithMore(String reading) {
        String items = String.join(",", Collections.nCopies(200, reading("forces", reading)));
        return Stubs.json("{\"items\":[" + items + "],\"next\":\"/v1/readings?cursor=more\"}");
    }

    private static void forcesBegin(int paragraph, ResponseDefinitionBuilder page) {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/readings"))
                .withQueryParam("paragraph.min", equalTo(String.valueOf(paragraph)))
                .withQueryParam("paragraph.max", equalTo("9"))
                .atPriority(1)
                .willReturn(page));
    }

    private static JsonPath next(JsonPath page) {
        return given().urlEncodingEnabled(false)
                .get(page.getString("next"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void refusesACursorThatIsAlteredOrUsedWithAnotherQuery() {
        source("other", 7);
        String next = evidence("?limit=1&paragraph.min=2").extract().path("next");
        String cursor = next.substring(next.indexOf("cursor=") + 7);

        evidence("?limit=2&paragraph.min=2&cursor=" + cursor)
                .statusCode(200)
                .body("paragraphs.paragraph", contains(3, 5));
        Stream.of(
                        EVIDENCE + "?paragraph.min=3&cursor=" + cursor,
                        EVIDENCE + "?paragraph.min=2&paragraph.max=5&cursor=" + cursor,
                        EVIDENCE + "?paragraph.min=2&cursor=" + cursor.substring(1),
                        EVIDENCE + "?paragraph.min=2&cursor=",
                        "/v1/sources/other/evidence?paragraph.min=2&cursor=" + cursor)
                .forEach(address -> given().urlEncodingEnabled(false)
                        .get(address)
                        .then()
                        .statusCode(400)
                        .contentType("application/problem+json")
                        .body("errors.name", contains("cursor")));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=51,limit",
        "paragraph.min=0,paragraph.min",
        "paragraph.min=1.5,paragraph.min",
        "paragraph.max=last,paragraph.max",
        "paragraph.max=99999999999,paragraph.max",
        "paragraph=3,paragraph",
        "paragraph.min=1&paragraph.min=2,paragraph.min",
    })
    void refusesWhatItDoesNotKnow(String query, String name) {
        evidence("?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is(name));
    }

    @Test
    void anUnknownSourceIsNotFoundAWithdrawnOneGoneAndAMergedOneElsewhere() {
        given().get("/v1/sources/nothing/evidence").then().statusCode(404).contentType("application/problem+json");

        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/sources/w")).willReturn(Stubs.problem(410)));
        given().get("/v1/sources/w/evidence").then().statusCode(410).body("detail", is("said by the service"));

        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/sources/old"))
                .willReturn(permanentRedirect("/v1/sources/s").withStatus(308)));
        given().redirects()
                .follow(false)
                .get("/v1/sources/old/evidence")
                .then()
                .statusCode(308)
                .header("Location", EVIDENCE);
    }
}
