package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.util.concurrent.RateLimiter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/** Readers, as fast as one client may ask, and editors without pause, while every minute a service is killed and started again; {@code -Dsoak.minutes=10} takes longer. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class SoakIT {

    private static final Duration TIME = Duration.ofMinutes(Long.getLong("soak.minutes", 3));
    private static final Duration BETWEEN_KILLS = Duration.ofMinutes(1);
    private static final Duration SETTLING = Duration.ofSeconds(6);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int READERS = 6;
    private static final int EDITORS = 2;
    /** All of them are one client, who may ask 20,000 times a minute; editors take a part of that. */
    private static final int READS_A_SECOND = 240;

    private static final long MEGABYTE = 1 << 20;

    /** What no editor changes here. */
    private static final List<String> STEADY = List.of(
            "/v1/formations/kazbat",
            "/v1/formations?limit=20&sort=title",
            "/v1/holdings?include=readings&limit=10",
            "/v1/partners/turkey",
            "/v1/agreements?q=training&limit=10",
            "/v1/decrees/decree-2003-armed-forces-reform?include=readings",
            "/v1/decrees/decree-2003-armed-forces-reform/impact",
            "/v1/formations/kazbat/dossier",
            "/v1/structure?asOf=2003-12-31");

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private final RateLimiter pace = RateLimiter.create(READS_A_SECOND);
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder right = new LongAdder();
    private final LongAdder problems = new LongAdder();
    private final LongAdder problemsInCalm = new LongAdder();

    /** All services are up, and have been for as long as a question may take. */
    private volatile boolean calm;

    @Test
    void nothingIsWrongAndNothingIsHeldOnTo() throws Exception {
        LocalStack stack = STACK.processes();
        ProcessHandle gateway = stack.process(Service.GATEWAY).orElseThrow();
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        for (String path : STEADY) {
            contents.put(path, content(STACK.editor().json(path)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(READERS + EDITORS);
        List<Future<?>> work = new ArrayList<>();
        List<Vitals> vitals = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                int place = i;
                work.add(threads.submit(() -> read(place, contents)));
            }
            for (int i = 0; i < EDITORS; i++) {
                String id = "statement-in-the-soak-" + i;
                work.add(threads.submit(() -> edit(id)));
            }
            Instant end = Instant.now().plus(TIME);
            List<Service> services = List.of(Service.TIMELINE, Service.FORCES, Service.PARTNERS);
            for (int i = 0; Instant.now().isBefore(end); i++) {
                calm = true;
                goOnFor(BETWEEN_KILLS, work);
                vitals.add(Vitals.of(gateway));
                calm = false;
                Service service = services.get(i % services.size());
                stack.kill(service);
                stack.start(service);
                goOnFor(SETTLING, work);
            }
            calm = true;
            goOnFor(BETWEEN_KILLS.dividedBy(2), work);
            vitals.add(Vitals.of(gateway));
            over.set(true);
            for (Future<?> one : work) {
                one.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        System.out.printf(
                "%d right, %d problems, %d of them while all were up, %s%n",
                right.sum(), problems.sum(), problemsInCalm.sum(), vitals);
        assertThat(right.sum()).isGreaterThan(problems.sum());
        assertThat(problemsInCalm.sum()).isLessThan(right.sum() / 1_000);
        Vitals first = vitals.get(0);
        Vitals last = vitals.get(vitals.size() - 1);
        // answers are kept, up to a bound
        assertThat(last.heap()).as(vitals.toString()).isLessThan(first.heap() + 64 * MEGABYTE);
        assertThat(last.threads()).as(vitals.toString()).isLessThan(first.threads() + 10);
        assertThat(last.files()).as(vitals.toString()).isLessThan(first.files() + 50);
    }

    private static void goOnFor(Duration time, List<Future<?>> work) {
        Instant end = Instant.now().plus(time);
        await().atMost(time.plus(RECOVERY))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Instant.now().isAfter(end) || work.stream().anyMatch(Future::isDone));
        assertThat(work).as("those who read and write").noneMatch(Future::isDone);
    }

    /** What was asked before, and what never was; right, or a problem. */
    private Void read(int place, Map<String, JsonNode> contents) {
        Caller caller = Caller.at(STACK.address());
        List<String> paths = List.copyOf(contents.keySet());
        for (int i = place; !over.get(); i++) {
            String path = paths.get(i % paths.size());
            pace.acquire(2);
            Caller.Told told = caller.get(path);
            if (told.isRight()) {
                JsonNode answer = Json.read(told.body());
                if (!answer.path("partial").booleanValue()) {
                    assertThat(content(answer)).as(path).isEqualTo(contents.get(path));
                }
            }
            count(told);
            LocalDate day = LocalDate.of(2009, 1, 1).plusDays((long) i * READERS + place);
            count(caller.get("/v1/decrees?limit=5&knownAt=" + day));
        }
        return null;
    }

    private void count(Caller.Told told) {
        if (told.isRight()) {
            right.increment();
        } else {
            told.isProblem(502, 503, 504);
            problems.increment();
            if (calm) {
                problemsInCalm.increment();
            }
        }
    }

    /** Without when and from where it was fetched. */
    private static JsonNode content(JsonNode answer) {
        return answer instanceof ObjectNode object
                ? object.deepCopy().without(List.of("composedFrom", "partial", "missing"))
                : answer;
    }

    /** One title after the other, each until it is acknowledged; the last is there in the end. */
    private Void edit(String id) throws Exception {
        Editor editor = STACK.editor();
        assertThat(editor.post("statements", ManyEditors.statement(id)).status())
                .isEqualTo(201);
        String url = "/v1/statements/" + id;
        String title = "";
        for (int i = 0; !over.get(); i++) {
            title = "Title number " + i;
            String words = title;
            String key = id + "-" + i;
            Callable<Answer> write = () -> editor.patch(url, "*", "title", words, "Idempotency-Key", key);
            await().atMost(RECOVERY)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .pollInterval(Duration.ofMillis(50))
                    .until(write, answer -> answer.status() == 200);
            right.increment();
        }
        String last = title;
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(editor.json(url).path("title").asText()).isEqualTo(last));
        assertThat(editor.crawl(url + "/history"))
                .extracting(change -> change.path("revision").asLong())
                .doesNotHaveDuplicates()
                .isSorted();
        return null;
    }
}
