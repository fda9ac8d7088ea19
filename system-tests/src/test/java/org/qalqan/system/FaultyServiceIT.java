package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.qalqan.collections.Json;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/** A service, or its database, is killed, hangs, or goes and comes back: the rest goes on, and nothing has to be restarted afterwards. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a system that others run is not ours to break")
class FaultyServiceIT {

    /** A second is promised; a machine that has much else to do gets five. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    /** A call has four seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(12);

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String DOSSIER = "/v1/partners/russia/dossier";

    /** No day is asked for twice: nothing that was kept can answer. */
    private static LocalDate day = LocalDate.of(2012, 1, 1);

    private final LocalStack stack = Qalqan.running().stack().orElseThrow();
    private final Caller caller = Caller.at(Qalqan.running().address());

    @AfterEach
    void allIsAsBefore() {
        if (!stack.isAlive(Service.FORCES)) {
            stack.start(Service.FORCES);
        }
        if (stack.databaseProcess().isEmpty()) {
            stack.startDatabase();
        }
        await().atMost(RECOVERY)
                .until(() -> Stream.of("/v1/decrees?limit=1", "/v1/formations?limit=1", "/v1/partners?limit=1")
                        .allMatch(path -> caller.get(cold(path)).isRight()));
    }

    /** The same question on a day that nobody has asked about. */
    private static synchronized String cold(String path) {
        day = day.plusDays(1);
        return path + (path.contains("?") ? "&" : "?") + "knownAt=" + day;
    }

    private static JsonNode json(Caller.Told told) {
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        return Json.read(told.body());
    }

    @Test
    void killedServiceIsMissedAtOnceAndByNobodyElse() {
        String known = cold(DOSSIER);
        assertThat(json(caller.get(known)).path("partial").booleanValue()).isFalse();

        stack.kill(Service.FORCES);

        caller.get(cold("/v1/formations")).isProblem(503).isWithin(AT_ONCE);
        caller.get(cold("/v1/formations/kazbat")).isProblem(503).isWithin(AT_ONCE);
        assertThat(caller.get(cold("/v1/decrees")).isWithin(AT_ONCE).isRight()).isTrue();
        assertThat(caller.get(cold("/v1/partners")).isWithin(AT_ONCE).isRight()).isTrue();
        JsonNode partial = json(caller.get(cold(DOSSIER)).isWithin(AT_ONCE));
        assertThat(partial.path("partial").booleanValue()).isTrue();
        assertThat(partial.path("missing").findValuesAsText("service")).containsOnly("forces");
        JsonNode stale =
                json(await().atMost(RECOVERY).until(() -> caller.get(known).isWithin(AT_ONCE), told -> json(told)
                        .path("partial")
                        .booleanValue()));
        assertThat(stale.path("missing")).isEmpty();
        assertThat(stale.path("composedFrom").findValuesAsText("status")).contains("stale", "fresh");

        stack.start(Service.FORCES);

        await().atMost(RECOVERY)
                .until(() -> caller.get(cold("/v1/formations")).isRight()
                        && !json(caller.get(known)).path("partial").booleanValue());
    }

    @Test
    void hungServiceIsGivenUpAndIsBackSecondsAfterItGoesOn() throws IOException, InterruptedException {
        caller.few(
                8, IntStream.range(0, 40).mapToObj(i -> cold("/v1/formations")).toList());
        long threads = threads();

        try (Suspended forces = Suspended.of(stack.process(Service.FORCES).orElseThrow())) {
            assertThat(forces).isNotNull();
            List<String> questions =
                    IntStream.range(0, 60).mapToObj(i -> cold("/v1/formations")).toList();
            caller.together(questions).forEach(told -> told.isProblem(503, 504).isWithin(DEADLINE));

            // the breaker is open by now; once a second it lets a call through to see, and that one waits for its
            // deadline
            List<Caller.Told> afterwards = caller.few(
                    4,
                    IntStream.range(0, 40).mapToObj(i -> cold("/v1/formations")).toList());
            assertThat(afterwards).allSatisfy(told -> told.isProblem(503, 504).isWithin(DEADLINE));
            assertThat(afterwards.stream().filter(told -> told.took().compareTo(AT_ONCE) < 0))
                    .as("fails fast")
                    .hasSizeGreaterThan(30);
            assertThat(caller.get(cold("/v1/decrees")).isWithin(AT_ONCE).isRight())
                    .isTrue();
            JsonNode partial = json(caller.get(cold(DOSSIER)).isWithin(DEADLINE));
            assertThat(partial.path("missing").findValuesAsText("service")).containsOnly("forces");
            // hung calls hold no thread
            assertThat(threads()).isLessThan(threads + 20);
        }

        await().atMost(RECOVERY)
                .until(() -> caller.get(cold("/v1/formations")).isRight()
                        && !json(caller.get(cold(DOSSIER))).path("partial").booleanValue());
    }

    /** Of the gateway. */
    private long threads() throws IOException {
        long pid = stack.process(Service.GATEWAY).orElseThrow().pid();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.count();
        }
    }

    @Test
    void hungDatabaseIsTheServicesTroubleAloneAndPasses() throws InterruptedException {
        ProcessHandle service = stack.process(Service.TIMELINE).orElseThrow();

        try (Suspended database = Suspended.of(stack.databaseProcess().orElseThrow())) {
            assertThat(database).isNotNull();
            List<String> questions =
                    IntStream.range(0, 60).mapToObj(i -> cold("/v1/decrees")).toList();
            caller.together(questions).forEach(told -> told.isProblem(503, 504).isWithin(DEADLINE));
            await().atMost(RECOVERY).until(() -> !stack.isReady(Service.TIMELINE));
            assertThat(stack.isReady(Service.GATEWAY)).isTrue();
            // what needs no store is there
            assertThat(caller.get("/openapi?format=json").isWithin(AT_ONCE).isRight())
                    .isTrue();
        }

        isBack(service);
    }

    @Test
    void restartedDatabaseIsFoundAgainByTheSameProcess() {
        ProcessHandle service = stack.process(Service.TIMELINE).orElseThrow();

        stack.stopDatabase();
        caller.get(cold("/v1/decrees")).isProblem(503, 504).isWithin(DEADLINE);
        await().atMost(RECOVERY)
                .until(() -> caller.get(cold("/v1/decrees")).isProblem(503, 504).status() == 503);
        await().atMost(RECOVERY).until(() -> !stack.isReady(Service.TIMELINE));

        stack.startDatabase();

        isBack(service);
    }

    /** Ten seconds are promised. */
    private void isBack(ProcessHandle service) {
        await().atMost(RECOVERY)
                .until(() -> caller.get(cold("/v1/decrees")).isRight() && stack.isReady(Service.TIMELINE));
        assertThat(stack.process(Service.TIMELINE)).as("the same process").contains(service);
    }
}
