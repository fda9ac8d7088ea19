package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ScoreboardTest {

    private static final String SCOREBOARD = "/v1/commitments/scoreboard";

    @BeforeEach
    void threeCommitments() {
        Stubs.reset();
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/commitments"))
                .willReturn(Stubs.list(String.join(
                        ",",
                        commitment(
                                "late",
                                "\"someone\"",
                                "\"met-late\"",
                                Recorded.year(2003),
                                "\"due\":" + Recorded.year(2004)
                                        + ",\"verdictHistory\":[{\"key\":\"v\",\"verdict\":\"met-late\",\"asOf\":"
                                        + Recorded.year(2006)
                                        + ",\"assessor\":null,\"summary\":\"Done.\"}],\"evidence\":["
                                        + evidence("x", "for") + "," + evidence("y", "against") + "]"),
                        commitment(
                                "missed",
                                "\"someone\"",
                                "\"missed\"",
                                Recorded.year(2005),
                                "\"evidence\":[" + evidence("z", "against") + "]"),
                        commitment("open", "null", "\"unknown\"", "null", "\"evidence\":[]")))));
    }

    private static String commitment(String id, String by, String verdict, String madeOn, String members) {
        return Stubs.record(
                "commitment",
                id,
                "\"topics\":[\"budget\"],\"due\":null,\"revisions\":[],\"verdictHistory\":[],\"disagreements\":[],\"promisedBy\":"
                        + by + ",\"verdict\":" + verdict + ",\"madeOn\":" + madeOn + "," + members);
    }

    private static String evidence(String key, String side) {
        return "{\"key\":\"" + key + "\",\"side\":\"" + side
                + "\",\"asOf\":null,\"shownBy\":null,\"summary\":\"Evidence.\"}";
    }

    @Test
    void countsByVerdictTopicAndPerson() {
        given().get(SCOREBOARD)
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("totals.count", is(3))
                .body("totals.byVerdict.met", is(0))
                .body("totals.kept.value", is(0.5f))
                .body("totals.kept.low", is(0.3333f))
                .body("totals.kept.high", is(0.6667f))
                .body("totals.kept.missing", is(1))
                .body("byVerdict.find { it.verdict == 'missed' }.commitments", contains("missed"))
                .body("byVerdict.find { it.verdict == 'met' }.kept.value", nullValue())
                .body("byTopic.topic", contains("budget"))
                .body("byPerson.promisedBy", contains("someone", null))
                .body("byPerson[0].evidenceAgainst", is(2))
                .body("notStated.withoutPromiser", contains("open"))
                .body("notStated.withoutDate", contains("open"))
                .body("notStated.withoutVerdict", contains("open"))
                .body("commitments.id", contains("late", "missed", "open"))
                .body("insufficientEvidence[0].why", is("1 of 3 have no verdict, as no source lets one judge."));
    }

    @Test
    void tellsByHowMuchALateOneWasLateAndWhatSpeaksForAndAgainst() {
        given().get(SCOREBOARD)
                .then()
                .body("lateness.commitment", contains("late"))
                .body("lateness[0].keptBy", is("2006"))
                .body("lateness[0].days.low", is(366))
                .body("lateness[0].days.high", is(1095))
                .body("evidence.both", contains("late"))
                .body("evidence.onlyAgainst", contains("missed"))
                .body("evidence.none", contains("open"))
                .body("evidence.byCommitment[0].speaksFor.key", contains("x"))
                .body("evidence.byCommitment[0].speaksAgainst.key", contains("y"));
    }

    @Test
    void aPeriodNamesWhatHasNoDate() {
        given().get(SCOREBOARD + "?from=2003-06&to=2004")
                .then()
                .body("totals.commitments", contains("late"))
                .body("totals.low", is(0))
                .body("totals.high", is(2))
                .body("totals.possible", contains("late"))
                .body("totals.undated", contains("open"))
                .body("totals.kept.value", is(1.0f))
                .body("totals.kept.low", is(0.0f))
                .body("totals.kept.high", is(1.0f))
                .body("byTopic[0].kept.low", is(0.0f))
                .body("byPerson.promisedBy", contains("someone"))
                .body("byPerson[0].kept.low", is(1.0f));
    }

    @Test
    void countsNoPartOfAList() {
        String record = commitment("c", "null", "\"unknown\"", "null", "\"evidence\":[]");
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/commitments")).willReturn(Stubs.endless("/v1/commitments", record)));

        given().get(SCOREBOARD)
                .then()
                .statusCode(200)
                .body("truncated", contains("commitments"))
                .body("totals", nullValue())
                .body("byPerson", nullValue())
                .body("insufficientEvidence", empty());
    }

    @Test
    void asksTheServiceForWhatWasAskedFor() {
        given().urlEncodingEnabled(false)
                .get(SCOREBOARD + "?topic=budget,navy&person=someone&verdict=missed")
                .then()
                .statusCode(200)
                .body("url", is(SCOREBOARD + "?topic=budget,navy&person=someone&verdict=missed"));

        assertThat(Stubs.asked(Stubs.TIMELINE))
                .contains("/v1/commitments?topics=budget,navy&promisedBy=someone&verdict=missed&limit=200")
                .noneMatch(url -> url.contains("scoreboard"));
    }

    @Test
    void isAProblemWithoutTheTimeline() {
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/commitments")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get(SCOREBOARD).then().statusCode(503).contentType("application/problem+json");
    }

    @Test
    void saysWhenNothingIsFound() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/commitments")).willReturn(Stubs.list("")));

        given().get(SCOREBOARD + "?person=nobody")
                .then()
                .statusCode(200)
                .body("totals.count", is(0))
                .body("byTopic", empty())
                .body("insufficientEvidence.what", hasItem("commitments"));
    }

    @Test
    void refusesWordsThatAreNone() {
        given().get(SCOREBOARD + "?topic=budgt&verdict=mised&person=No%20Body&from=x")
                .then()
                .statusCode(400)
                .body("errors.name", contains("topic", "person", "verdict", "from"))
                .body("errors.didYouMean", hasItem("missed"));
    }
}
