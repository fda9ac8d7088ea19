package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qalqan.gateway.upstream.Service;

/** What is kept of the services' answers, and for how long. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
@TestProfile(KeptAnswersTest.Keeping.class)
class KeptAnswersTest {

    private static final String FORMATIONS = "/v1/formations?limit=3";
    private static final String DOSSIER = "/v1/partners/p/dossier";
    private static final String REVISION = "/internal/revision";
    private static final int AT_ONCE = 40;

    @Inject
    MeterRegistry registry;

    /** As in production, but for a breaker that opens sooner. */
    public static class Keeping implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "revisions.every", "20ms",
                    "revisions.idle", "500ms",
                    "services.kept", "8M",
                    "ready.kept", "8M",
                    "services.breaker.calls", "8",
                    "services.breaker.pause", "300ms");
        }
    }

    /** Another for each test, so that nothing is left of the one before. */
    private static long revision = 10;

    @BeforeEach
    void reset() {
        Stubs.reset();
        revision += 10;
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/p"))
                .willReturn(dated(
                        Service.PARTNERS, revision, Stubs.json(Stubs.record("partner", "p", "\"kind\":\"state\"")))));
        tell(Service.TIMELINE, revision);
        tell(Service.PARTNERS, revision);
        tell(Service.FORCES, revision);
        lists("Title of old");
        settle();
    }

    private static WireMockServer server(Service service) {
        return switch (service) {
            case TIMELINE -> Stubs.TIMELINE;
            case FORCES -> Stubs.FORCES;
            case PARTNERS -> Stubs.PARTNERS;
        };
    }

    private static ResponseDefinitionBuilder dated(Service service, long of, ResponseDefinitionBuilder answer) {
        return answer.withHeader("Data-Revision", service.id() + "=" + of)
                .withHeader("Cache-Control", "public, max-age=0, stale-while-revalidate=60, stale-if-error=86400");
    }

    private static void tell(Service service, long of) {
        server(service)
                .stubFor(get(urlEqualTo(REVISION))
                        .willReturn(Stubs.json("{\"shapedBy\":\"store version\",\"revision\":" + of + "}")));
    }

    /** What the forces have: formations of that title, enough to be worth compressing. */
    private static void lists(String title) {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(dated(
                        Service.FORCES,
                        revision,
                        Stubs.list(IntStream.range(0, 3)
                                .mapToObj(i -> Stubs.record("formation", "f" + i, "\"title\":\"" + title + "\""))
                                .collect(Collectors.joining(","))))));
    }

    /** Until the gateway has heard of the present revisions. */
    private static void settle() {
        for (Service service : Service.values()) {
            server(service).resetRequests();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                // it asks while somebody wants to know
                given().get("/v1/formations?limit=1");
                return calls(server(service), REVISION) > 2;
            });
        }
    }

    private static int calls(WireMockServer server, String uri) {
        return server.findAll(getRequestedFor(urlEqualTo(uri))).size();
    }

    private static RequestSpecification plain() {
        return given().config(RestAssured.config().decoderConfig(decoderConfig().noContentDecoders()));
    }

    private static String title(Response answer) {
        return answer.then().statusCode(200).extract().path("items[0].title");
    }

    /** A gateway that is slow to ask must not make the test fail: what counts is that it need not ask. */
    private static void isGivenWithoutACall(WireMockServer server, String uri, Callable<Response> read) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            int before = calls(server, uri);
            read.call().then().statusCode(200);
            return calls(server, uri) == before;
        });
    }

    /** How many ready answers were given, by their own count. */
    private double readyAnswers(String route) {
        return registry.get("ready.answers").tag("uri", route).counter().count();
    }

    @Test
    void asksNobodyWhileNothingHasChanged() {
        String tag = plain().get(FORMATIONS).header("ETag");
        double ready = readyAnswers("/v1/formations");
        isGivenWithoutACall(Stubs.FORCES, FORMATIONS, () -> plain().get(FORMATIONS));

        assertThat(readyAnswers("/v1/formations")).isGreaterThan(ready);

        plain().header("If-None-Match", tag)
                .get(FORMATIONS)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Data-Revision", "forces=" + revision)
                .header("Content-Type", nullValue());
        plain().head(FORMATIONS).then().statusCode(200).header("ETag", tag).header("Content-Length", notNullValue());
        given().header("Accept-Encoding", "gzip")
                .get(FORMATIONS)
                .then()
                .statusCode(200)
                .header("ETag", tag.replaceFirst("\"$", "-gzip\""))
                .body("items[0].title", is("Title of old"));
    }

    @Test
    void givesTheNewAnswerOnceTheStoreHasAnotherRevision() {
        assertThat(title(given().get(FORMATIONS))).isEqualTo("Title of old");
        revision++;
        lists("Title of new");
        tell(Service.FORCES, revision);
        await().atMost(Duration.ofSeconds(20)).until(() -> title(given().get(FORMATIONS)), "Title of new"::equals);
    }

    @Test
    void givesTheNewAnswerAtOnceWhenAnotherOneNamesTheRevision() {
        assertThat(title(given().get(FORMATIONS))).isEqualTo("Title of old");
        revision++;
        lists("Title of new");
        // as the answer to a write does
        Stubs.FORCES.stubFor(
                get(urlPathEqualTo("/v1/holdings")).willReturn(dated(Service.FORCES, revision, Stubs.list(""))));
        given().get("/v1/holdings").then().statusCode(200);

        assertThat(title(given().get(FORMATIONS))).isEqualTo("Title of new");
    }

    @Test
    void leavesTheServicesInPeaceWhileNobodyWantsToKnow() {
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> calls(Stubs.FORCES, REVISION), new UnchangedSince());
        revision++;
        lists("Title of new");
        tell(Service.FORCES, revision);

        assertThat(title(given().get(FORMATIONS))).isEqualTo("Title of new");
    }

    /** Holds when the value is the one that was seen before. */
    private static final class UnchangedSince extends TypeSafeMatcher<Integer> {

        private int before = -1;

        @Override
        protected boolean matchesSafely(Integer value) {
            boolean unchanged = value == before;
            before = value;
            return unchanged;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("unchanged");
        }
    }

    /** A client of Java offers to go on with HTTP/2; half an answer in each would be garbage. */
    @Test
    void staysWithTheProtocolOfTheRequest() throws Exception {
        String body = given().get(FORMATIONS).asString();
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + FORMATIONS))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    private static List<Integer> statusesAtOnce(String uri) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : clients.invokeAll(Stream.<Callable<Integer>>generate(
                            () -> () -> given().get(uri).statusCode())
                    .limit(AT_ONCE)
                    .toList())) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void asksOnceForAllWhoAskAtOnce() throws Exception {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(dated(Service.FORCES, revision, Stubs.list("")).withFixedDelay(500)));
        assertThat(statusesAtOnce(FORMATIONS)).hasSize(AT_ONCE).containsOnly(200);
        // who came after the first answer was there may have found its state unconfirmed
        assertThat(calls(Stubs.FORCES, FORMATIONS)).isLessThanOrEqualTo(2);
    }

    @Test
    void keepsComposedAnswersUntilOneOfTheirStoresChanges() {
        given().get(DOSSIER).then().statusCode(200).body("partial", is(false));
        isGivenWithoutACall(Stubs.PARTNERS, "/v1/partners/p", () -> given().get(DOSSIER));
        String title = given().get(DOSSIER).path("partner.title");
        assertThat(title).isEqualTo("Title of p");

        revision++;
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/partners/p"))
                .willReturn(dated(
                        Service.PARTNERS,
                        revision,
                        Stubs.json(Stubs.record("partner", "p", "\"kind\":\"state\",\"title\":\"Another\"")))));
        tell(Service.PARTNERS, revision);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get(DOSSIER).path("partner.title"), "Another"::equals);
    }

    @Test
    void takesTheLastGoodPartsOfAServiceThatIsAway() {
        given().get(DOSSIER).then().statusCode(200).body("partial", is(false));
        Stubs.PARTNERS.stop();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> given().get(DOSSIER).path("partial"), Boolean.TRUE::equals);
            given().get(DOSSIER)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .header("ETag", nullValue())
                    .body("partner.title", is("Title of p"))
                    .body("composedFrom.status", hasItem("stale"))
                    .body("composedFrom.findAll { it.status == 'stale' }.service.unique()", is(List.of("partners")))
                    .body("composedFrom.findAll { it.status == 'stale' }.retrievedAt", notNullValue());
            // a single record is not given without its service: nobody could tell that it is an old one
            given().get("/v1/partners/p").then().statusCode(503).header("Retry-After", notNullValue());
        } finally {
            Stubs.PARTNERS.start();
            reset();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> given().get(DOSSIER).path("partial"), Boolean.FALSE::equals);
    }

    @Test
    void composesOnceForAllWhoAskAtOnce() throws Exception {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/installations"))
                .willReturn(dated(Service.FORCES, revision, Stubs.list("")).withFixedDelay(500)));
        assertThat(statusesAtOnce(DOSSIER)).hasSize(AT_ONCE).containsOnly(200);
        assertThat(Stubs.FORCES.findAll(getRequestedFor(urlPathEqualTo("/v1/installations"))))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void asksTheServiceForWhoHasATokenOrHasSeenMore() {
        given().get(FORMATIONS).then().statusCode(200);
        int before = calls(Stubs.FORCES, FORMATIONS);
        given().header("Authorization", "Bearer t").get(FORMATIONS).then().statusCode(200);
        given().header("Data-Revision-Min", "forces=" + revision)
                .get(FORMATIONS)
                .then()
                .statusCode(200);
        assertThat(calls(Stubs.FORCES, FORMATIONS)).isEqualTo(before + 2);
    }

    @Test
    void makesAFailedReadOnceMore() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .inScenario("flapping")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(Stubs.problem(500))
                .willSetStateTo("well"));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .inScenario("flapping")
                .whenScenarioStateIs("well")
                .willReturn(Stubs.list("")));

        given().get(FORMATIONS).then().statusCode(200);

        assertThat(calls(Stubs.FORCES, FORMATIONS)).isEqualTo(2);
    }

    @Test
    void leavesAFailingServiceAloneAndComesBack() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations")).willReturn(Stubs.problem(500)));
        for (int i = 0; i < 100; i++) {
            given().get(FORMATIONS).then().statusCode(isAFault());
        }
        assertThat(calls(Stubs.FORCES, FORMATIONS)).isLessThan(60);

        lists("Title of well");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get(FORMATIONS).statusCode() == 200);
    }

    private static Matcher<Integer> isAFault() {
        return oneOf(500, 502, 503);
    }

    /** Whoever asks with ever other headers, as long as they may be, fills no more memory than is given to it. */
    @Test
    void whatWasAskedTakesUpRoomAsWell() {
        List<String> accepts = IntStream.range(0, 800)
                .mapToObj(i -> "application/json, x/" + i + ";p=" + "x".repeat(15_000))
                .toList();
        accepts.forEach(KeptAnswersTest::ask);
        double before = readyAnswers("/v1/formations");
        accepts.forEach(KeptAnswersTest::ask);
        assertThat(readyAnswers("/v1/formations") - before).isPositive().isLessThan(600);
    }

    private static void ask(String accept) {
        given().header("Accept", accept).get(FORMATIONS).then().statusCode(200);
    }
}
