package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a write which touches other services is looked at by them first. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class VouchingTest {

    private static final String URL = "/v1/decrees/d";
    private static final String BODY = "{\"subjects\":[\"kazbat\",\"nobody\"]}";

    @BeforeEach
    void reset() {
        Stubs.reset();
    }

    /** The service asks, unless it is told. */
    private static void asks(String question, String ids, String answer) {
        Stubs.TIMELINE.stubFor(patch(anyUrl())
                .withHeader(answer, absent())
                .willReturn(Stubs.problem(428).withHeader(question, ids)));
        Stubs.TIMELINE.stubFor(
                patch(anyUrl()).withHeader(answer, matching(".+")).willReturn(Stubs.problem(412)));
    }

    private static void knows(WireMockServer service, String path, String json) {
        service.stubFor(get(urlPathEqualTo(path)).willReturn(answer(json)));
    }

    private static ResponseDefinitionBuilder answer(String json) {
        return Stubs.json(json);
    }

    private static ValidatableResponse write() {
        return given().header("Authorization", "Bearer t")
                .header("If-Match", "\"r1.x\"")
                .header("Vouched-References", "nobody=partner")
                .contentType("application/merge-patch+json")
                .body(BODY)
                .patch(URL + "?reason=x")
                .then();
    }

    @Test
    void tellsTheServiceWhatTheOthersHave() {
        asks("Vouch-References", "kazbat,russia", "Vouched-References");
        knows(Stubs.FORCES, "/internal/ids", "[{\"id\":\"kazbat\",\"type\":\"formation\",\"state\":\"current\"}]");
        knows(Stubs.PARTNERS, "/internal/ids", "[{\"id\":\"russia\",\"type\":\"partner\",\"state\":\"current\"}]");

        // said by the service, when it was told
        write().statusCode(412);

        Stubs.TIMELINE.verify(
                1,
                patchRequestedFor(anyUrl())
                        .withHeader("Vouched-References", equalTo("kazbat=formation,russia=partner")));
    }

    @Test
    void refusesWhatRefersToNothing() {
        asks("Vouch-References", "kazbat,nobody", "Vouched-References");
        knows(Stubs.FORCES, "/internal/ids", "[{\"id\":\"kazbat\",\"type\":\"formation\",\"state\":\"withdrawn\"}]");
        knows(Stubs.PARTNERS, "/internal/ids", "[]");

        write().statusCode(400)
                .body("errors.pointer", is(List.of("/subjects/0", "/subjects/1")))
                .body("errors[0].message", containsString("withdrawn"))
                .body("errors[1].message", containsString("there is no record 'nobody'"));
    }

    @Test
    void refusesAnIdThatAnotherServiceHas() {
        asks("Vouch-Absent", "kazbat", "Vouched-Absent");
        knows(Stubs.FORCES, "/internal/ids", "[{\"id\":\"kazbat\",\"type\":\"formation\",\"state\":\"merged\"}]");
        knows(Stubs.PARTNERS, "/internal/ids", "[]");

        write().statusCode(409).body("detail", containsString("taken by a record of type formation"));
    }

    @Test
    void refusesToLetGoWhatAnotherServiceRefersTo() {
        asks("Vouch-Unreferred", "d", "Vouched-Unreferred");
        knows(Stubs.FORCES, "/internal/referrers", "[]");
        knows(Stubs.PARTNERS, "/internal/referrers", "[\"'imet' refers to it in 'decree'\"]");

        write().statusCode(409).body("errors[0].message", is("'imet' refers to it in 'decree'"));
    }

    /** Without an answer nothing is known, and nothing is written. */
    @Test
    void waitsForAServiceThatIsAway() {
        asks("Vouch-References", "kazbat", "Vouched-References");
        knows(Stubs.FORCES, "/internal/ids", "[{\"id\":\"kazbat\",\"type\":\"formation\",\"state\":\"current\"}]");
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/internal/ids")).willReturn(Stubs.problem(503)));

        write().statusCode(502);
        Stubs.TIMELINE.verify(1, patchRequestedFor(anyUrl()));
    }
}
