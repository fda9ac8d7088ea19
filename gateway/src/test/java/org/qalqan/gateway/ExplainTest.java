package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ExplainTest {

    private static final String EXPLAIN = "/v1/explain?record=h&field=quantity";

    @BeforeEach
    void reset() {
        Stubs.reset();
        holding("part", reading("part.quantity.s.2", "part", 40));
        holding("other", reading("other.quantity.s.3", "other", 2));
    }

    /** A holding whose quantity has these readings; the first is what it shows. */
    private static void holding(String id, ObjectNode... readings) {
        String shown = Recorded.quantity(readings[0].path("value").intValue(), "{item}");
        String all = List.of(readings).stream().map(ObjectNode::toString).collect(Collectors.joining(","));
        String record = Stubs.record(
                "holding",
                id,
                ("\"quantity\":%s,\"readings\":[%s],\"status\":{},\"sources\":[{\"field\":\"quantity\",\"item\":null,"
                                + "\"basis\":\"stated\",\"sources\":[\"s\"],\"independent\":1}]")
                        .formatted(shown, all));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings/" + id)).willReturn(Stubs.json(record)));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings"))
                .withQueryParam("id", containing(id))
                .willReturn(Stubs.list(record)));
        label(Stubs.FORCES, "holding", id);
    }

    private static void label(WireMockServer server, String type, String id) {
        server.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", equalTo(id))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label(type, id) + "]}")));
    }

    private static ObjectNode reading(String id, String record, int value) {
        ObjectNode reading = Recorded.item("/v1/readings")
                .put("id", id)
                .put("recordType", "holding")
                .put("record", record)
                .put("field", "quantity")
                .put("value", value)
                .put("rank", "normal")
                .put("source", "s")
                .put("paragraph", 2);
        reading.remove("service");
        return reading;
    }

    private static ObjectNode derived(ObjectNode reading, String rule, String... inputs) {
        reading.put("basis", "derived").put("rule", rule);
        var list = reading.putArray("inputs");
        List.of(inputs).forEach(list::add);
        return reading;
    }

    @Test
    void derivedReadingIsFollowedToItsInputsAndComputedAgain() {
        holding("h", derived(reading("h.quantity.s.1", "h", 20), "ratio", "part.quantity", "other.quantity.s.3"));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/records"))
                .withQueryParam("id", equalTo("other,part"))
                .willReturn(Stubs.json("{\"items\":[" + Stubs.label("holding", "other") + ","
                        + Stubs.label("holding", "part") + "]}")));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings"))
                .withQueryParam("id", equalTo("other,part"))
                .atPriority(1)
                .willReturn(Stubs.list(recordOf("other", reading("other.quantity.s.3", "other", 2)) + ","
                        + recordOf("part", reading("part.quantity.s.2", "part", 40)))));

        given().get(EXPLAIN)
                .then()
                .statusCode(200)
                .body("value.value", is(20))
                .body("readings[0].role", is("shown"))
                .body("readings[0].derivation.agrees", is(true))
                .body("readings[0].derivation.result", is(20))
                .body("readings[0].derivation.inputs.record", contains("part", "other"))
                .body("readings[0].derivation.inputs[0].value.value", is(40))
                .body("readings[0].derivation.inputs[1].readings.reading", contains("other.quantity.s.3"))
                .body("independentSources", is(1))
                .body("alternatives", empty())
                .body("sources.id", contains("s"))
                .body("steps.step", contains("collect", "derive", "convert", "show"));
    }

    private static String recordOf(String id, ObjectNode reading) {
        return Stubs.record(
                "holding",
                id,
                "\"quantity\":%s,\"readings\":[%s],\"status\":{},\"sources\":[]"
                        .formatted(Recorded.quantity(reading.path("value").intValue(), "{item}"), reading));
    }

    @Test
    void derivationThatComesBackToItselfEnds() {
        holding("h", derived(reading("h.quantity.s.1", "h", 20), "sum", "h.quantity", "h.quantity"));

        given().get(EXPLAIN)
                .then()
                .statusCode(200)
                .body("readings[0].derivation.inputs.readings", contains(nullValue(), nullValue()))
                .body("readings[0].derivation.agrees", is(false));
    }

    @Test
    void whatWasSaidInsteadIsThereWithItsReason() {
        holding(
                "h",
                reading("h.quantity.s.1", "h", 20).put("rank", "preferred"),
                reading("h.quantity.t.4", "h", 25).put("source", "t").put("difference", "scope"),
                reading("h.quantity.t.5", "h", 30).put("rank", "deprecated"));

        given().get(EXPLAIN)
                .then()
                .statusCode(200)
                .body("readings.role", contains("shown", "rejected", "set-aside"))
                .body("alternatives.value", contains(25, 30))
                .body("alternatives[0].differences", contains("scope"))
                .body("alternatives.role", contains("rejected", "set-aside"))
                .body("steps.step", hasItem("prefer"))
                .body("steps.step", hasItem("set-aside"));
    }

    @Test
    void editorsOwnLabelHasNoReading() {
        holding("h", reading("h.quantity.s.1", "h", 20));

        given().get("/v1/explain?record=h&field=title")
                .then()
                .statusCode(200)
                .body("value", is("Title of h"))
                .body("readings", empty())
                .body("independentSources", nullValue())
                .body("steps.step", contains("no-reading"));
    }

    @ParameterizedTest
    @CsvSource({"quantty, quantity", "Topics, topics"})
    void unknownFieldIsRefusedWithTheNearest(String field, String nearest) {
        holding("h", reading("h.quantity.s.1", "h", 20));

        given().get("/v1/explain?record=h&field=" + field)
                .then()
                .statusCode(400)
                .body("errors[0].name", is("field"))
                .body("errors[0].didYouMean", is(nearest));
    }

    @Test
    void elementOfAFieldThatHasNoneIsRefused() {
        holding("h", reading("h.quantity.s.1", "h", 20));

        given().get(EXPLAIN + "&item=x").then().statusCode(400).body("errors[0].name", is("item"));
    }

    @Test
    void unknownRecordIsNotFound() {
        given().get("/v1/explain?record=nobody&field=title").then().statusCode(404);
        given().get("/v1/graph?around=nobody").then().statusCode(404);
    }

    @Test
    void recordThatNobodyCanLookUpIsNoMissingRecord() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/records")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/explain?record=nobody&field=title").then().statusCode(503);
    }

    @Test
    void mergedRecordIsExplainedUnderItsSuccessor() {
        label(Stubs.FORCES, "holding", "old");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings/old")).willReturn(permanentRedirect("/v1/holdings/h")));

        given().redirects()
                .follow(false)
                .get("/v1/explain?record=old&field=quantity")
                .then()
                .statusCode(308)
                .header("Location", is("/v1/explain?record=h&field=quantity"));
    }
}
