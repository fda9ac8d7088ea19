package org.qalqan.system;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.Json;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/**
 * What a service answers is broken, endless, slow or failing now and then. Between a gateway of this test's own and the real service of the
 * forces stands a server that breaks answers and counts what is asked.
 */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a system that others run has no place for a server that breaks its answers")
class FaultyUpstreamIT {

    private static final Duration DEADLINE = Duration.ofSeconds(12);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String FORMATIONS = "/v1/formations";
    private static final String FORMATION = "/v1/formations/kazbat";
    private static final String DOSSIER = "/v1/partners/russia/dossier";

    /** Where a gateway asks for several things at once. */
    private static final String BUNDLE = "/internal/reads";

    /** Everything but what the service says of the state of its store. */
    private static final String ALL_READS = "/v1/.*|" + BUNDLE;

    /** The sections of a partner's dossier that this service answers. */
    private static final List<String> SECTIONS =
            List.of("compositions", "equipmentTypes", "holdings", "installations", "readinessAssessments");

    private static final int AT_ONCE = 200;
    private static final int MANY = 40;
    private static final long MEGABYTE = 1_048_576;
    private static final long HUGE = 200 * MEGABYTE;

    @TempDir
    static Path folder;

    private static final WireMockServer FORCES =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(80));
    private static @Nullable Replica started;
    private static int questions;

    private final LocalStack stack = Qalqan.running().stack().orElseThrow();
    private final Caller caller = Caller.at(gateway().address());

    @BeforeAll
    static void start() throws IOException {
        FORCES.start();
        proxyOnly();
        started = Replica.start(
                Service.GATEWAY, folder, behindIt(FORCES.baseUrl(), Map.of("SERVICES_BREAKER_PAUSE", "500ms")));
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
        FORCES.stop();
    }

    private static Replica gateway() {
        return Objects.requireNonNull(started);
    }

    /** The variables of a gateway with the given service of the forces. */
    private static Map<String, String> behindIt(String forces, Map<String, String> more) {
        Map<String, String> environment =
                new HashMap<>(Replica.before(Qalqan.running().stack().orElseThrow()));
        environment.put("SERVICES_FORCES_URL", forces);
        environment.putAll(more);
        return environment;
    }

    private static void proxyOnly() {
        FORCES.resetAll();
        LocalStack stack = Qalqan.running().stack().orElseThrow();
        FORCES.stubFor(any(anyUrl())
                .atPriority(10)
                .willReturn(aResponse().proxiedFrom(stack.url(Service.FORCES).toString())));
    }

    @BeforeEach
    void allIsWell() {
        proxyOnly();
        await().atMost(RECOVERY).until(() -> caller.get(cold(FORMATIONS)).isRight());
        FORCES.resetRequests();
    }

    /** The same question on a day that nobody has asked about. */
    private static synchronized String cold(String path) {
        questions++;
        return path + "?knownAt=" + LocalDate.of(2012, 1, 1).plusDays(questions);
    }

    private static int calls(String path) {
        return FORCES.findAll(getRequestedFor(urlPathEqualTo(path))).size();
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                Arguments.of(
                        "a page with status 200",
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>Welcome</html>")),
                Arguments.of(
                        "a page with status 503", aResponse().withStatus(503).withBody("<html>Away</html>")),
                Arguments.of("half a chunked body", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                Arguments.of("rubbish", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void brokenAnswerIsAProblemAndIsAskedForOnceMoreAtMost(String name, ResponseDefinitionBuilder fault) {
        String question = cold(FORMATION);
        FORCES.stubFor(get(urlPathEqualTo(FORMATION)).willReturn(fault));

        caller.get(question).isProblem(502).isWithin(DEADLINE);

        assertThat(calls(FORMATION)).isBetween(1, 2);
        assertThat(caller.get("/v1/decrees?limit=1").isRight()).isTrue();
        // nothing of it was kept
        proxyOnly();
        await().atMost(RECOVERY).until(() -> caller.get(question).isRight());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void viewWithABrokenPartIsWholeAgainAfterwards(String name, ResponseDefinitionBuilder fault) {
        String dossier = cold(DOSSIER);
        FORCES.stubFor(any(urlPathMatching(ALL_READS)).willReturn(fault));

        JsonNode partial = Json.read(caller.get(dossier).isWithin(DEADLINE).body());

        List<LoggedRequest> asked = FORCES.findAll(anyRequestedFor(urlPathMatching(ALL_READS)));
        assertThat(asked.stream().map(request -> request.getMethod() + " " + request.getUrl()))
                .as("the sections are one call, the labels another, and each is made once more at most")
                .contains("POST " + BUNDLE)
                .hasSizeBetween(1, 4);
        assertThat(partial.path("partial").booleanValue()).isTrue();
        assertThat(partial.path("missing").findValuesAsText("service")).containsOnly("forces");
        assertThat(partial.path("missing").findValuesAsText("section"))
                .contains("labels")
                .containsAll(SECTIONS)
                .hasSize(SECTIONS.size() + 1);
        assertThat(SECTIONS)
                .allSatisfy(section ->
                        assertThat(partial.path(section).isNull()).as(section).isTrue());
        assertThat(partial.path("agreements")).isNotEmpty();
        proxyOnly();
        await().atMost(RECOVERY)
                .until(() ->
                        !Json.read(caller.get(dossier).body()).path("partial").booleanValue());
    }

    @Test
    void dribblingAnswerEndsAtTheTotalDeadline() {
        // a byte or so every few milliseconds: no time limit of a single read would ever end it
        FORCES.stubFor(get(urlPathEqualTo(FORMATION))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"title\":\"" + "x".repeat(20_000) + "\"}")
                        .withChunkedDribbleDelay(10_000, 40_000)));

        String question = cold(FORMATION);
        caller.get(question).isProblem(504).isWithin(DEADLINE);

        assertThat(calls(FORMATION)).isEqualTo(1);
        proxyOnly();
        await().atMost(RECOVERY).until(() -> caller.get(question).isRight());
    }

    /** With a breaker that never opens: it would keep the calls down by itself. */
    @Test
    void serviceThatFailsNowAndThenIsNotAskedMuchMore() throws Exception {
        FORCES.stubFor(get(urlPathEqualTo(FORMATIONS))
                .inScenario("flapping")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(500).withBody("java.lang.Oops")));
        FORCES.stubFor(get(urlPathEqualTo(FORMATIONS))
                .inScenario("flapping")
                .whenScenarioStateIs("well")
                .willSetStateTo(Scenario.STARTED)
                .willReturn(aResponse().proxiedFrom(stack.url(Service.FORCES).toString())));
        int requests = 200;
        try (Replica patient = Replica.start(
                Service.GATEWAY, folder, behindIt(FORCES.baseUrl(), Map.of("SERVICES_BREAKER_CALLS", "10000")))) {
            Caller patientCaller = Caller.at(patient.address());
            Upstream upstream = new Upstream(patient.managementPort(), Service.FORCES);

            List<Caller.Told> told = IntStream.range(0, requests)
                    .mapToObj(i -> patientCaller.get(cold(FORMATIONS)))
                    .toList();

            assertThat(told).allSatisfy(one -> {
                if (!one.isRight()) {
                    one.isProblem(502);
                }
            });
            assertThat(calls(FORMATIONS)).isBetween(requests + 1, requests * 12 / 10);
            assertThat(upstream.count("retries")).isEqualTo(calls(FORMATIONS) - requests);
            assertThat(told.stream().filter(Caller.Told::isRight))
                    .as("retries help: every other call fails")
                    .hasSizeGreaterThan(requests / 2);
            proxyOnly();
            assertThat(patientCaller.get(cold(FORMATIONS)).isRight()).isTrue();
        }
    }

    @Test
    void failingWriteIsNotMadeTwice() throws IOException {
        FORCES.stubFor(any(urlPathEqualTo(FORMATIONS)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        String answer = RawHttp.send(
                gateway().address().getHost(),
                gateway().address().getPort(),
                "POST " + FORMATIONS + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 502");
        assertThat(FORCES.findAll(postRequestedFor(urlPathEqualTo(FORMATIONS)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {FORMATIONS + "?limit=7", DOSSIER + "?knownAt=2011-02-03"})
    void sameColdQuestionOfManyAtOnceIsOneCall(String question) throws Exception {
        // connections are made beforehand, so that all of them come before the first is answered
        caller.together(Collections.nCopies(AT_ONCE, cold(FORMATIONS)));
        long joined = new Upstream(gateway().managementPort(), Service.FORCES).count("joined");
        FORCES.resetRequests();
        FORCES.stubFor(any(urlPathMatching(ALL_READS))
                .willReturn(aResponse()
                        .proxiedFrom(stack.url(Service.FORCES).toString())
                        .withFixedDelay(700)));

        List<Caller.Told> told = caller.together(Collections.nCopies(AT_ONCE, question));

        assertThat(told).allMatch(Caller.Told::isRight);
        assertThat(told.stream().map(Caller.Told::body).distinct()).hasSize(1);
        assertThat(told.get(0).body()).doesNotContain("\"partial\":true");
        // what a bundle leaves out is asked for alone
        Map<String, Long> calls = FORCES.findAll(anyRequestedFor(urlPathMatching(ALL_READS))).stream()
                .flatMap(request -> request.getUrl().equals(BUNDLE)
                        ? request.getBodyAsString().lines().map(address -> "bundled " + address)
                        : Stream.of("alone " + request.getUrl()))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        assertThat(calls)
                .isNotEmpty()
                .allSatisfy((uri, times) -> assertThat(times).as(uri).isEqualTo(1));
        if (question.startsWith(DOSSIER)) {
            assertThat(calls.keySet())
                    .anyMatch(address -> address.startsWith("bundled /v1/installations?"))
                    .anyMatch(address -> address.contains(" /v1/holdings?"));
        } else {
            assertThat(calls).hasSize(1);
            assertThat(new Upstream(gateway().managementPort(), Service.FORCES).count("joined"))
                    .as("those who waited for the call of another")
                    .isGreaterThan(joined);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hugeAnswerIsNotRead(boolean announced) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.setExecutor(threads);
        endless.createContext("/", exchange -> huge(exchange, announced));
        endless.start();
        // its heap has 256 MB: it would end if it took two of them
        try (Replica gateway = Replica.start(
                Service.GATEWAY,
                folder,
                behindIt(
                        "http://127.0.0.1:" + endless.getAddress().getPort(),
                        Map.of("SERVICES_BREAKER_CALLS", "10000")))) {
            Caller huge = Caller.at(gateway.address());
            huge.get(FORMATIONS).isProblem(502);
            long before = Vitals.heap(gateway.process());

            List<Caller.Told> told = huge.few(
                    MANY,
                    IntStream.range(0, 2 * MANY).mapToObj(i -> cold(FORMATIONS)).toList());

            assertThat(told).allSatisfy(one -> one.isProblem(502, 503, 504));
            assertThat(gateway.process().isAlive()).isTrue();
            await().atMost(RECOVERY).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                            Vitals.heap(gateway.process()))
                    .isLessThan(before + 16 * MEGABYTE));
            assertThat(huge.get("/v1/decrees?limit=1").isRight()).isTrue();
        } finally {
            endless.stop(0);
            threads.shutdownNow();
        }
    }

    private static void huge(HttpExchange exchange, boolean announced) throws IOException {
        byte[] piece = new byte[(int) MEGABYTE];
        Arrays.fill(piece, (byte) ' ');
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, announced ? HUGE : 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (long sent = 0; sent < HUGE; sent += piece.length) {
                body.write(piece);
            }
        }
    }
}
