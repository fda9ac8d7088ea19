package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class DownloadsTest {

    @BeforeEach
    void reset() {
        Stubs.reset();
        Map.of(Stubs.TIMELINE, "timeline", Stubs.FORCES, "forces", Stubs.PARTNERS, "partners")
                .forEach((server, name) -> {
                    answer(server, name, ".csv", "text/csv", "id,note\r\n" + name + ",\"two\r\nlines\"\r\n");
                    answer(server, name, ".ndjson", "application/x-ndjson", "{\"id\":\"" + name + "\"}\n");
                });
    }

    private static void answer(WireMockServer server, String name, String suffix, String type, String body) {
        server.stubFor(any(urlPathEqualTo("/v1/readings" + suffix))
                .willReturn(aResponse()
                        .withHeader("Content-Type", type)
                        .withHeader("ETag", "\"s1." + name + "\"")
                        .withHeader("Data-Revision", name + "=1")
                        .withBody(body)));
    }

    @Test
    void oneServiceFollowsTheOtherUnderOneHeader() {
        Response csv = given().get("/v1/readings.csv");
        csv.then().statusCode(200).header("Content-Type", equalTo("text/csv"));
        assertThat(csv.asString())
                .isEqualTo(
                        "id,note\r\ntimeline,\"two\r\nlines\"\r\nforces,\"two\r\nlines\"\r\npartners,\"two\r\nlines\"\r\n");
        assertThat(csv.header("Data-Revision")).isEqualTo("timeline=1, forces=1, partners=1");
        assertThat(given().header("Accept", "application/x-ndjson")
                        .get("/v1/readings")
                        .asString())
                .isEqualTo("{\"id\":\"timeline\"}\n{\"id\":\"forces\"}\n{\"id\":\"partners\"}\n");
    }

    @Test
    void holdsWhatTheNamedServicesKeep() {
        assertThat(given().get("/v1/readings.csv?service=partners,forces").asString())
                .isEqualTo("id,note\r\nforces,\"two\r\nlines\"\r\npartners,\"two\r\nlines\"\r\n");
        given().header("Accept", "text/csv")
                .get("/v1/readings?service=force")
                .then()
                .statusCode(400)
                .body("errors[0].name", equalTo("service"))
                .body("errors[0].didYouMean", equalTo("forces"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "cursor=abc", "limti=5"})
    void comesAsAWholeOnly(String parameter) {
        given().header("Accept", "text/csv")
                .get("/v1/readings?" + parameter)
                .then()
                .statusCode(400)
                .body("errors[0].name", equalTo(parameter.substring(0, parameter.indexOf('='))));
        assertThat(Stubs.TIMELINE.findAll(anyRequestedFor(urlPathEqualTo("/v1/readings.csv"))))
                .isEmpty();
    }

    @Test
    void isCompressedForWhoTakesThat() throws IOException {
        byte[] compressed = given().config(RestAssured.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", "gzip")
                .get("/v1/readings.csv")
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("ETag", endsWith("-gzip\""))
                .extract()
                .asByteArray();
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(given().get("/v1/readings.csv").asString());
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        String tag = given().get("/v1/readings.csv").header("ETag");
        given().header("If-None-Match", tag).get("/v1/readings.csv").then().statusCode(304);
        answer(Stubs.FORCES, "changed", ".csv", "text/csv", "id,note\r\n");
        given().header("If-None-Match", tag).get("/v1/readings.csv").then().statusCode(200);
    }

    @Test
    void headSaysWhatGetWould() {
        Response head = given().head("/v1/readings.ndjson");
        head.then()
                .statusCode(200)
                .header("ETag", given().get("/v1/readings.ndjson").header("ETag"));
        assertThat(head.asByteArray()).isEmpty();
    }

    @Test
    void aRefusalIsTheServicesOwn() {
        Stubs.all()
                .forEach(server ->
                        server.stubFor(any(urlPathEqualTo("/v1/readings.csv")).willReturn(Stubs.problem(400))));
        given().get("/v1/readings.csv?sort=nothing")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", equalTo("said by the service"));
    }

    @Test
    void withAServiceAwayThereIsNoDownload() {
        Stubs.PARTNERS.stubFor(any(urlPathEqualTo("/v1/readings.csv")).willReturn(Stubs.problem(503)));
        given().get("/v1/readings.csv").then().statusCode(503).contentType("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"MALFORMED_RESPONSE_CHUNK", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void aDownloadThatBreaksOffDoesNotEndAsIfWhole(Fault fault) throws IOException {
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/readings.csv")).willReturn(aResponse().withFault(fault)));
        assertBreaksOff("/v1/readings.csv", "timeline");
    }

    private static void assertBreaksOff(String path, String begins) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = read(socket.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 200").contains(begins).doesNotEndWith("0\r\n\r\n");
        }
    }

    /** Everything until the connection is closed or reset. */
    private static String read(InputStream stream) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException reset) {
            text.append("[reset]");
        }
        return text.toString();
    }
}
