package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dossiers put the right records into the right places, and conclude only what those say. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class DossiersTest {

    private static final String NO_QUANTITY = "\"quantity\":null";

    @BeforeEach
    void reset() {
        Stubs.reset();
        record(
                Stubs.FORCES,
                "formations",
                Stubs.record(
                        "formation",
                        "f",
                        "\"parents\":[],\"predecessors\":[\"old\"],\"successors\":[],\"establishedBy\":\"d\",\"headquarters\":null,"
                                + "\"validity\":null"));
        record(Stubs.FORCES, "equipment-types", Stubs.record("equipment-type", "jet", type(null, null)));
        record(Stubs.TIMELINE, "people", Stubs.record("person", "p", "\"state\":null"));
    }

    private static String type(@Nullable String memberOf, @Nullable String origin) {
        return "\"memberOf\":" + quoted(memberOf) + ",\"origin\":" + quoted(origin);
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : "\"" + text + "\"";
    }

    private static void record(WireMockServer server, String path, String record) {
        String id = Recorded.json(record).path("id").textValue();
        server.stubFor(get(urlPathEqualTo("/v1/" + path + "/" + id)).willReturn(Stubs.json(record)));
    }

    /** What a collection answers to one parameter of one value. */
    private static void found(WireMockServer server, String path, String parameter, String value, String... records) {
        server.stubFor(get(urlPathEqualTo("/v1/" + path))
                .withQueryParam(parameter, equalTo(value))
                .willReturn(Stubs.list(String.join(",", records))));
    }

    private static String holding(String id, String type, @Nullable String partOf, String quantity) {
        return Stubs.record(
                "holding",
                id,
                "\"formation\":\"f\",\"equipmentType\":\"" + type + "\",\"partOf\":" + quoted(partOf) + "," + quantity
                        + ",\"asOf\":null,\"condition\":null,\"plan\":null,\"share\":null");
    }

    private static String quantity(int number) {
        return "\"quantity\":" + Recorded.quantity(number, "{item}");
    }

    private static String decree(String provisions) {
        return Stubs.record(
                "decree", "d", "\"signedBy\":\"p\",\"disagreements\":[],\"provisions\":[" + provisions + "]");
    }

    private static String provision(String key, String action, String target, String result) {
        return "{\"key\":\"%s\",\"action\":\"%s\",\"target\":\"%s\",\"results\":[\"%s\"],\"summary\":null}"
                .formatted(key, action, target, result);
    }

    private static String reading(String id, String record, String field) {
        return Recorded.item("/v1/readings")
                .put("id", id)
                .put("record", record)
                .put("field", field)
                .put("value", "p")
                .toString();
    }

    private static String tenure(String id, String person, @Nullable String predecessor, String period) {
        return Stubs.record(
                "tenure",
                id,
                "\"person\":\"" + person
                        + "\",\"post\":\"chair\",\"appointedBy\":null,\"disagreements\":[],\"predecessor\":"
                        + quoted(predecessor) + ",\"period\":" + period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/formations/f/dossier", "/v1/equipment-types/jet/dossier", "/v1/people/p/dossier"})
    void asksEveryPartForTheDaysThatItIsAskedFor(String path) {
        given().get(path + "?asOf=2003-01-01&knownAt=2008-01-01")
                .then()
                .statusCode(200)
                .body("partial", is(false));

        List<String> asked = Stubs.all().stream()
                .flatMap(server -> Stubs.asked(server).stream())
                .filter(address -> !address.startsWith("/v1/records"))
                .toList();
        assertThat(asked)
                .isNotEmpty()
                .allMatch(address -> address.contains("knownAt=2008-01-01"))
                .anyMatch(address -> address.contains("asOf=2003-01-01"));
    }

    @Test
    void aFormationHasALineageWithTheProvisionsBehindIt() {
        found(Stubs.FORCES, "formations", "id", "old", Stubs.record("formation", "old", "\"parents\":[]"));
        found(
                Stubs.FORCES,
                "formations",
                "refersTo",
                "f",
                Stubs.record(
                        "formation",
                        "below",
                        "\"predecessors\":[],\"successors\":[],\"parents\":[{\"key\":\"k\",\"formation\":\"f\","
                                + "\"relation\":\"part-of\",\"validity\":null,\"disputed\":true},{\"key\":\"l\",\"formation\":\"g\","
                                + "\"relation\":\"part-of\",\"validity\":null,\"disputed\":true}]"),
                Stubs.record("formation", "next", "\"parents\":[],\"predecessors\":[\"f\"],\"successors\":[]"));
        found(
                Stubs.TIMELINE,
                "decrees",
                "id",
                "d",
                decree(provision("made", "converts", "old", "f") + "," + provision("other", "creates", "x", "y")));

        given().get("/v1/formations/f/dossier")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("lineage.predecessors.formation", contains("old"))
                .body("lineage.predecessors[0].provisions.key", contains("made"))
                .body("lineage.successors.formation", contains("next"))
                .body("lineage.successors[0].provisions", empty())
                .body("subordinates.formation", contains("below"))
                .body("subordinates[0].key", is("k"))
                .body("subordinates[0].disputed", is(true))
                .body("provisions.provision.key", contains("made"))
                .body("because.below[0].fields", contains("parents.formation"))
                .body("because.next[0].refersTo", is("f"))
                .body("insufficientEvidence.what", hasItems("validity", "parents", "strengths", "holdings"))
                .body("insufficientEvidence.what", not(hasItem("provisions")));
    }

    @Test
    void aFormationIsTiedToPartnersDirectlyAndByItsEquipment() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners"))
                .willReturn(Stubs.list(String.join(
                        ",",
                        Stubs.record(
                                "partner", "home", "\"kind\":\"state\",\"status\":{\"vector\":\"not-applicable\"}"),
                        Stubs.record("partner", "abroad", "\"kind\":\"state\",\"status\":{}")))));
        found(Stubs.FORCES, "holdings", "refersTo", "f", holding("h", "jet", null, quantity(3)));
        found(Stubs.FORCES, "equipment-types", "id", "jet", Stubs.record("equipment-type", "jet", type(null, null)));
        found(
                Stubs.PARTNERS,
                "transfers",
                "refersTo",
                "jet",
                Stubs.record(
                        "transfer",
                        "t",
                        "\"suppliers\":[\"abroad\"],\"recipient\":\"home\",\"equipmentTypes\":[\"jet\"]"));

        given().get("/v1/formations/f/dossier")
                .then()
                .statusCode(200)
                .body("partners.partner", contains("abroad"))
                .body("partners[0].ties[0].record", is("t"))
                .body("partners[0].ties[0].refersTo", contains("jet"))
                .body("holdingSums[0].high", is(3))
                .body("insufficientEvidence.what", hasItem("partners"));
    }

    @Test
    void aPostInAFormationLeadsToItsHoldersAndTheirAppointments() {
        found(Stubs.TIMELINE, "posts", "refersTo", "f", Stubs.record("post", "chair", "\"organisation\":\"f\""));
        found(Stubs.TIMELINE, "tenures", "post", "chair", tenure("t", "someone", null, "null"));
        found(Stubs.TIMELINE, "decrees", "refersTo", "chair", decree(provision("who", "appoints", "chair", "someone")));

        given().get("/v1/formations/f/dossier")
                .then()
                .statusCode(200)
                .body("posts.id", contains("chair"))
                .body("tenures.person", contains("someone"))
                .body("provisions.provision.key", contains("who"));
    }

    @Test
    void whatAFormationHasIsSetAgainstWhatWasRequired() {
        found(
                Stubs.FORCES,
                "compositions",
                "refersTo",
                "f",
                Stubs.record(
                        "composition",
                        "actual",
                        "\"formation\":\"f\",\"requirement\":\"wanted\",\"branches\":null,\"divisions\":null,\"brigades\":null,"
                                + "\"regiments\":2,\"companies\":null"));
        found(
                Stubs.FORCES,
                "compositions",
                "id",
                "wanted",
                Stubs.record(
                        "composition",
                        "wanted",
                        "\"formation\":\"g\",\"requirement\":null,\"branches\":null,\"divisions\":null,\"brigades\":null,"
                                + "\"regiments\":3,\"companies\":8"));

        given().get("/v1/formations/f/dossier")
                .then()
                .statusCode(200)
                .body("compositionCounts.required", contains("wanted"))
                .body("compositionCounts[0].counts.of", contains("regiments", "companies"))
                .body("compositionCounts[0].counts.required", contains(3, 8))
                .body("compositionCounts[0].counts.actual", contains(2, null));
    }

    @Test
    void sumsOfHoldingsCountNothingTwiceAndSayWhatIsMissing() {
        found(
                Stubs.FORCES,
                "equipment-types",
                "memberOf",
                "jet",
                Stubs.record("equipment-type", "jet-1", type("jet", null)));
        found(
                Stubs.FORCES,
                "holdings",
                "refersTo",
                "jet",
                holding("all", "jet", null, quantity(10)),
                holding("broken", "jet", "all", quantity(4)),
                holding("others", "jet", null, NO_QUANTITY),
                holding("others-flying", "jet", "others", quantity(7)),
                holding("others-parked", "jet", "others", NO_QUANTITY));
        found(
                Stubs.FORCES,
                "holdings",
                "refersTo",
                "jet-1",
                holding("one", "jet-1", "all", quantity(2)),
                holding("unknown", "jet-1", null, NO_QUANTITY),
                holding(
                        "range",
                        "jet-1",
                        null,
                        "\"quantity\":{\"value\":null,\"unit\":\"{item}\",\"qualifier\":\"at-least\",\"low\":5,\"high\":null}"));

        given().get("/v1/equipment-types/jet/dossier")
                .then()
                .statusCode(200)
                .body("holdingSums.find { it.unit == '{item}' }.low", is(10 + 7 + 5))
                .body("holdingSums.find { it.unit == '{item}' }.high", nullValue())
                .body(
                        "holdingSums.find { it.unit == '{item}' }.added",
                        containsInAnyOrder("all", "others-flying", "range"))
                .body("holdingSums.find { it.unit == '{item}' }.partsNotAdded", containsInAnyOrder("broken", "one"))
                .body("holdingSums.find { it.unit == '{item}' }.missing", is(2))
                .body(
                        "holdingSums.find { it.unit == '{item}' }.withoutNumber",
                        containsInAnyOrder("others-parked", "unknown"));
    }

    @Test
    void nothingIsSummedFromAPartOfTheHoldings() {
        found(
                Stubs.FORCES,
                "equipment-types",
                "memberOf",
                "jet",
                Stubs.record("equipment-type", "jet-1", type("jet", null)));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings"))
                .withQueryParam("refersTo", equalTo("jet-1"))
                .willReturn(Stubs.endless("/v1/holdings?refersTo=jet-1", holding("h", "jet-1", null, quantity(1)))));

        given().get("/v1/equipment-types/jet/dossier")
                .then()
                .statusCode(200)
                .body("truncated", hasItem("holdings"))
                .body("holdings.id", contains("h"))
                .body("holdingSums", nullValue())
                .body("conditions", nullValue())
                .body("insufficientEvidence.what", not(hasItem("conditions")))
                .body("insufficientEvidence.what", not(hasItem("readinessAssessments")));
    }

    @Test
    void nothingIsConcludedFromAPartOfTheAccounts() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/readings"))
                .willReturn(Stubs.endless("/v1/readings", reading("r", "t", "appointedBy"))));

        given().get("/v1/people/p/dossier")
                .then()
                .statusCode(200)
                .body("truncated", hasItem("attributions"))
                .body("attributions.id", hasItem("r"))
                .body("appointments", nullValue())
                .body("decreesByRole", nullValue());
    }

    @Test
    void aTypeThatNobodyGivesANumberOfHasNoSum() {
        found(Stubs.FORCES, "holdings", "refersTo", "jet", holding("h", "jet", null, NO_QUANTITY));

        given().get("/v1/equipment-types/jet/dossier")
                .then()
                .statusCode(200)
                .body("holdingSums[0].low", nullValue())
                .body("holdingSums[0].high", nullValue())
                .body("holdingSums[0].missing", is(1))
                .body(
                        "insufficientEvidence.what",
                        hasItems("origin", "holdings", "transfers", "maintainers", "incidents"));
    }

    @Test
    void workOnEquipmentIsToldFromSales() {
        String types = ",\"equipmentTypes\":[\"jet\",\"tank\"],\"suppliers\":[\"abroad\"]";
        found(
                Stubs.PARTNERS,
                "transfers",
                "refersTo",
                "jet",
                Stubs.record("transfer", "sold", "\"kind\":\"sale\"" + types),
                Stubs.record("transfer", "mended", "\"kind\":\"repair\"" + types));

        given().get("/v1/equipment-types/jet/dossier")
                .then()
                .statusCode(200)
                .body("transfers.id", contains("sold", "mended"))
                .body("maintainers.transfer", contains("mended"))
                .body("maintainers[0].equipmentTypes", contains("jet"))
                .body("maintainers[0].suppliers", contains("abroad"));
    }

    @Test
    void aCareerHasThoseWhomSourcesNameAndThoseWhomDatesShow() {
        String open = "{\"edtf\":\"2007/\",\"earliest\":\"2007-01-01\",\"latest\":null,\"precision\":\"interval\"}";
        found(Stubs.TIMELINE, "tenures", "refersTo", "p", tenure("own", "p", "first", Recorded.year(2005)));
        found(Stubs.TIMELINE, "posts", "id", "chair", Stubs.record("post", "chair", ""));
        found(
                Stubs.TIMELINE,
                "tenures",
                "post",
                "chair",
                tenure("own", "p", "first", Recorded.year(2005)),
                tenure("oldest", "zeroth", null, Recorded.year(1999)),
                tenure("same-year", "other", null, Recorded.year(2005)),
                tenure("undated", "unknown", null, "null"),
                tenure("later", "heir", "p", open));

        given().get("/v1/people/p/dossier")
                .then()
                .statusCode(200)
                .body("career.tenure", contains("own"))
                .body("career[0].predecessors", contains("first"))
                .body("career[0].successors", contains("heir"))
                .body("career[0].earlier.person", contains("zeroth"))
                .body("career[0].later.person", contains("heir"))
                .body("insufficientEvidence.what", not(hasItem("career")));
    }

    @Test
    void whoHeldAPostTwiceIsFollowedOnce() {
        String[] tenures = {
            tenure("first", "p", null, Recorded.year(1999)),
            tenure("second", "p", null, Recorded.year(2005)),
            tenure("later", "heir", "p", Recorded.year(2007))
        };
        found(Stubs.TIMELINE, "tenures", "refersTo", "p", tenures);

        given().get("/v1/people/p/dossier")
                .then()
                .statusCode(200)
                .body("career.tenure", contains("first", "second"))
                .body("career[0].successors", empty())
                .body("career[1].successors", contains("heir"));
    }

    @Test
    void anAppointmentIsFoundByTheAccountThatNamesThePersonThoughAnotherIsPreferred() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/readings"))
                .withQueryParam("field", equalTo("appointedBy,signedBy"))
                .willReturn(Stubs.list(reading("r1", "t", "appointedBy") + "," + reading("r2", "d", "signedBy"))));
        found(
                Stubs.TIMELINE,
                "tenures",
                "id",
                "t,d",
                Stubs.record(
                        "tenure",
                        "t",
                        "\"person\":\"someone\",\"post\":\"chair\",\"appointedBy\":\"boss\",\"predecessor\":null,"
                                + "\"disagreements\":[\"appointedBy\"]"));
        found(
                Stubs.TIMELINE,
                "decrees",
                "id",
                "t,d",
                Stubs.record(
                        "decree",
                        "d",
                        "\"signedBy\":\"boss\",\"disagreements\":[\"signedBy\"],\"provisions\":["
                                + provision("in", "appoints", "chair", "someone")
                                + "," + provision("out", "relieves", "stool", "another") + "]"));

        given().get("/v1/people/p/dossier")
                .then()
                .statusCode(200)
                .body("appointments.action", contains("appoints", "relieves"))
                .body("appointments[0].tenure", is("t"))
                .body("appointments[0].decree", is("d"))
                .body("appointments[0].disputed", is(true))
                .body("appointments[0].shownBy", contains("r1", "r2"))
                .body("appointments[1].person", is("another"))
                .body("appointments[1].tenure", nullValue())
                .body("decreesByRole.by", empty())
                .body("decreesByRole.byOtherAccounts", contains("d"))
                .body("because", not(hasKey("r1")));
    }

    @Test
    void wordsByAPersonAreToldFromWordsAboutThem() {
        found(
                Stubs.TIMELINE,
                "assessments",
                "refersTo",
                "p",
                Stubs.record("assessment", "own", "\"analyst\":\"p\",\"subjects\":[]"),
                Stubs.record("assessment", "about", "\"analyst\":\"critic\",\"subjects\":[\"p\"]"));

        given().get("/v1/people/p/dossier")
                .then()
                .statusCode(200)
                .body("assessmentsByRole.by", contains("own"))
                .body("assessmentsByRole.naming", contains("about"))
                .body("because.about[0].fields", contains("subjects"))
                .body("because.own[0].fields", contains("analyst"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/formations/f/dossier", "/v1/equipment-types/jet/dossier", "/v1/people/p/dossier"})
    void concludesNothingFromAServiceThatIsAway(String dossier) {
        for (WireMockServer server : Stubs.all()) {
            server.stop();
            try {
                JsonPath view = given().get(dossier)
                        .then()
                        .statusCode(200)
                        .body("partial", is(true))
                        .extract()
                        .jsonPath();
                List<String> thin = view.getList("insufficientEvidence.what");
                assertThat(view.<String>getList("missing.section"))
                        .filteredOn(section -> !section.equals("labels"))
                        .isNotEmpty()
                        .allSatisfy(section -> {
                            assertThat(view.<Object>get(section)).as(section).isNull();
                            assertThat(thin).doesNotContain(section);
                        });
            } finally {
                server.start();
            }
        }
    }

    @Test
    void showsWhatTheOthersKnowWhileTheServiceOfTheSubjectIsAway() {
        found(
                Stubs.PARTNERS,
                "transfers",
                "refersTo",
                "jet",
                Stubs.record("transfer", "t", "\"equipmentTypes\":[\"jet\"]"));
        Stubs.FORCES.stop();
        try {
            given().get("/v1/equipment-types/jet/dossier")
                    .then()
                    .statusCode(200)
                    .body("idConfirmed", is(false))
                    .body("members", nullValue())
                    .body("transfers.id", contains("t"))
                    .body("truncated", hasItems("transfers", "events"))
                    .body("maintainers", nullValue())
                    .body("insufficientEvidence", empty());
        } finally {
            Stubs.FORCES.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"formations", "equipment-types", "people"})
    void answersAsTheRecordItselfWould(String collection) {
        Stubs.all()
                .forEach(server -> server.stubFor(
                        get(urlPathEqualTo("/v1/" + collection + "/gone")).willReturn(Stubs.problem(410))));
        Stubs.all()
                .forEach(server -> server.stubFor(get(urlPathEqualTo("/v1/" + collection + "/merged"))
                        .willReturn(Stubs.json("{}")
                                .withStatus(308)
                                .withHeader("Location", "/v1/" + collection + "/other"))));

        given().get("/v1/" + collection + "/nobody/dossier").then().statusCode(404);
        given().get("/v1/" + collection + "/gone/dossier").then().statusCode(410);
        given().redirects()
                .follow(false)
                .get("/v1/" + collection + "/merged/dossier")
                .then()
                .statusCode(308)
                .header("Location", endsWith("/v1/" + collection + "/other/dossier"));
        given().get("/v1/" + collection + "/nobody/dossier?asOf=2003")
                .then()
                .statusCode(400)
                .body("errors[0].name", is("asOf"));
    }
}
