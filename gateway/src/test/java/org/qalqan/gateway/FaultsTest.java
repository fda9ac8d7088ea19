package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class FaultsTest {

    @BeforeEach
    void reset() {
        Stubs.reset();
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/p"))
                .willReturn(Stubs.json(Stubs.record("partner", "p", "\"kind\":\"state\",\"ledBy\":\"q\""))));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "a page",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html></html>"),
                        502),
                Arguments.of(
                        "a page that says it is JSON",
                        aResponse()
                                .withHeader("Content-Type", "application/json")
                                .withBody("<html></html>"),
                        502),
                Arguments.of("nothing", aResponse().withStatus(200), 502),
                Arguments.of("half a chunked body", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), 502),
                Arguments.of("rubbish", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), 502),
                Arguments.of("an empty answer", aResponse().withFault(Fault.EMPTY_RESPONSE), 502),
                Arguments.of("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), 502),
                Arguments.of("more than 8 MB", Stubs.list("\"" + "x".repeat(9_000_000) + "\""), 502),
                Arguments.of("an error page", aResponse().withStatus(500).withBody("java.lang.Oops"), 502),
                Arguments.of("silence", Stubs.list("").withFixedDelay(7_000), 504),
                Arguments.of("a dribble", Stubs.list("").withChunkedDribbleDelay(10, 7_000), 504));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void turnsAServiceFaultIntoAProblem(String name, ResponseDefinitionBuilder fault, int status) {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations")).willReturn(fault));

        isAProblemOfTheForces(given().get("/v1/formations").then(), status);

        Stubs.reset();
        given().get("/v1/formations").then().statusCode(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aViewGoesOnWithoutTheFaultySection(String name, ResponseDefinitionBuilder fault, int status) {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/installations")).willReturn(fault));

        given().get("/v1/partners/p/dossier")
                .then()
                .statusCode(200)
                .body("partial", equalTo(true))
                .body("installations", nullValue())
                .body("agreements", notNullValue())
                .body("missing.section", hasItem("installations"))
                .body("missing.service", hasItem("forces"))
                .header("Cache-Control", "no-store")
                .header("ETag", nullValue());

        Stubs.reset();
    }

    @Test
    void answers503WhileAServiceIsDownAndRecoversByItself() {
        Stubs.FORCES.stop();
        try {
            isAProblemOfTheForces(given().get("/v1/formations").then(), 503).header("Retry-After", notNullValue());
            given().get("/v1/decrees").then().statusCode(200);
            given().get("/v1/partners/p/dossier")
                    .then()
                    .statusCode(200)
                    .body("partial", equalTo(true))
                    .body("idConfirmed", equalTo(true))
                    .body("equipmentTypes", nullValue())
                    .body("holdings", nullValue())
                    .body("memberships", notNullValue())
                    .body("missing.section", hasItem("holdings"))
                    .body("missing.section", hasItem("labels"));
        } finally {
            Stubs.FORCES.start();
            reset();
        }
        given().get("/v1/formations").then().statusCode(200);
        given().get("/v1/partners/p/dossier").then().statusCode(200).body("partial", equalTo(false));
    }

    @Test
    void aViewWhoseOwnerIsDownSaysThatTheIdIsNotConfirmed() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/p")).willReturn(Stubs.problem(503)));

        given().get("/v1/partners/p/dossier")
                .then()
                .statusCode(200)
                .body("partial", equalTo(true))
                .body("idConfirmed", equalTo(false))
                .body("partner", nullValue())
                .body("missing.section", hasItem("partner"));
    }

    @Test
    void aProblemNamesNoHostAndNoClass() {
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/formations")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        given().get("/v1/formations")
                .then()
                .body("detail", allOf(not(containsString("localhost")), not(containsString("java"))));
    }

    private static ValidatableResponse isAProblemOfTheForces(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("status", equalTo(status))
                .body("detail", containsString("forces service"))
                .body("instance", equalTo("/v1/formations"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }
}
