package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class GraphTest {

    private static final String FIELDS = """
            {"name":"%s","kind":"%s","many":false,"description":"x","unit":null,"codelist":null,"refersTo":[%s],\
            "filters":[],"sortable":false,"groupable":false,"summable":false,"fields":[%s]}""";

    private static final String D = Stubs.record(
            "decree",
            "d",
            "\"signedBy\":\"p\",\"provisions\":[{\"key\":\"a\",\"action\":\"creates\",\"target\":null,\"results\":[\"f\",\"nowhere\"],"
                    + "\"summary\":\"A.\"}]");

    @BeforeEach
    void reset() {
        Stubs.reset();
        String results = FIELDS.formatted("results", "reference", "\"formation\"", "");
        described(
                Stubs.TIMELINE,
                "decrees",
                "decree",
                "null",
                FIELDS.formatted("signedBy", "reference", "\"person\"", "") + ","
                        + FIELDS.formatted("provisions", "object", "", results));
        described(
                Stubs.FORCES,
                "formations",
                "formation",
                "\"validity\"",
                FIELDS.formatted("establishedBy", "reference", "\"decree\"", ""));
        described(Stubs.PARTNERS, "partners", "partner", "null", FIELDS.formatted("kind", "code", "", ""));
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees/d")).willReturn(Stubs.json(D)));
        String g = Stubs.record(
                "formation", "g", "\"establishedBy\":\"d\",\"validity\":" + Recorded.year(2003) + ",\"parents\":[]");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .withQueryParam("refersTo", equalTo("d"))
                .willReturn(Stubs.list(g)));
        label(Stubs.TIMELINE, "decree", "d", "d");
        label(Stubs.TIMELINE, "person", "p", "f,nowhere,p");
        label(Stubs.FORCES, "formation", "f", "f,nowhere,p");
    }

    private static void described(WireMockServer server, String path, String type, String validity, String fields) {
        ObjectNode answer = Recorded.answer("/v1/meta/fields");
        ObjectNode collection = (ObjectNode) answer.path("items").path(0);
        JsonNode all = Recorded.json("[" + fields + "]");
        collection.put("collection", path).put("type", type).set("fields", all);
        collection.set("validity", Recorded.json(validity));
        server.stubFor(get(urlPathEqualTo("/v1/meta/fields"))
                .willReturn(Stubs.json(answer.set("items", Recorded.json("[" + collection + "]"))
                        .toString())));
    }

    private static void label(WireMockServer server, String type, String id, String asked) {
        server.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", equalTo(asked))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label(type, id) + "]}")));
    }

    @Test
    void whatARecordRefersToAndWhatRefersToItSurroundIt() {
        given().get("/v1/graph?around=d")
                .then()
                .statusCode(200)
                .body("nodes.id", contains("d", "f", "g", "p"))
                .body("nodes.distance", contains(0, 1, 1, 1))
                .body("nodes.service", contains("timeline", "forces", "forces", "timeline"))
                .body("edges.from", contains("d", "d", "g"))
                .body("edges.to", contains("f", "p", "d"))
                .body("edges.field", contains("provisions.results", "signedBy", "establishedBy"))
                .body("edges.item", contains("a", null, null))
                .body("edges[0].validity", nullValue())
                .body("edges[2].validity.edtf", is("2003"))
                .body("truncated", empty())
                .body("partial", is(false));
    }

    @Test
    void onlyRecordsOfTheTypesAreNodes() {
        given().get("/v1/graph?around=d&types=person")
                .then()
                .statusCode(200)
                .body("nodes.id", contains("d", "p"))
                .body("edges.field", contains("signedBy"));
    }

    @Test
    void onADayOnlyWhatHeldThenIsThere() {
        described(
                Stubs.FORCES,
                "formations",
                "formation",
                "\"validity\"",
                FIELDS.formatted("establishedBy", "reference", "\"decree\"", "") + ","
                        + FIELDS.formatted(
                                "parents",
                                "object",
                                "",
                                FIELDS.formatted("formation", "reference", "\"formation\"", "") + ","
                                        + FIELDS.formatted("validity", "date", "", "")));
        String x = Stubs.record(
                "formation",
                "x",
                "\"establishedBy\":\"d\",\"validity\":null,\"parents\":[" + parent("a", "gone", Recorded.year(2003))
                        + "," + parent("b", "up", Recorded.year(2004)) + "," + parent("c", "ever", "null") + "]");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations/x")).willReturn(Stubs.json(x)));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .withQueryParam("id", equalTo("x"))
                .withQueryParam("asOf", equalTo("2004-01-01"))
                .willReturn(Stubs.list(heldOnTheDay(x, "disputed"))));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .withQueryParam("refersTo", equalTo("x"))
                .willReturn(Stubs.list(heldOnTheDay(
                        Stubs.record(
                                "formation",
                                "below",
                                "\"establishedBy\":null,\"validity\":null,\"parents\":["
                                        + parent("a", "x", Recorded.year(2003)) + "]"),
                        "certain"))));
        label(Stubs.FORCES, "formation", "x", "x");
        label(Stubs.TIMELINE, "decree", "d", "d,ever,up");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", equalTo("d,ever,up"))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label("formation", "ever") + ","
                        + Stubs.label("formation", "up") + "]}")));

        given().get("/v1/graph?around=x&asOf=2004-01-01")
                .then()
                .statusCode(200)
                .body("nodes.id", contains("x", "d", "ever", "up"))
                .body("edges.to", contains("d", "ever", "up"))
                .body("edges.asOfValidity", contains("disputed", null, "possible"));
        given().get("/v1/graph?around=d").then().body("edges[0]", not(hasKey("asOfValidity")));
        given().get("/v1/graph?around=d&asOf=2004").then().statusCode(400).body("errors[0].name", is("asOf"));
    }

    private static String parent(String key, String formation, String validity) {
        return "{\"key\":\"%s\",\"formation\":\"%s\",\"relation\":\"part-of\",\"validity\":%s,\"disputed\":false}"
                .formatted(key, formation, validity);
    }

    private static String heldOnTheDay(String record, String validity) {
        return ((ObjectNode) Recorded.json(record))
                .put("asOfValidity", validity)
                .toString();
    }

    @Test
    void whileAServiceIsAwayTheGraphSaysSo() {
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/meta/fields")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/graph?around=d")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("missing.service", hasItem("forces"))
                .body("nodes.id", contains("d", "f", "p"));
    }

    @ParameterizedTest
    @CsvSource({"around=D, around", "depth=1, around", "around=d&depth=3, depth", "around=d&types=decre, types"})
    void refusesWhatItDoesNotUnderstandByName(String query, String name) {
        given().get("/v1/graph?" + query).then().statusCode(400).body("errors[0].name", is(name));
    }
}
