package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ForwardingTest {

    @BeforeEach
    void reset() {
        Stubs.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/decrees",
                "/v1/decrees?q=a%20b%2Cc&sort=-signedOn,id&topics=air-defence",
                "/v1/decrees?q=%D1%89%D0%B8%D1%82&empty=&flag",
                "/v1/decrees?q=a+b%26c;d=e",
                "/v1/decrees?from=2003%2F..&title.not=x",
            })
    void passesPathAndQueryByteForByte(String address) {
        given().urlEncodingEnabled(false).get(address).then().statusCode(200);

        assertThat(Stubs.asked(Stubs.TIMELINE)).containsExactly(address);
    }

    @Test
    void passesEncodedIdsUnchanged() {
        given().urlEncodingEnabled(false).get("/v1/partners/a%2Fb%20c").then().statusCode(404);

        assertThat(Stubs.asked(Stubs.PARTNERS)).containsExactly("/v1/partners/a%2Fb%20c");
    }

    @Test
    void passesStatusBodyAndContentHeadersBack() {
        String holding = Stubs.record(
                "holding",
                "x",
                "\"share\":{\"value\":1.10,\"unit\":\"%\",\"qualifier\":\"exact\",\"low\":1.10,\"high\":1.10}");
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/holdings"))
                .willReturn(Stubs.json("{\"items\":[" + holding + "],\"next\":\"/v1/holdings?cursor=z\"}")
                        .withHeader("Link", "</v1/holdings?cursor=z>; rel=\"next\"")
                        .withHeader("Data-Revision", "forces=12")
                        .withHeader("Server", "Jetty")
                        .withHeader("Keep-Alive", "timeout=5")
                        .withHeader("X-Powered-By", "x")));

        Response response = given().get("/v1/holdings");

        response.then()
                .statusCode(200)
                .header("Link", "</v1/holdings?cursor=z>; rel=\"next\"")
                .header("Cache-Control", "max-age=5")
                .header("Data-Revision", "forces=12")
                .header("ETag", matchesPattern("\"r1-.*\""))
                .header("X-Content-Type-Options", "nosniff")
                .header("Access-Control-Allow-Origin", "*")
                .header("Server", nullValue())
                .header("Keep-Alive", nullValue())
                .header("X-Powered-By", nullValue());
        assertThat(response.asString())
                .contains("1.10")
                .isEqualTo("{\"items\":[" + holding + "],\"next\":\"/v1/holdings?cursor=z\"}");
    }

    /** JSON is fetched to be kept; a release is a file for whoever does not say otherwise. */
    @ParameterizedTest
    @CsvSource({"/v1/decrees/d, application/json", "/v1/releases/nobody, */*"})
    void whoTakesAnythingGetsWhatTheContractHasFirst(String path, String wanted) {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(path)).willReturn(Stubs.problem(404)));

        given().accept("*/*").get(path).then().statusCode(404);

        assertThat(last().getHeader("Accept")).isEqualTo(wanted);
    }

    @Test
    void answersConditionalRequestsItself() {
        Response whole = given().get("/v1/decrees");
        String tag = whole.header("ETag");

        given().header("If-None-Match", tag)
                .get("/v1/decrees")
                .then()
                .statusCode(304)
                .header("ETag", tag);

        assertThat(last().getHeader("If-None-Match")).isNull();
    }

    @Test
    void passesARedirectOn() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees/old"))
                .willReturn(aResponse().withStatus(308).withHeader("Location", "/v1/decrees/new")));

        given().redirects()
                .follow(false)
                .get("/v1/decrees/old")
                .then()
                .statusCode(308)
                .header("Location", "/v1/decrees/new");
    }

    @Test
    void answersHeadWithoutABody() {
        given().head("/v1/decrees").then().statusCode(200).header("Content-Length", not(equalTo("0")));
    }

    @Test
    void passesWritesWithTheirBodyAndHeaders() {
        Stubs.TIMELINE.stubFor(any(anyUrl()).willReturn(Stubs.problem(412)));

        given().header("Authorization", "Bearer t")
                .header("If-Match", "\"3\"")
                .header("Idempotency-Key", "k")
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"x\"}")
                .patch("/v1/decrees/d")
                .then()
                .statusCode(412);

        LoggedRequest request = last();
        assertThat(request.getMethod().getName()).isEqualTo("PATCH");
        assertThat(request.getBodyAsString()).isEqualTo("{\"title\":\"x\"}");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t");
        assertThat(request.getHeader("If-Match")).isEqualTo("\"3\"");
        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("k");
        assertThat(request.getHeader("Content-Type").toLowerCase(Locale.ROOT))
                .startsWith("application/merge-patch+json");
    }

    @Test
    void keepsTheTraceAndStartsASpanOfItsOwn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/v1/decrees");

        assertThat(last().getHeader("traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void makesATraceWhereNoneCame() {
        given().header("traceparent", "rubbish").get("/v1/decrees");

        assertThat(last().getHeader("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/v1/decrees/a/b",
                "/v1/decrees/",
                "/v1/decrees/..",
                "/v1/decrees/%2e%2E",
                "/v1/meta/no-such-page",
                "/v1/changes/x",
                "/internal/releases/x",
                "/v1/search/x",
                "/q/health",
                "/q/health/ready",
                "/v1/readings/x",
            })
    void forwardsNothingThatTheDocumentDoesNotHave(String address) {
        given().urlEncodingEnabled(false).get(address).then().statusCode(404).contentType("application/problem+json");

        Stubs.all().forEach(server -> assertThat(Stubs.asked(server)).isEmpty());
    }

    @Test
    void letsAnyOriginRead() {
        given().header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "if-none-match")
                .options("/v1/decrees")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Headers", containsString("If-None-Match"));
    }

    private static LoggedRequest last() {
        return Stubs.TIMELINE.getAllServeEvents().get(0).getRequest();
    }
}
