package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is more than can be done in time is refused at once, and what is refused is told when to come back. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
@TestProfile(SheddingTest.Narrow.class)
class SheddingTest {

    private static final int SLOW_MILLIS = 2_500;
    private static final int AT_ONCE = 12;

    /** As in production, but for how much there is room for. */
    public static class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "shedding.requests", "8",
                    // calls are counted for all of them
                    "quarkus.vertx.event-loops-pool-size", "4",
                    "services.connections", "2",
                    "services.calls", "4",
                    "services.breaker.calls", "4",
                    "composition.at-once", "1",
                    "composition.waiting", "0",
                    "ready.kept", "8M",
                    "revisions.every", "20ms",
                    "request-limits.body-time", "1s");
        }
    }

    private final ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);

    @BeforeEach
    void reset() {
        Stubs.reset();
    }

    @AfterEach
    void end() {
        clients.shutdownNow();
        Stubs.reset();
        await().until(() -> given().get("/v1/decrees?limit=1").statusCode() == 200
                && given().get("/v1/formations?limit=1").statusCode() == 200);
    }

    private List<Response> together(int number, Callable<Response> question) throws Exception {
        List<Response> answers = new ArrayList<>();
        for (Future<Response> answer : clients.invokeAll(
                IntStream.range(0, number).mapToObj(i -> question).toList())) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static void isRefused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .header("Cache-Control", "no-store");
    }

    @Test
    void serviceIsGivenNoMoreThanItHasRoomForAndTheBreakerStaysClosed() throws Exception {
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/formations")).willReturn(Stubs.list("").withFixedDelay(SLOW_MILLIS / 5)));
        AtomicInteger questions = new AtomicInteger();

        List<Response> answers =
                together(7, () -> given().get("/v1/formations?limit=" + (1 + questions.incrementAndGet())));

        List<Response> refused =
                answers.stream().filter(one -> one.statusCode() != 200).toList();
        assertThat(answers.size() - refused.size()).isGreaterThanOrEqualTo(4);
        assertThat(refused).isNotEmpty().allSatisfy(SheddingTest::isRefused);
        assertThat(refused.get(0).path("detail").toString()).contains("more to do right now");
        assertThat(Stubs.asked(Stubs.FORCES).stream().filter(uri -> uri.startsWith("/v1/formations")))
                .as("nothing that was refused has reached it, and nothing was tried again")
                .hasSize(answers.size() - refused.size());
        given().get("/v1/formations?limit=100").then().statusCode(200);
    }

    @Test
    void serviceThatHasNoPlaceLeftIsNoWitnessThatALinkLeadsNowhere() {
        String provision =
                "{\"key\":\"a\",\"action\":\"creates\",\"target\":null,\"results\":[\"nowhere\"],\"summary\":null}";
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees/d"))
                .willReturn(Stubs.json(
                        Stubs.record("decree", "d", "\"signedOn\":null,\"provisions\":[" + provision + "]"))));
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/formations")).willReturn(Stubs.list("").withFixedDelay(SLOW_MILLIS)));
        List<Future<Response>> slow = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> clients.submit(() -> given().get("/v1/formations?limit=" + i)))
                .toList();
        await().until(() -> slow.stream().anyMatch(Future::isDone));

        given().get("/v1/decrees/d/impact")
                .then()
                .statusCode(200)
                .body("missing.find { it.section == 'labels' }.service", equalTo("forces"))
                .body("missing.find { it.section == 'labels' }.reason", containsString("more to do right now"))
                .body("brokenLinks", empty());
    }

    @Test
    void viewsBeyondThoseInTheMakingAreRefused() throws Exception {
        Stubs.PARTNERS.stubFor(
                get(urlMatching("/v1/[a-z-]+\\?.*")).willReturn(Stubs.list("").withFixedDelay(SLOW_MILLIS / 5)));
        AtomicInteger years = new AtomicInteger(1995);

        List<Response> answers = together(3, () -> given().get("/v1/years/" + years.incrementAndGet()));

        assertThat(answers.stream().filter(one -> one.statusCode() == 200)).isNotEmpty();
        assertThat(answers.stream().filter(one -> one.statusCode() != 200))
                .isNotEmpty()
                .allSatisfy(SheddingTest::isRefused);
    }

    @Test
    void sameViewForManyIsOneInTheMaking() throws Exception {
        Stubs.PARTNERS.stubFor(
                get(urlMatching("/v1/[a-z-]+\\?.*")).willReturn(Stubs.list("").withFixedDelay(SLOW_MILLIS / 5)));

        assertThat(together(5, () -> given().get("/v1/years/2007"))).allMatch(one -> one.statusCode() == 200);
    }

    @Test
    void whatIsReadyIsGivenWhileEverythingElseIsRefused() throws Exception {
        Stubs.TIMELINE.stubFor(get(urlEqualTo("/internal/revision"))
                .willReturn(Stubs.json("{\"shapedBy\":\"store version\",\"revision\":7}")));
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/decrees"))
                .willReturn(Stubs.list("").withHeader("Data-Revision", "timeline=7")));
        String ready = "/v1/decrees?limit=9";
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            int before = Stubs.asked(Stubs.TIMELINE).stream()
                    .filter(ready::equals)
                    .toList()
                    .size();
            given().get(ready).then().statusCode(200);
            return Stubs.asked(Stubs.TIMELINE).stream()
                            .filter(ready::equals)
                            .toList()
                            .size()
                    == before;
        });
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/partners")).willReturn(Stubs.list("").withFixedDelay(SLOW_MILLIS)));
        // the same question for all: it is one call, and eight in work
        List<Future<Response>> busy = IntStream.range(0, 8)
                .mapToObj(i -> clients.submit(() -> given().get("/v1/partners")))
                .toList();

        await().until(() -> given().get("/v1/formations?limit=8").statusCode() == 503);

        Response refused = given().get("/v1/formations?limit=7");
        isRefused(refused);
        refused.then().body("detail", containsString("more to do right now"));
        given().get(ready).then().statusCode(200);
        for (Future<Response> one : busy) {
            one.get().then().statusCode(200);
        }
        // every place is free again
        await().until(() -> given().get("/v1/formations?limit=6").statusCode() == 200);
    }

    /** Nobody looks at the body, which comes all the same. */
    @Test
    void bodyThatDribblesAfterTheAnswerIsNotWaitedFor() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head = "POST /v1/years/2003 HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write(' ');
                            return false;
                        } catch (SocketException e) {
                            return true;
                        }
                    });
        }
    }

    /** The body comes a byte at a time, and each of them in time. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/decrees", "/v1/releases"})
    void bodyThatDribblesIsNotWaitedFor(String path) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String head = String.join(
                    "\r\n",
                    "POST " + path + " HTTP/1.1",
                    "Host: test",
                    "Content-Type: application/json",
                    "Content-Length: 1000",
                    "",
                    "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        if (socket.getInputStream().available() > 0) {
                            return true;
                        }
                        socket.getOutputStream().write(' ');
                        return false;
                    });
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
        }
        assertThat(Stubs.asked(Stubs.TIMELINE)).doesNotContain("/v1/decrees");
    }
}
