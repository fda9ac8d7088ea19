package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class MetaTest {

    private static final String LIST = "{\"list\":\"%s\",\"description\":\"Some.\",\"fields\":[],\"columns\":[]}";

    private static final String INVARIANTS = "/v1/meta/invariants";
    private static final String COVERAGE = "/v1/meta/coverage";

    /** A sound record: partners refer to d of the timeline, the timeline and the forces to p of the partners. */
    @BeforeEach
    void reset() {
        Stubs.reset();
        invariants(Stubs.TIMELINE, 0, "p");
        invariants(Stubs.FORCES, 0, "p");
        invariants(Stubs.PARTNERS, 0, "d");
        label(Stubs.TIMELINE, "d");
        label(Stubs.PARTNERS, "p");

        coverage(
                Stubs.TIMELINE,
                "\"records\":{\"decrees\":2},\"readings\":9,\"readingsByBasis\":{\"stated\":8,\"inferred\":1},"
                        + "\"disagreements\":{\"preferred\":1},\"gaps\":{\"unknown\":2},"
                        + "\"citedParagraphs\":{\"s\":[1,2,3]},\"recordsByYear\":{\"decrees\":{\"2003\":1,\"unknown\":1}}");
        coverage(
                Stubs.FORCES,
                "\"records\":{\"formations\":3},\"readings\":5,\"readingsByBasis\":{\"stated\":5},"
                        + "\"disagreements\":{},\"gaps\":{\"unknown\":1,\"not-stated\":4},"
                        + "\"citedParagraphs\":{\"s\":[3,4]},\"recordsByYear\":{\"formations\":{\"2003\":3}}");
        coverage(
                Stubs.PARTNERS,
                "\"records\":{\"agreements\":1},\"readings\":1,\"readingsByBasis\":{\"derived\":1},"
                        + "\"disagreements\":{\"preferred\":2},\"gaps\":{},"
                        + "\"citedParagraphs\":{},\"recordsByYear\":{}");
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/sources"))
                .willReturn(Stubs.list(Stubs.record("source", "s", "\"paragraphCount\":12,\"statingParagraphs\":8")
                        + "," + Stubs.record("source", "unread", "\"paragraphCount\":7,\"statingParagraphs\":null"))));
    }

    private static void invariants(WireMockServer server, int withoutSource, String... elsewhere) {
        String ids = Arrays.stream(elsewhere).map(id -> '"' + id + '"').collect(Collectors.joining(","));
        String counts =
                "\"revision\":4,\"recordsWithoutSource\":%d,\"referencesElsewhere\":[%s]".formatted(withoutSource, ids);
        server.stubFor(get(urlPathEqualTo(INVARIANTS))
                .willReturn(Stubs.json(
                        Recorded.with(Recorded.answer(INVARIANTS), counts).toString())));
    }

    private static void label(WireMockServer server, String id) {
        server.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", containing(id))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label("person", id) + "]}")));
    }

    private static void coverage(WireMockServer server, String counts) {
        server.stubFor(get(urlPathEqualTo(COVERAGE))
                .willReturn(Stubs.json(Recorded.with(Recorded.answer(COVERAGE), "\"revision\":4," + counts)
                        .toString())));
    }

    @Test
    void aSoundRecordHasNothingButZeros() {
        given().get(INVARIANTS)
                .then()
                .statusCode(200)
                .body("sound", is(true))
                .body("recordsWithoutSource", is(0))
                .body("valuesWithoutReading", is(0))
                .body("citationsOfUnknownSources", is(0))
                .body("derivationsOutOfDate", is(0))
                .body("danglingReferences", is(0))
                .body("dangling", empty())
                .body("partial", is(false))
                .body("services.timeline.revision", is(4))
                .body("services.partners.referencesElsewhere", is(1))
                .header("ETag", startsWith("W/\""));
    }

    @Test
    void findsAReferenceThatLeadsNowhere() {
        invariants(Stubs.FORCES, 0, "p", "nowhere");

        given().get(INVARIANTS)
                .then()
                .statusCode(200)
                .body("danglingReferences", is(1))
                .body("dangling", contains("nowhere"))
                .body("sound", is(false))
                .body("services.forces.referencesElsewhere", is(2));
    }

    @Test
    void aReferenceElsewhereIsNotKeptByTheServiceThatRefers() {
        // the partners have p, but it is their own record that has to be elsewhere
        invariants(Stubs.PARTNERS, 0, "d", "p");
        invariants(Stubs.TIMELINE, 0);
        invariants(Stubs.FORCES, 0);

        given().get(INVARIANTS).then().statusCode(200).body("dangling", contains("p"));
    }

    @Test
    void asksForIdsInBatchesAndShowsTheFirstHundred() {
        String[] many = IntStream.range(0, 250).mapToObj("x-%03d"::formatted).toArray(String[]::new);
        invariants(Stubs.TIMELINE, 0, many);
        invariants(Stubs.FORCES, 0);
        invariants(Stubs.PARTNERS, 0);

        given().get(INVARIANTS)
                .then()
                .statusCode(200)
                .body("danglingReferences", is(250))
                .body("dangling", hasSize(100))
                .body("dangling[99]", is("x-099"))
                .body("truncated", contains("dangling"))
                .body("services.timeline.referencesElsewhere", is(250));
        assertThat(recordsAsked(Stubs.TIMELINE)).isEmpty();
        assertThat(recordsAsked(Stubs.FORCES)).hasSize(2);
        assertThat(recordsAsked(Stubs.PARTNERS)).hasSize(2);
    }

    private static List<String> recordsAsked(WireMockServer server) {
        return Stubs.asked(server).stream()
                .filter(address -> address.startsWith("/v1/records"))
                .toList();
    }

    @Test
    void addsUpWhatTheServicesCount() {
        invariants(Stubs.TIMELINE, 2, "p");
        invariants(Stubs.PARTNERS, 3, "d");

        given().get(INVARIANTS).then().body("recordsWithoutSource", is(5)).body("sound", is(false));
    }

    @Test
    void countsNothingWithoutAServiceThatIsAway() {
        Stubs.PARTNERS.stop();
        try {
            given().get(INVARIANTS)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("partial", is(true))
                    .body("recordsWithoutSource", nullValue())
                    .body("valuesWithoutReading", nullValue())
                    .body("citationsOfUnknownSources", nullValue())
                    .body("derivationsOutOfDate", nullValue())
                    .body("danglingReferences", nullValue())
                    .body("dangling", nullValue())
                    .body("sound", nullValue())
                    .body("services", hasKey("partners"))
                    .body("services.partners", nullValue())
                    .body("services.timeline.recordsWithoutSource", is(0))
                    .body("missing.service", contains("partners"));

            // one fault that is known is enough
            invariants(Stubs.FORCES, 1, "p");
            given().get(INVARIANTS)
                    .then()
                    .body("recordsWithoutSource", nullValue())
                    .body("sound", is(false));
        } finally {
            Stubs.PARTNERS.start();
        }
    }

    @Test
    void takesNoIdForDanglingThatItCouldNotLookUp() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/records")).atPriority(1).willReturn(Stubs.problem(500)));

        given().get(INVARIANTS)
                .then()
                .statusCode(200)
                .body("recordsWithoutSource", is(0))
                .body("danglingReferences", nullValue())
                .body("dangling", nullValue())
                .body("sound", nullValue())
                .body("missing.section", contains("dangling"));
    }

    @Test
    void coverageAddsUpByCollectionBasisStatusYearAndSource() {
        given().get(COVERAGE)
                .then()
                .statusCode(200)
                .body("records.decrees", is(2))
                .body("records.formations", is(3))
                .body("records.agreements", is(1))
                .body("readings", is(15))
                .body("readingsByBasis.stated", is(13))
                .body("readingsByBasis.derived", is(1))
                .body("disagreements.preferred", is(3))
                .body("gaps.unknown", is(3))
                .body("gaps.not-stated", is(4))
                .body("recordsByYear.decrees.unknown", is(1))
                .body("recordsByYear.formations.2003", is(3))
                .body("sources.id", contains("s", "unread"))
                .body("sources.title", contains("Title of s", "Title of unread"))
                .body("sources.paragraphCount", contains(12, 7))
                .body("sources.statingParagraphs", contains(is(8), nullValue()))
                .body("sources.citedParagraphs", contains(4, 0))
                .body("services.timeline.revision", is(4))
                .body("services.timeline.citedParagraphs.s", is(3))
                .body("services.forces.readings", is(5))
                .body("partial", is(false))
                .header("ETag", startsWith("W/\""));
    }

    @Test
    void coverageHasNoTotalsWithoutAServiceThatIsAway() {
        Stubs.FORCES.stop();
        try {
            given().get(COVERAGE)
                    .then()
                    .statusCode(200)
                    .body("partial", is(true))
                    .body("records", nullValue())
                    .body("recordsByYear", nullValue())
                    .body("readings", nullValue())
                    .body("readingsByBasis", nullValue())
                    .body("disagreements", nullValue())
                    .body("gaps", nullValue())
                    .body("sources.paragraphCount", contains(12, 7))
                    .body("sources.citedParagraphs", contains(nullValue(), nullValue()))
                    .body("services.forces", nullValue())
                    .body("services.partners.readings", is(1))
                    .body("missing.service", contains("forces"));
        } finally {
            Stubs.FORCES.start();
        }
    }

    @Test
    void coverageNamesNoSourceWithoutTheServiceOfTheSources() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/sources")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get(COVERAGE)
                .then()
                .statusCode(200)
                .body("sources", nullValue())
                .body("readings", is(15))
                .body("missing.section", contains("sources"));
    }

    @Test
    void aServiceThatDoesNotCountAllIsMissing() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo(COVERAGE))
                .willReturn(
                        Stubs.json(Recorded.answer(COVERAGE).without("readings").toString())));

        given().get(COVERAGE)
                .then()
                .statusCode(200)
                .body("readings", nullValue())
                .body("services.partners", nullValue())
                .body("missing.service", contains("partners"));
    }

    @ParameterizedTest
    @ValueSource(strings = {INVARIANTS, COVERAGE})
    void takesNoParameter(String path) {
        given().get(path + "?service=forces")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is("service"));
        given().get("/v1/meta/nothing").then().statusCode(404).contentType("application/problem+json");
        assertThat(Stubs.all())
                .allSatisfy(server -> assertThat(Stubs.asked(server)).isEmpty());
    }

    @Test
    void isAProblemWhenNoServiceAnswers() {
        Stubs.all()
                .forEach(server -> server.stubFor(
                        get(urlPathEqualTo(INVARIANTS)).atPriority(1).willReturn(Stubs.problem(503))));

        given().get(INVARIANTS).then().statusCode(503).contentType("application/problem+json");
    }

    @Test
    void fieldsAreThoseOfAllServicesByCollection() {
        describe(Stubs.TIMELINE, "events");
        describe(Stubs.FORCES, "holdings");
        describe(Stubs.PARTNERS, "agreements");

        given().get("/v1/meta/fields")
                .then()
                .statusCode(200)
                .body("items.collection", contains("agreements", "events", "holdings"))
                .body("lists.list", contains("readings", "gaps"))
                .body("partial", is(false));
        given().get("/v1/meta/fields?collection=holdings,events")
                .then()
                .statusCode(200)
                .body("items.collection", contains("events", "holdings"))
                .body("lists", empty());
        given().get("/v1/meta/fields?collection=readings")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("lists.list", contains("readings"));
        given().get("/v1/meta/fields?collection=holding")
                .then()
                .statusCode(400)
                .body("errors[0].didYouMean", is("holdings"));
    }

    private static void describe(WireMockServer server, String collection) {
        server.stubFor(get(urlPathEqualTo("/v1/meta/fields"))
                .willReturn(Stubs.json(
                        "{\"items\":[" + Recorded.item("/v1/meta/fields").put("collection", collection)
                                + "],\"lists\":[" + LIST.formatted("readings") + "," + LIST.formatted("gaps") + "]}")));
    }

    @Test
    void aCodelistComesFromTheFirstServiceThatAnswers() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/meta/codelists/topic")).willReturn(Stubs.problem(503)));
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/meta/codelists/topic"))
                        .willReturn(
                                Stubs.json(
                                        "{\"name\":\"topic\",\"codes\":[{\"code\":\"navy\",\"title\":\"Navy\",\"description\":null}]}")));

        given().get("/v1/meta/codelists/topic").then().statusCode(200).body("codes.code", contains("navy"));
    }

    @Test
    void aCodelistThatNoServiceCanGiveNowIsThereLater() {
        Stubs.all()
                .forEach(server -> server.stubFor(
                        get(urlPathEqualTo("/v1/meta/codelists/topic")).willReturn(Stubs.problem(503))));

        given().get("/v1/meta/codelists/topic").then().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void aCodelistThatIsNoneIsRefusedAsTheServiceRefusesIt() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/meta/codelists/topik")).willReturn(Stubs.problem(400)));

        given().get("/v1/meta/codelists/topik").then().statusCode(400).contentType("application/problem+json");
        given().get("/v1/meta/codelists/No%20name").then().statusCode(400).body("errors[0].name", is("name"));
    }
}
