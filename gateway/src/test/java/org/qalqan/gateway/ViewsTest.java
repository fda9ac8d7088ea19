package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ViewsTest {

    private static final int SLOW = 500;

    @BeforeEach
    void reset() {
        Stubs.reset();
        collection(
                Stubs.PARTNERS,
                "partners",
                Stubs.record("partner", "home", "\"kind\":\"state\",\"status\":{\"vector\":\"not-applicable\"}"),
                Stubs.record("partner", "p", "\"kind\":\"state\""),
                Stubs.record("partner", "q", "\"kind\":\"state\""));
        record(Stubs.PARTNERS, "partners", Stubs.record("partner", "p", "\"kind\":\"state\""));
        record(
                Stubs.TIMELINE,
                "decrees",
                Stubs.record(
                        "decree",
                        "d",
                        "\"signedOn\":{\"edtf\":\"2003-05-07\",\"earliest\":\"2003-05-07\",\"latest\":\"2003-05-07\",\"precision\":\"day\"},"
                                + "\"signedBy\":\"someone\",\"provisions\":[{\"key\":\"a\",\"action\":\"creates\","
                                + "\"target\":null,\"results\":[\"new-command\",\"nowhere\"],\"summary\":\"A command.\"}]"));
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/readings"))
                .withQueryParam("record", equalTo("d"))
                .willReturn(Stubs.list(
                        signedOn("r1", "2003-05-07", "preferred") + "," + signedOn("r2", "2003-03", "normal"))));
    }

    private static String signedOn(String id, String value, String rank) {
        return Recorded.item("/v1/readings")
                .put("id", id)
                .put("recordType", "decree")
                .put("record", "d")
                .put("field", "signedOn")
                .put("value", value)
                .put("rank", rank)
                .toString();
    }

    private static void collection(WireMockServer server, String path, String... records) {
        server.stubFor(get(urlPathEqualTo("/v1/" + path)).willReturn(Stubs.list(String.join(",", records))));
    }

    private static void record(WireMockServer server, String path, String record) {
        String id = Recorded.json(record).path("id").textValue();
        server.stubFor(get(urlPathEqualTo("/v1/" + path + "/" + id)).willReturn(Stubs.json(record)));
    }

    private static void label(WireMockServer server, String type, String id) {
        server.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", containing(id))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label(type, id) + "]}")));
    }

    @Test
    void aDossierDrawsOnAllServices() {
        collection(Stubs.PARTNERS, "agreements", Stubs.record("agreement", "a", "\"parties\":[\"home\",\"p\"]"));
        collection(
                Stubs.PARTNERS,
                "training-flows",
                Stubs.record("training-flow", "f", "\"host\":\"p\",\"leavers\":" + Recorded.quantity(110, "{person}")));
        collection(
                Stubs.TIMELINE,
                "doctrines",
                Stubs.record(
                        "doctrine",
                        "doc",
                        "\"adoptedOn\":null,\"partners\":[{\"key\":\"q\",\"partner\":\"q\",\"name\":\"Q\",\"position\":1},"
                                + "{\"key\":\"p\",\"partner\":\"p\",\"name\":\"P\",\"position\":2}]"));
        collection(Stubs.FORCES, "equipment-types", Stubs.record("equipment-type", "tank", "\"origin\":\"p\""));
        collection(Stubs.FORCES, "holdings", Stubs.record("holding", "h", "\"equipmentType\":\"tank\""));
        label(Stubs.PARTNERS, "partner", "home");

        given().get("/v1/partners/p/dossier")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("idConfirmed", is(true))
                .body("partner.id", is("p"))
                .body("agreements.id", contains("a"))
                .body("attrition[0].leavers.value", is(110))
                .body("doctrineOrder[0].position", is(2))
                .body("doctrineOrder[0].namedPartners", is(2))
                .body("equipmentTypes.id", contains("tank"))
                .body("holdings.id", contains("h"))
                .body("memberships", empty())
                .body("labels.a.title", is("Title of a"))
                .body("labels.home.title", is("Title of home"))
                .body("missing", empty())
                .body("composedFrom.service", hasItems("timeline", "forces", "partners"))
                .body("composedFrom.status", not(hasItem("missing")))
                .body("composedFrom.url", hasItem("/v1/holdings?equipmentType=tank&limit=200"))
                .header("ETag", startsWith("W/\""));
    }

    @Test
    void aDossierSaysWhatIsNotOnRecordButNotWhatCouldNotBeHad() {
        collection(Stubs.PARTNERS, "agreements", Stubs.record("agreement", "a", "\"parties\":[\"home\",\"p\"]"));
        collection(Stubs.PARTNERS, "training-flows", Stubs.record("training-flow", "f", "\"host\":\"p\""));
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/transfers")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/partners/p/dossier")
                .then()
                .statusCode(200)
                .body("insufficientEvidence.what", hasItems("memberships", "holdings", "doctrineOrder"))
                .body("insufficientEvidence.what", not(hasItem("agreements")))
                .body("insufficientEvidence.what", not(hasItem("trainingFlows")))
                .body("insufficientEvidence.what", not(hasItem("transfers")));
    }

    @Test
    void aYearSaysWhatIsNotOnRecordButNotWhatCouldNotBeHad() {
        collection(Stubs.TIMELINE, "events", Stubs.record("event", "e", ""));
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/transfers")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/years/2003")
                .then()
                .statusCode(200)
                .body(
                        "insufficientEvidence.what",
                        hasItems("incidents", "trainingFlows", "money", "structure", "commitments"))
                .body(
                        "insufficientEvidence.find { it.what == 'trainingFlows' }.why",
                        is("No record of /v1/training-flows falls in the year."))
                .body("insufficientEvidence.what", not(hasItem("events")))
                .body("insufficientEvidence.what", not(hasItem("transfers")));
    }

    @Test
    void aTopicSaysWhichCollectionsHaveNothingOfIt() {
        collection(Stubs.FORCES, "holdings", Stubs.record("holding", "h", ""));
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/transfers")).atPriority(1).willReturn(Stubs.problem(503)));

        given().urlEncodingEnabled(false)
                .get("/v1/topics/air-defence?collections=holdings,transfers,equipment-types")
                .then()
                .statusCode(200)
                .body("records.transfers", nullValue())
                .body("insufficientEvidence.what", contains("equipmentTypes"))
                .body("insufficientEvidence.why", contains("No record of /v1/equipment-types is of the topic."));
    }

    @Test
    void aWholeViewIsNotSentTwice() {
        String tag =
                given().get("/v1/years/2003").then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag)
                .get("/v1/years/2003")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        collection(Stubs.TIMELINE, "events", Stubs.record("event", "e", ""));
        given().header("If-None-Match", tag).get("/v1/years/2003").then().statusCode(200);
    }

    @Test
    void asksEveryPartForTheDaysThatItIsAskedFor() {
        given().get("/v1/partners/p/dossier?asOf=2003-01-01&knownAt=2008-01-01")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("insufficientEvidence.why", hasItem(startsWith("As of 2003-01-01: No membership of it")));

        List<String> lists = Stubs.all().stream()
                .flatMap(server -> Stubs.asked(server).stream())
                .filter(address -> !address.startsWith("/v1/records"))
                .toList();
        assertThat(lists).isNotEmpty().allMatch(address -> address.contains("knownAt=2008-01-01"));
        assertThat(lists)
                .anyMatch(address -> address.startsWith("/v1/memberships?") && address.contains("asOf=2003-01-01"))
                .noneMatch(address -> address.startsWith("/v1/events?") && address.contains("asOf="));
    }

    @Test
    void isOfTheRevisionThatTheClientHasSeenOrNotAtAll() {
        given().header("Data-Revision-Min", "partners=3, forces=4")
                .get("/v1/partners/p/dossier")
                .then()
                .statusCode(200);
        assertThat(Stubs.PARTNERS.findAll(getRequestedFor(urlPathEqualTo("/v1/partners/p"))))
                .allMatch(call -> call.getHeader("Data-Revision-Min").equals("partners=3, forces=4"));

        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/p"))
                .withHeader("Data-Revision-Min", equalTo("partners=9"))
                .willReturn(Stubs.problem(503).withHeader("Retry-After", "1")));
        given().header("Data-Revision-Min", "partners=9")
                .get("/v1/partners/p/dossier")
                .then()
                .statusCode(503)
                .header("Retry-After", "1");
        given().header("Data-Revision-Min", "yesterday")
                .get("/v1/partners/p/dossier")
                .then()
                .statusCode(400)
                .body("errors[0].name", is("Data-Revision-Min"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asOf=2003", "knownAt=2003-02-30", "knownAt="})
    void takesDaysOnly(String query) {
        given().get("/v1/partners/p/dossier?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].name", is(query.replaceFirst("=.*", "")));
    }

    @Test
    void callsTheServicesInParallel() {
        for (WireMockServer server : Stubs.all()) {
            server.stubFor(get(urlMatching("/v1/[a-z-]+\\?refersTo=.*"))
                    .atPriority(1)
                    .willReturn(Stubs.list("").withFixedDelay(SLOW)));
        }

        given().get("/v1/partners/p/dossier").then().statusCode(200).body("partial", is(false));

        List<ServeEvent> slow = Stubs.all().stream()
                .flatMap(server -> server.getAllServeEvents().stream())
                .filter(event -> event.getRequest().getUrl().contains("refersTo="))
                .toList();
        assertThat(slow).hasSizeGreaterThan(15);
        long last = slow.stream()
                .mapToLong(
                        event -> event.getRequest().getLoggedDate().toInstant().toEpochMilli())
                .max()
                .orElseThrow();
        long firstEnd = slow.stream()
                .mapToLong(
                        event -> event.getRequest().getLoggedDate().toInstant().toEpochMilli() + SLOW)
                .min()
                .orElseThrow();
        assertThat(last).as("the last call begins before the first one ends").isLessThan(firstEnd);
    }

    @Test
    void followsPagesUpToABoundAndSaysWhenThereIsMore() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/events"))
                .willReturn(Stubs.endless("/v1/events", Stubs.record("event", "e", ""))));

        given().get("/v1/years/2003")
                .then()
                .statusCode(200)
                .body("truncated", contains("events"))
                .body("events.size()", is(1000));
    }

    @Test
    void impactFollowsTheChain() {
        collection(
                Stubs.TIMELINE,
                "commitments",
                Stubs.record("commitment", "c", "\"decree\":\"d\",\"verdict\":\"partial\""));
        collection(
                Stubs.TIMELINE, "assessments", Stubs.record("assessment", "as", "\"subjects\":[\"d\",\"p\",\"home\"]"));
        collection(Stubs.PARTNERS, "agreements", Stubs.record("agreement", "ag", "\"parties\":[\"home\",\"q\"]"));
        collection(
                Stubs.TIMELINE,
                "observations",
                Stubs.record(
                        "observation",
                        "o",
                        "\"indicator\":\"i\",\"amount\":{\"amount\":25.10,\"currency\":\"XTS\",\"stage\":null,\"priceBasis\":null,"
                                + "\"qualifier\":\"exact\",\"low\":25.10,\"high\":25.10}"));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/structure"))
                .withQueryParam("asOf", equalTo("2003-02-28"))
                .willReturn(Stubs.structure("2003-02-28", "old")));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/structure"))
                .withQueryParam("asOf", equalTo("2003-12-31"))
                .willReturn(Stubs.structure("2003-12-31", "new-command")));
        label(Stubs.FORCES, "formation", "new-command");

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("dates.earliest", is("2003-03-01"))
                .body("dates.accounts.id", contains("r1", "r2"))
                .body("structure.before.asOf", is("2003-02-28"))
                .body("structure.after.asOf", is("2003-12-31"))
                .body("structure.appeared", contains("new-command"))
                .body("structure.disappeared", contains("old"))
                .body("influences.evidenced.partner", contains("p"))
                .body("influences.evidenced[0].links[0].record", is("as"))
                .body("influences.connected.partner", empty())
                .body("influences.sameTime.partner", contains("q"))
                .body("money.observations[0].amount.amount", is(25.10f))
                .body("outcome.commitmentsByVerdict.partial", is(1))
                .body("because.c", contains("d"))
                .body("brokenLinks.to", contains("nowhere"))
                .body("insufficientEvidence", empty());
    }

    @Test
    void impactSaysWhereTheRecordHasNothing() {
        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("insufficientEvidence.what", hasItems("commitments", "outcome", "influences", "money"));
    }

    @Test
    void impactConcludesNothingFromWhatIsMissing() {
        Stubs.PARTNERS.stubFor(get(urlMatching("/v1/.*")).atPriority(1).willReturn(Stubs.problem(503)));
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/commitments")).atPriority(1).willReturn(Stubs.problem(500)));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("commitments", nullValue())
                .body("outcome", nullValue())
                .body("influences", nullValue())
                .body("decree.id", is("d"))
                .body("brokenLinks", empty())
                .body("insufficientEvidence.what", not(hasItem("commitments")))
                .body("insufficientEvidence.what", not(hasItem("influences")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"503", "garbage"})
    void impactCallsNoLinkBrokenWhileAServiceCannotSayWhoseTheIdIs(String fault) {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/records"))
                .atPriority(1)
                .willReturn(fault.equals("503") ? Stubs.problem(503) : Stubs.json("<html></html>")));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("missing.section", contains("labels"))
                .body("brokenLinks", empty());
    }

    @Test
    void impactCallsNoLinkBrokenOfWhichNobodyWasAsked() {
        String results =
                IntStream.rangeClosed(1, 4_001).mapToObj(i -> "\"r" + i + "\"").collect(Collectors.joining(","));
        record(
                Stubs.TIMELINE,
                "decrees",
                Stubs.record(
                        "decree",
                        "d",
                        "\"signedOn\":null,\"provisions\":[{\"key\":\"a\",\"action\":\"creates\",\"target\":null,\"results\":["
                                + results + "],\"summary\":\"Many.\"}]"));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("truncated", hasItem("labels"))
                .body("brokenLinks", empty());
    }

    @Test
    void impactDependsOnTheDecree() {
        Stubs.TIMELINE.stubFor(
                get(urlPathEqualTo("/v1/decrees/d")).atPriority(1).willReturn(Stubs.problem(503)));
        collection(Stubs.TIMELINE, "commitments", Stubs.record("commitment", "c", "\"decree\":\"d\""));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("missing.section", hasItems("commitments", "formations", "agreements", "influences.sameTime"))
                .body("commitments", nullValue())
                .body("formations", nullValue())
                .body("agreements", nullValue())
                .body("outcome", nullValue())
                .body("influences.evidenced", nullValue())
                .body("influences.connected", nullValue())
                .body("influences.sameTime", nullValue())
                .body("brokenLinks", empty())
                .body("insufficientEvidence.what", not(hasItem("influences")));
    }

    @Test
    void impactDoesNotSayThatNobodyDatesTheDecreeWhileTheReadingsAreAway() {
        record(Stubs.TIMELINE, "decrees", Stubs.record("decree", "d", "\"signedOn\":null,\"provisions\":[]"));
        collection(Stubs.TIMELINE, "readings");
        given().get("/v1/decrees/d/impact")
                .then()
                .body("insufficientEvidence.what", hasItem("structure"))
                .body("influences.sameTime", nullValue())
                .body("missing", empty());

        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/readings")).atPriority(1).willReturn(Stubs.problem(503)));
        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("dates", nullValue())
                .body("structure", nullValue())
                .body("missing.section", hasItems("dates", "structure", "money", "influences.sameTime"))
                .body("insufficientEvidence.what", not(hasItem("structure")));
    }

    @Test
    void impactKnowsNoCoincidenceWithoutWhatIsOfTheSameTime() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/agreements"))
                .withQueryParam("from", equalTo("2002"))
                .atPriority(1)
                .willReturn(Stubs.problem(503)));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("missing.section", contains("influences.sameTime"))
                .body("influences.evidenced", empty())
                .body("influences.sameTime", nullValue());
    }

    @Test
    void impactConcludesNothingFromAPartOfAList() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/commitments"))
                .willReturn(Stubs.endless(
                        "/v1/commitments",
                        Stubs.record("commitment", "c", "\"decree\":\"d\",\"verdict\":\"unknown\""))));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("truncated", contains("commitments"))
                .body("commitments.id", contains("c"))
                .body("outcome", nullValue())
                .body("insufficientEvidence.what", not(hasItem("outcome")))
                .body("insufficientEvidence.what", not(hasItem("influences")));
    }

    @Test
    void aYearTellsMoneyFromOtherMeasuresAndMadeFromDue() {
        collection(
                Stubs.TIMELINE,
                "commitments",
                Stubs.record("commitment", "made", "\"madeOn\":" + Recorded.year(2003) + ",\"due\":null"),
                Stubs.record(
                        "commitment", "due", "\"madeOn\":" + Recorded.year(2000) + ",\"due\":" + Recorded.year(2003)));
        collection(
                Stubs.TIMELINE,
                "indicators",
                Stubs.record("indicator", "share", "\"topics\":[\"budget\"]"),
                Stubs.record("indicator", "hours", "\"topics\":[]"));
        collection(
                Stubs.TIMELINE,
                "observations",
                Stubs.record("observation", "o1", "\"indicator\":\"share\",\"value\":" + Recorded.quantity(1, "%")),
                Stubs.record("observation", "o2", "\"indicator\":\"hours\",\"value\":" + Recorded.quantity(100, "h")));

        given().get("/v1/years/2003")
                .then()
                .statusCode(200)
                .body("commitments.made.id", contains("made"))
                .body("commitments.due.id", contains("due"))
                .body("money.observations.id", contains("o1"))
                .body("measures.observations.id", contains("o2"))
                .body("structure.asOf", is("2003-12-31"))
                .body("partnerActivity", hasKey("agreements"))
                .body("$", not(hasKey("idConfirmed")));
        assertThat(Stubs.asked(Stubs.TIMELINE)).contains("/v1/events?from=2003&to=2003&limit=200");
    }

    @Test
    void aTopicHasTheRecordsOfEveryCollection() {
        Stubs.TIMELINE.stubFor(get(urlMatching("/v1/events\\?topics=navy&.*"))
                .willReturn(Stubs.list(Stubs.record("event", "e", "\"title\":\"Fleet\""))));
        Stubs.PARTNERS.stubFor(get(urlMatching("/v1/training-flows\\?topics=navy&.*"))
                .willReturn(Stubs.list(Stubs.record("training-flow", "t", "\"title\":\"Sailors\""))));

        given().get("/v1/topics/navy")
                .then()
                .statusCode(200)
                .body("topic", is("navy"))
                .body("records.events.id", contains("e"))
                .body("records.trainingFlows.id", contains("t"))
                .body("records.holdings", hasSize(0))
                .body("labels.e.title", is("Fleet"))
                .body("partial", is(false));
    }

    @Test
    void aTopicNamesTheSectionsOfAServiceThatIsAway() {
        Stubs.FORCES.stop();
        try {
            given().get("/v1/topics/navy")
                    .then()
                    .statusCode(200)
                    .body("partial", is(true))
                    .body("records.formations", nullValue())
                    .body("records.events", hasSize(0))
                    .body("missing.section", hasItem("formations"));
        } finally {
            Stubs.FORCES.start();
        }
    }

    @Test
    void aTopicTakesInOthersAndKeepsToTheCollectionsAskedFor() {
        Stubs.TIMELINE.stubFor(get(urlMatching("/v1/events\\?topics=navy,budget&.*"))
                .willReturn(Stubs.list(Stubs.record("event", "e", "\"title\":\"Fleet\""))));

        given().get("/v1/topics/navy?also=budget&collections=events,holdings")
                .then()
                .statusCode(200)
                .body("topics", contains("navy", "budget"))
                .body("records.events.id", contains("e"))
                .body("records.holdings", hasSize(0))
                .body("records", not(hasKey("decrees")));
        given().get("/v1/topics/navy?also=budged&collections=event")
                .then()
                .statusCode(400)
                .body("errors.didYouMean", contains("budget", "events"));
    }

    @Test
    void refusesATopicThatIsNone() {
        given().get("/v1/topics/navi")
                .then()
                .statusCode(400)
                .body("errors[0].in", is("path"))
                .body("errors[0].name", is("topic"))
                .body("errors[0].didYouMean", is("navy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1899", "2101", "abc", "20033", "-1"})
    void refusesAYearOutOfBounds(String year) {
        given().get("/v1/years/" + year)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is("year"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/partners/p/dossier", "/v1/decrees/d/impact", "/v1/years/2003"})
    void takesNoUnknownParameter(String path) {
        given().get(path + "?asof=2003")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is("asof"));
    }

    @Test
    void offersJsonOnly() {
        given().header("Accept", "text/csv")
                .get("/v1/years/2003")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void anUnknownIdIsNotFoundAndAWithdrawnOneIsGone() {
        given().get("/v1/partners/nobody/dossier").then().statusCode(404).contentType("application/problem+json");
        given().get("/v1/partners/No%20Body/dossier").then().statusCode(404).contentType("application/problem+json");

        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees/w")).willReturn(Stubs.problem(410)));
        given().get("/v1/decrees/w/impact").then().statusCode(410).body("detail", is("said by the service"));
    }

    @Test
    void aMergedIdLeadsToTheSameViewOfItsSuccessor() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/old"))
                .willReturn(permanentRedirect("/v1/partners/p?include=readings").withStatus(308)));

        for (String query : List.of("", "?knownAt=2005-01-01")) {
            given().redirects()
                    .follow(false)
                    .get("/v1/partners/old/dossier" + query)
                    .then()
                    .statusCode(308)
                    .header("Location", "/v1/partners/p/dossier" + query);
        }
    }

    @Test
    void recordsKeepTheOrderAndNameTheUnknown() {
        label(Stubs.PARTNERS, "partner", "p");
        label(Stubs.TIMELINE, "decree", "d");

        given().get("/v1/records?id=d,zz,p,d")
                .then()
                .statusCode(200)
                .body("items.id", contains("d", "p"))
                .body("unknown", contains("zz"))
                .body("unresolved", empty());
    }

    @Test
    void recordsCallNothingUnknownWhileAServiceIsAway() {
        label(Stubs.PARTNERS, "partner", "p");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/records")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/records?id=p,zz")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("items.id", contains("p"))
                .body("unknown", nullValue())
                .body("unresolved", contains("zz"))
                .body("missing", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?id=", "?id=a,,b", "?id=A", "?ids=a"})
    void recordsRefuseWhatIsNoListOfIds(String query) {
        given().get("/v1/records" + query).then().statusCode(400).contentType("application/problem+json");
    }
}
