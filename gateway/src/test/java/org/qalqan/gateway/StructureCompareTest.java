package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class StructureCompareTest {

    private static final String COMPARE = "/v1/structure/compare?from=2002-12-31&to=2003-12-31";
    private static final String ALWAYS =
            "{\"edtf\":\"1992/..\",\"earliest\":\"1992-01-01\",\"latest\":null,\"precision\":\"interval\"}";

    @BeforeEach
    void twoStructures() {
        Stubs.reset();
        structure(
                "2002-12-31",
                node("forces", "certain", "null", node("district", "certain", "\"district\"")),
                node("staying", "certain", "null"));
        structure(
                "2003-12-31",
                node(
                        "forces",
                        "certain",
                        "null",
                        node("army", "certain", "null", node("command", "possible", "\"corps\"")),
                        node("staying", "certain", "null")));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(Stubs.list(String.join(
                        ",",
                        formation("district", "\"successors\":[\"command\"],\"parents\":[]"),
                        formation("command", "\"parents\":[" + parent("army") + "]"),
                        formation("army", "\"parents\":[],\"status\":{\"establishedBy\":\"not-stated\"}"),
                        formation("staying", "\"parents\":[]")))));
        decrees(decree("d", "2003-05-07", "2003-05-07", provision("first", "district", "command", "stated", "normal")));
    }

    private static void structure(String day, ObjectNode... items) {
        ObjectNode structure = Recorded.answer("/v1/structure").put("asOf", day);
        structure.putArray("items").addAll(List.of(items));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/structure"))
                .withQueryParam("asOf", equalTo(day))
                .willReturn(Stubs.json(structure.toString())));
    }

    private static ObjectNode node(String id, String validity, String echelon, ObjectNode... children) {
        ObjectNode node =
                (ObjectNode) Recorded.answer("/v1/structure").path("items").path(0);
        node.put("id", id).put("validity", validity).put("placeDisputed", false).put("kind", "unit");
        node.set("echelon", Recorded.json(echelon));
        node.putArray("children").addAll(List.of(children));
        return node;
    }

    private static String formation(String id, String members) {
        return Stubs.record("formation", id, "\"predecessors\":[],\"successors\":[],\"establishedBy\":null," + members);
    }

    private static String parent(String id) {
        return "{\"key\":\"" + id + "\",\"formation\":\"" + id + "\",\"relation\":\"part-of\",\"validity\":" + ALWAYS
                + ",\"disputed\":false}";
    }

    private static void decrees(String... decrees) {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees")).willReturn(Stubs.list(String.join(",", decrees))));
    }

    private static String decree(String id, String signedOn, String otherAccount, String... provisions) {
        ObjectNode decree = (ObjectNode) Recorded.json(Stubs.record("decree", id, "\"provisions\":[]"));
        var readings = decree.putArray("readings");
        readings.add(reading("signedOn", "\"" + signedOn + "\"", "preferred"));
        readings.add(reading("signedOn", "\"" + otherAccount + "\"", "normal"));
        for (String provision : provisions) {
            readings.add(Recorded.json(provision));
        }
        return decree.toString();
    }

    private static ObjectNode reading(String field, String value, String rank) {
        ObjectNode reading = Recorded.item("/v1/readings").put("field", field).put("rank", rank);
        reading.set("value", Recorded.json(value));
        return reading;
    }

    private static String provision(String key, String target, String result, String basis, String rank) {
        return reading(
                        "provisions",
                        "{\"key\":\"%s\",\"action\":\"reorganises\",\"target\":\"%s\",\"results\":[\"%s\"],\"summary\":\"A change.\"}"
                                .formatted(key, target, result),
                        rank)
                .put("id", "reading-" + key + "-" + rank)
                .put("basis", basis)
                .toString();
    }

    @Test
    void namesTheProvisionBehindAChangeOfLineage() {
        given().get(COMPARE)
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("counts.converted", is(1))
                .body("changes.find { it.kind == 'converted' }.certainty", is("possible"))
                .body("changes.find { it.kind == 'converted' }.before", contains("district"))
                .body("changes.find { it.kind == 'converted' }.after", contains("command"))
                .body("changes.find { it.kind == 'converted' }.decrees.provision", contains("first"))
                .body("changes.find { it.kind == 'converted' }.decrees.timing", contains("certain"))
                .body("changes.find { it.kind == 'converted' }.decrees[0].readings", contains("reading-first-normal"))
                .body("changes.find { it.kind == 'echelon-changed' }.echelonBefore", is("district"))
                .body("changes.find { it.kind == 'echelon-changed' }.echelonAfter", is("corps"))
                .body("$", not(hasKey("structures")));
    }

    @Test
    void aFormationMovesToAnotherParentButNotWithOneThatOnlyAppears() {
        given().get(COMPARE)
                .then()
                .statusCode(200)
                .body("changes.findAll { it.kind == 'moved' }.key", contains("moved-command", "moved-staying"))
                .body("changes.find { it.key == 'moved-staying' }.parentsAfter", contains("forces"))
                .body("changes.find { it.key == 'moved-staying' }.decrees", empty());

        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(Stubs.list(formation("staying", "\"parents\":[" + parent("army") + "]"))));
        structure("2002-12-31", node("staying", "certain", "null"));
        structure("2003-12-31", node("army", "certain", "null", node("staying", "certain", "null")));
        given().get(COMPARE).then().statusCode(200).body("changes.key", contains("appeared-army"));
    }

    @Test
    void saysOfAChangeThatNoDecreeIsOnRecord() {
        given().get(COMPARE)
                .then()
                .statusCode(200)
                .body("changes.find { it.key == 'appeared-army' }.decrees", empty())
                .body("insufficientEvidence.what", hasItem("appeared-army"))
                .body(
                        "insufficientEvidence.find { it.what == 'appeared-army' }.why",
                        is("An act behind it was looked for, and no source states one."));
    }

    @Test
    void aDecreeOfAnotherTimeIsNotBehindAChangeAndADisputedOneIsMarked() {
        decrees(decree("d", "1999", "2001", provision("first", "district", "command", "stated", "normal")));
        given().get(COMPARE)
                .then()
                .body("changes.find { it.kind == 'converted' }.decrees", empty())
                .body(
                        "insufficientEvidence.find { it.what == 'converted-command' }.why",
                        is("Signed outside of the period: d. No other decree on record is behind it."));

        decrees(decree(
                "d",
                "2003-05-07",
                "2001",
                provision("first", "district", "command", "inferred", "normal"),
                provision("first", "elsewhere", "other", "stated", "preferred")));
        given().get(COMPARE)
                .then()
                .body("changes.find { it.kind == 'converted' }.decrees[0].timing", is("disputed"))
                .body("changes.find { it.kind == 'converted' }.decrees[0].disputed", is(true))
                .body("changes.find { it.kind == 'converted' }.decrees[0].basis", is("inferred"));
    }

    @Test
    void aFormationThatOnlyPerhapsStoodBeforePerhapsAppears() {
        structure("2002-12-31", node("army", "possible", "null"), node("old", "certain", "null"));
        structure("2003-12-31", node("army", "certain", "null"), node("old", "disputed", "null"));

        given().get(COMPARE)
                .then()
                .body("changes.key", contains("appeared-army", "disappeared-old"))
                .body("changes.certainty", contains("possible", "disputed"));
    }

    @Test
    void tellsAMergerFromASplit() {
        structure(
                "2002-12-31", node("a", "certain", "null"), node("b", "certain", "null"), node("c", "certain", "null"));
        structure(
                "2003-12-31",
                node("ab", "certain", "null"),
                node("c", "certain", "null"),
                node("d", "certain", "null"));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(Stubs.list(formation("ab", "\"predecessors\":[\"a\",\"b\"],\"parents\":[]") + ","
                        + formation("d", "\"predecessors\":[\"c\"],\"parents\":[]"))));

        given().get(COMPARE)
                .then()
                .body("changes.key", contains("merged-ab", "split-c"))
                .body("changes[0].before", contains("a", "b"))
                .body("changes[1].after", contains("c", "d"));
    }

    @Test
    void givesTheTreesWhenAskedAndAlwaysTheIntervals() {
        given().get(COMPARE + "&include=structures")
                .then()
                .statusCode(200)
                .body("structures.before.asOf", is("2002-12-31"))
                .body("structures.after.asOf", is("2003-12-31"))
                .body("formations.formation", contains("forces", "district", "staying", "army", "command"))
                .body("formations[1].before.parents.formation", contains("forces"))
                .body("formations[1].after", nullValue())
                .body("formations[1].changes", hasItem("converted-command"));
    }

    @Test
    void concludesNothingWithoutTheStructuresAndNamesNoDecreeWithoutTheTimeline() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees")).atPriority(1).willReturn(Stubs.problem(503)));
        given().get(COMPARE)
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("changes[0].decrees", nullValue())
                .body("insufficientEvidence", empty())
                .body("missing.section", hasItem("decrees"));

        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations")).atPriority(1).willReturn(Stubs.problem(503)));
        given().get(COMPARE)
                .then()
                .statusCode(200)
                .body("changes", nullValue())
                .body("missing.section", hasItem("changes"));
    }

    @Test
    void needsBothDaysInTheirOrder() {
        given().get("/v1/structure/compare?from=2003")
                .then()
                .statusCode(400)
                .body("errors.name", contains("from", "to"));
        given().get("/v1/structure/compare?from=2004-01-01&to=2003-01-01&include=tree")
                .then()
                .statusCode(400)
                .body("errors.name", contains("include", "from"))
                .body("errors", hasSize(2));
        given().get("/v1/structure/compare?from=2003-01-01&to=2003-01-01")
                .then()
                .statusCode(200)
                .body("changes", empty());
        assertThat(Stubs.asked(Stubs.FORCES)).as("never forwarded").noneMatch(url -> url.contains("compare"));
    }
}
