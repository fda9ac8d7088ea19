package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
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

    /** Promised; the machine may be busy with something else for most of a few questions, but not for the middle one. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** A call has four seconds. */
    private static final Duration DEADLINE = Duration.ofSeconds(12);

    /** Promised, from the moment in which what was away can be used. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FEW = 5;
    private static final int MANY = 60;
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
        await().atMost(PATIENCE)
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

    private Upstream upstream(Service service) {
        return new Upstream(stack.managementUrl(Service.GATEWAY).getPort(), service);
    }

    private static List<String> cold(int times, String path) {
        return IntStream.range(0, times).mapToObj(i -> cold(path)).toList();
    }

    /** A few answers, one after the other, of which most came at once. */
    private List<Caller.Told> atOnce(Supplier<String> path) {
        List<Caller.Told> told =
                IntStream.range(0, FEW).mapToObj(i -> caller.get(path.get())).toList();
        told.forEach(one -> one.isWithin(DEADLINE));
        told.stream()
                .sorted(Comparator.comparing(Caller.Told::took))
                .toList()
                .get(FEW / 2)
                .isWithin(AT_ONCE);
        return told;
    }

    /** Many who ask at once make no more calls than a few retries more. */
    private List<Caller.Told> manyAreRefused(Service service, String path, Integer... statuses) throws Exception {
        long before = upstream(service).calls();

        List<Caller.Told> told = caller.together(cold(MANY, path));

        assertThat(told).allSatisfy(one -> one.isProblem(statuses).isWithin(DEADLINE));
        assertThat(upstream(service).calls() - before).isLessThanOrEqualTo(MANY * 12 / 10);
        return told;
    }

    /** Enough has failed: those who ask now are refused at once, and their questions are no calls. */
    private void breakerIsOpen(Service service, String path) throws Exception {
        Upstream upstream = upstream(service);
        assertThat(upstream.breaker()).isNotEqualTo("closed");
        long before = upstream.calls();
        long begin = System.nanoTime();

        List<Caller.Told> told = caller.few(4, cold(MANY, path));

        long probes = Upstream.probesWithin(System.nanoTime() - begin);
        assertThat(told).allSatisfy(one -> one.isProblem(503, 504).isWithin(DEADLINE));
        assertThat(told.stream().filter(one -> one.took().compareTo(AT_ONCE) < 0))
                .as("fails fast")
                .hasSizeGreaterThan(MANY * 8 / 10);
        assertThat(upstream.calls() - before).as("calls").isLessThanOrEqualTo(probes);
        // a call that was let through to see may be waiting for its deadline, and another be needed
        await().atMost(DEADLINE.multipliedBy(2)).until(() -> {
            caller.get(cold(path));
            return upstream.breaker().equals("open");
        });
    }

    private boolean isWhole(String view) {
        return !json(caller.get(view)).path("partial").booleanValue();
    }

    @Test
    void killedServiceIsMissedAtOnceAndByNobodyElse() throws Exception {
        String known = cold(DOSSIER);
        assertThat(isWhole(known)).isTrue();
        assertThat(upstream(Service.FORCES).breaker()).isEqualTo("closed");

        stack.kill(Service.FORCES);

        atOnce(() -> cold("/v1/formations")).forEach(told -> told.isProblem(503));
        atOnce(() -> cold("/v1/formations/kazbat")).forEach(told -> told.isProblem(503));
        assertThat(atOnce(() -> cold("/v1/decrees"))).allMatch(Caller.Told::isRight);
        assertThat(atOnce(() -> cold("/v1/partners"))).allMatch(Caller.Told::isRight);
        assertThat(atOnce(() -> cold(DOSSIER))).allSatisfy(told -> {
            JsonNode partial = json(told);
            assertThat(partial.path("partial").booleanValue()).isTrue();
            assertThat(partial.path("missing").findValuesAsText("service")).containsOnly("forces");
        });
        // the answer that is kept was made from what the service had, which nobody can confirm any more
        await().atMost(AT_ONCE.multipliedBy(2)).until(() -> !isWhole(known));
        long stale = upstream(Service.FORCES).count("stale");
        long kept = upstream(Service.PARTNERS).count("kept");
        assertThat(atOnce(() -> known)).allSatisfy(told -> {
            JsonNode old = json(told);
            assertThat(old.path("partial").booleanValue()).isTrue();
            assertThat(old.path("missing")).isEmpty();
            assertThat(old.path("composedFrom").findValuesAsText("status")).contains("stale", "fresh");
        });
        assertThat(upstream(Service.FORCES).count("stale")).isGreaterThanOrEqualTo(stale + FEW);
        assertThat(upstream(Service.PARTNERS).count("kept")).isGreaterThan(kept);
        manyAreRefused(Service.FORCES, "/v1/formations", 503);
        breakerIsOpen(Service.FORCES, "/v1/formations");

        stack.start(Service.FORCES);

        await().atMost(RECOVERY).until(() -> caller.get(cold("/v1/formations")).isRight() && isWhole(known));
    }

    @Test
    void hungServiceIsGivenUpAndIsBackSecondsAfterItGoesOn() throws Exception {
        caller.few(8, cold(40, "/v1/formations"));
        long threads = threads();

        try (Suspended forces = Suspended.of(stack.process(Service.FORCES).orElseThrow())) {
            assertThat(forces).isNotNull();
            manyAreRefused(Service.FORCES, "/v1/formations", 503, 504);
            breakerIsOpen(Service.FORCES, "/v1/formations");
            assertThat(atOnce(() -> cold("/v1/decrees"))).allMatch(Caller.Told::isRight);
            assertThat(caller.few(FEW, cold(FEW, DOSSIER))).allSatisfy(told -> {
                JsonNode partial = json(told.isWithin(DEADLINE));
                assertThat(partial.path("missing").findValuesAsText("service")).containsOnly("forces");
            });
            // hung calls hold no thread
            assertThat(threads()).isLessThan(threads + 20);
        }

        await().atMost(RECOVERY).until(() -> caller.get(cold("/v1/formations")).isRight() && isWhole(cold(DOSSIER)));
        assertThat(upstream(Service.FORCES).breaker()).isEqualTo("closed");
    }

    /** Of the gateway. */
    private long threads() throws IOException {
        long pid = stack.process(Service.GATEWAY).orElseThrow().pid();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.count();
        }
    }

    @Test
    void hungDatabaseIsTheServicesTroubleAloneAndPasses() throws Exception {
        ProcessHandle service = stack.process(Service.TIMELINE).orElseThrow();

        try (Suspended database = Suspended.of(stack.databaseProcess().orElseThrow())) {
            assertThat(database).isNotNull();
            // the service gives up before the gateway does, and says so to those who had a connection to it
            assertThat(manyAreRefused(Service.TIMELINE, "/v1/decrees", 503, 504))
                    .filteredOn(told -> told.status() == 503)
                    .hasSizeGreaterThan(MANY / 3);
            breakerIsOpen(Service.TIMELINE, "/v1/decrees");
            await().atMost(PATIENCE).until(() -> !stack.isReady(Service.TIMELINE));
            assertThat(stack.isReady(Service.GATEWAY)).isTrue();
            // what needs no store is there
            assertThat(atOnce(() -> "/openapi?format=json")).allMatch(Caller.Told::isRight);
        }

        isBack(service);
    }

    @Test
    void restartedDatabaseIsFoundAgainByTheSameProcess() throws Exception {
        ProcessHandle service = stack.process(Service.TIMELINE).orElseThrow();

        stack.stopDatabase();
        manyAreRefused(Service.TIMELINE, "/v1/decrees", 503);
        breakerIsOpen(Service.TIMELINE, "/v1/decrees");
        atOnce(() -> cold("/v1/decrees")).forEach(told -> told.isProblem(503));
        await().atMost(PATIENCE).until(() -> !stack.isReady(Service.TIMELINE));

        stack.startDatabase();

        isBack(service);
    }

    private void isBack(ProcessHandle service) {
        await().atMost(RECOVERY)
                .until(() -> caller.get(cold("/v1/decrees")).isRight() && stack.isReady(Service.TIMELINE));
        assertThat(stack.process(Service.TIMELINE)).as("the same process").contains(service);
    }
}
