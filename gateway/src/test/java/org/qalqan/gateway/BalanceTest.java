package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class BalanceTest {

    private static final String IN_2003 =
            "{\"edtf\":\"2003\",\"earliest\":\"2003-01-01\",\"latest\":\"2003-12-31\",\"precision\":\"year\"}";

    /** In training a has two of three and b one, and a fourth flow has no host; in exercises b has two, a one. */
    @BeforeEach
    void twoChannels() {
        Stubs.reset();
        collection(
                Stubs.PARTNERS,
                "partners",
                Stubs.record(
                        "partner",
                        "home",
                        "\"kind\":\"state\",\"vector\":null,\"status\":{\"vector\":\"not-applicable\"}"),
                Stubs.record("partner", "a", "\"kind\":\"state\",\"vector\":\"russia-and-cis\",\"status\":{}"),
                Stubs.record("partner", "b", "\"kind\":\"state\",\"vector\":\"west\",\"status\":{}"),
                Stubs.record(
                        "partner",
                        "idle",
                        "\"kind\":\"state\",\"vector\":null,\"status\":{\"vector\":\"not-stated\"}"));
        collection(
                Stubs.PARTNERS,
                "training-flows",
                flow("t1", "\"a\"", "null", Recorded.quantity(100, "{person}")),
                flow("t2", "\"a\"", IN_2003, "null"),
                flow("t3", "\"b\"", IN_2003, Recorded.quantity(50, "{person}")),
                flow("t4", "null", IN_2003, "null"),
                flow("t5", "\"home\"", IN_2003, "null"));
        collection(
                Stubs.PARTNERS,
                "exercise-editions",
                exercise("e1", "\"home\",\"b\"", IN_2003),
                exercise(
                        "e2",
                        "\"home\",\"a\",\"b\"",
                        "{\"edtf\":\"2001\",\"earliest\":\"2001-01-01\",\"latest\":\"2001-12-31\",\"precision\":\"year\"}"),
                exercise("e3", "\"home\"", IN_2003));
    }

    private static void collection(WireMockServer server, String path, String... records) {
        server.stubFor(get(urlPathEqualTo("/v1/" + path)).willReturn(Stubs.list(String.join(",", records))));
    }

    private static String flow(String id, String host, String period, String headcount) {
        return flow(id, host, period, headcount, null);
    }

    private static String flow(String id, String host, String period, String headcount, @Nullable String partOf) {
        return Stubs.record(
                "training-flow",
                id,
                "\"sending\":\"home\",\"supportedBy\":[],\"disagreements\":[],\"kind\":\"officers\",\"host\":" + host
                        + ",\"partOf\":" + (partOf == null ? null : '"' + partOf + '"') + ",\"period\":" + period
                        + ",\"headcount\":" + headcount);
    }

    private static String exercise(String id, String participants, String startedOn) {
        return Stubs.record(
                "exercise-edition",
                id,
                "\"host\":null,\"personnel\":null,\"participants\":[" + participants + "],\"startedOn\":" + startedOn);
    }

    @Test
    void countsWithTheRecordsBehindEachFigure() {
        given().get("/v1/balance")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("notPartners", contains("home"))
                .body("withoutRecords", contains("idle"))
                .body("entries.entry", contains("a", "b"))
                .body("entries[0].channels.training.count", is(2))
                .body("entries[0].channels.training.low", is(2))
                .body("entries[0].channels.training.high", is(3))
                .body("entries[0].channels.training.missing.unattributed", is(1))
                .body("entries[0].channels.training.records", contains("t1", "t2"))
                .body("entries[0].channels.training.headcount.value", is(100))
                .body("entries[0].channels.training.headcount.unknown", contains("t2"))
                .body("entries[0].channels.training.share.value", is(0.6667f))
                .body("entries[0].channels.training.share.low", is(0.5f))
                .body("entries[0].channels.training.share.high", is(0.75f))
                .body("entries[0].channels.words.share", nullValue())
                .body("channels.find { it.channel == 'training' }.unattributed", contains("t4"))
                .body("channels.find { it.channel == 'training' }.withoutPartner", contains("t5"))
                .body("channels.find { it.channel == 'exercises' }.withoutPartner", contains("e3"))
                .body("insufficientEvidence.what", hasItem("words"));
    }

    @Test
    void ranksByTheWeightedSharesAndLeavesOutChannelsWithoutEntries() {
        // a has 2/3 of training and 1/3 of exercises, b the rest
        given().get("/v1/balance")
                .then()
                .body("ranking.rank", contains(1, 1))
                .body("pairs[0].level", is(true))
                .body("pairs[0].aloneFlips", contains("exercises"));
        given().get("/v1/balance?weights=training:2,exercises:1")
                .then()
                .body("weights.training", is(2))
                .body("weights.words", is(0))
                .body("ranking.entry", contains("a", "b"))
                .body("ranking[0].composite.value", is(0.5556f))
                .body("leaders.find { it.channel == 'exercises' }.entries", contains("b"))
                .body("flips.ranking", is(true))
                .body("flips.firstByChannel", contains("exercises"));
    }

    @Test
    void theWeightsThatItSaysTurnTheOrderDoSo() {
        var pair = given().get("/v1/balance?weights=training:2,exercises:1")
                .then()
                .body("pairs[0].weightsThatFlip.channel", contains("training", "exercises"))
                .body("pairs[0].weightsThatFlip.direction", contains("below", "above"))
                .body("pairs[0].weightsThatFlip.weight", contains(1.0f, 2.0f))
                .body("pairs[0].weightsThatFlip.url", everyItem(notNullValue()))
                .extract()
                .jsonPath();
        assertThat(pair.getList("pairs[0].weightsThatFlip.url", String.class))
                .allSatisfy(url -> given().get(url).then().statusCode(200).body("ranking.entry", contains("b", "a")));
    }

    @Test
    void aPeriodTellsWhatIsInItForCertainFromWhatMayBe() {
        given().get("/v1/balance?from=2003-06&to=2004")
                .then()
                .statusCode(200)
                .body("from", is("2003-06-01"))
                .body("to", is("2004-12-31"))
                .body("entries.find { it.entry == 'a' }.channels.training.count", is(1))
                .body("entries.find { it.entry == 'a' }.channels.training.low", is(0))
                .body("entries.find { it.entry == 'a' }.channels.training.high", is(3))
                .body("entries.find { it.entry == 'a' }.channels.training.possible", contains("t2"))
                .body("entries.find { it.entry == 'a' }.channels.training.undated", contains("t1"))
                .body("entries.find { it.entry == 'b' }.channels.exercises.records", contains("e1"));
    }

    @Test
    void atLeastAndAtMostAllowForWhatIsInThePeriodOnlyPerhaps() {
        String ofA = "entries.find { it.entry == 'a' }.channels.training.headcount.";
        String ofB = "entries.find { it.entry == 'b' }.channels.training.headcount.";
        given().get("/v1/balance?from=2003-06&to=2004")
                .then()
                .statusCode(200)
                .body(ofB + "value", is(50))
                .body(ofB + "low", is(0))
                .body(ofB + "high", is(50))
                .body(ofA + "value", nullValue())
                .body(ofA + "low", is(0))
                .body(ofA + "high", is(100))
                .body(ofA + "unknown", contains("t2"));
        given().get("/v1/balance?from=2004").then().body(ofA + "high", is(100)).body(ofA + "unknown", empty());
        given().get("/v1/balance?from=2003").then().body(ofB + "low", is(50));
    }

    /** A flow that includes others is counted for them if it has a number; otherwise they are. */
    @Test
    void aPartIsCountedInTheWholeThatHasANumber() {
        String quantity = Recorded.quantity(500, "{person}");
        String whole = "entries[0].channels.training.headcount.";
        trainingOfA(flow("whole", "\"a\"", IN_2003, "null"), flow("part", "\"a\"", IN_2003, quantity, "whole"));
        given().get("/v1/balance?from=2003")
                .then()
                .body(whole + "value", is(500))
                .body(whole + "low", is(500))
                .body(whole + "high", is(500))
                .body(whole + "records", contains("part"))
                .body(whole + "unknown", contains("whole"));

        trainingOfA(flow("whole", "\"a\"", "null", "null"), flow("part", "\"a\"", IN_2003, quantity, "whole"));
        given().get("/v1/balance?from=2003")
                .then()
                .body(whole + "value", is(500))
                .body(whole + "high", is(500));

        trainingOfA(
                flow("whole", "\"a\"", IN_2003, Recorded.quantity(700, "{person}")),
                flow("between", "\"a\"", IN_2003, "null", "whole"),
                flow("part", "\"a\"", IN_2003, quantity, "between"));
        given().get("/v1/balance?from=2003")
                .then()
                .body(whole + "value", is(700))
                .body(whole + "records", contains("whole"))
                .body(whole + "unknown", empty());
    }

    private static void trainingOfA(String... flows) {
        collection(Stubs.PARTNERS, "training-flows", flows);
        collection(Stubs.PARTNERS, "exercise-editions");
    }

    @Test
    void everyAddressThatItOffersIsOneThatItTakes() {
        collection(
                Stubs.PARTNERS,
                "exercise-editions",
                exercise("e1", "\"a\",\"b\"", IN_2003),
                exercise("e2", "\"a\",\"b\"", IN_2003),
                exercise("e3", "\"b\"", IN_2003));
        var pair = given().get("/v1/balance?weights=training:999999,exercises:1")
                .then()
                .statusCode(200)
                .body("pairs[0].weightsThatFlip.weight", hasItem(1666665.0f))
                .body("pairs[0].weightsThatFlip.url", everyItem(notNullValue()))
                .extract()
                .jsonPath();
        assertThat(pair.getList("pairs[0].weightsThatFlip.url", String.class))
                .hasSize(2)
                .allSatisfy(url -> given().get(url).then().statusCode(200).body("ranking.entry", contains("b", "a")));
    }

    @Test
    void ranksNobodyByAPartOfAChannel() {
        String statement = Stubs.record("statement", "s", "\"partners\":[\"b\"],\"madeOn\":" + IN_2003);
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/statements")).willReturn(Stubs.endless("/v1/statements", statement)));

        given().get("/v1/balance")
                .then()
                .statusCode(200)
                .body("truncated", contains("words"))
                .body("ranking", nullValue())
                .body("pairs", nullValue())
                .body("leaders", nullValue())
                .body("entries[0].channels.words", nullValue())
                .body("entries[0].channels.training.count", notNullValue());
        given().get("/v1/balance?weights=training:1").then().body("ranking.entry", contains("a", "b"));
    }

    @Test
    void comparesNobodyWhileNotAllPartnersAreKnown() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners"))
                .willReturn(Stubs.endless("/v1/partners", Stubs.record("partner", "a", "\"kind\":\"state\""))));

        given().get("/v1/balance")
                .then()
                .statusCode(200)
                .body("truncated", contains("entries"))
                .body("entries", nullValue())
                .body("withoutRecords", nullValue());
    }

    @Test
    void comparesVectorsToo() {
        given().get("/v1/balance?by=vector")
                .then()
                .statusCode(200)
                .body("entries.entry", contains("russia-and-cis", "west"))
                .body("entries.partner", everyItem(nullValue()))
                .body("withoutRecords", empty());
    }

    @Test
    void ranksNobodyWithoutAChannelThatHasAWeight() {
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/statements")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/balance")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("missing.section", hasItem("words"))
                .body("withoutRecords", nullValue())
                .body("ranking", nullValue())
                .body("pairs", nullValue())
                .body("entries[0].channels.words", nullValue())
                .body("entries[0].channels.training.count", notNullValue());
        given().get("/v1/balance?weights=training:1").then().body("ranking.entry", contains("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trainin:2 | there is no channel 'trainin' | training",
                "training:x | the weight of 'training' is a number from 0 up, as in training:2 |",
                "training:-1 | the weight of 'training' is a number from 0 up, as in training:2 |",
                "training:1,training:2 | the channel 'training' has two weights |",
                "training:0 | at least one channel needs a weight above 0 |"
            })
    void refusesBadWeights(String weights, String message, String nearest) {
        given().get("/v1/balance?weights=" + weights)
                .then()
                .statusCode(400)
                .body("errors[0].name", is("weights"))
                .body("errors[0].message", is(message))
                .body("errors[0].didYouMean", is(nearest));
    }

    @Test
    void refusesBadPeriodsAndGroups() {
        given().get("/v1/balance?from=2005&to=2003&by=vectr")
                .then()
                .statusCode(400)
                .body("errors.name", contains("from", "by"))
                .body("errors[1].didYouMean", is("vector"));
    }
}
