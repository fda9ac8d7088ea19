package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qalqan.localstack.Service;

/**
 * Twice as much is asked for as can be answered. What is too much is refused at once, and about as much is answered as at the best of times.
 */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a system that others run is not ours to overload")
class OverloadIT {

    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** What the machine does besides can only make a round look worse: the best of a few pairs counts. */
    private static final int PAIRS = 6;

    private static final double PROMISED = 0.8;
    private static final int TICK_MILLIS = 5;
    private static final int MOST_UNANSWERED = 3_000;
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static @Nullable Replica started;

    /** Some seconds: how much of what was asked for was answered within them, and what was refused. */
    private record Round(int asked, int right, List<Caller.Told> others) {

        double perSecond() {
            return right / (double) ROUND.toSeconds();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> environment =
                new HashMap<>(Replica.before(Qalqan.running().stack().orElseThrow()));
        // all of it comes from one address
        environment.put("RATE_LIMIT_REQUESTS", "0");
        started = Replica.start(Service.GATEWAY, folder, environment);
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    /** Each question is asked once: nothing that is kept answers it. */
    private static String question(String path) {
        LocalDate day = LocalDate.of(2012, 1, 1).plusDays(QUESTIONS.incrementAndGet() % 29_000);
        return path + (path.contains("?") ? "&" : "?") + "knownAt=" + day;
    }

    @ParameterizedTest
    @CsvSource({"/v1/formations?limit=25, 24", "/v1/partners/russia/dossier, 8"})
    void asMuchIsAnsweredAsAtTheBestOfTimes(String path, int callers) throws Exception {
        Replica gateway = Objects.requireNonNull(started);
        Caller caller = Caller.at(gateway.address());
        most(caller, path, callers);
        String kept = "/v1/decrees?limit=3";
        assertThat(caller.get(kept).isRight()).isTrue();
        List<Double> ratios = new ArrayList<>();
        List<Caller.Told> refused = new ArrayList<>();
        double load = 2;

        for (int pair = 0; pair < PAIRS && ratios.stream().noneMatch(ratio -> ratio >= PROMISED); pair++) {
            Round best = most(caller, path, callers);
            Round over = times(load, caller, path, best.perSecond());
            double ratio = over.perSecond() / best.perSecond();
            System.out.printf(
                    "%s: %.1f a second at best; of %.1f asked for, %.1f answered (%d otherwise): %.2f%n",
                    path,
                    best.perSecond(),
                    over.asked() / (double) ROUND.toSeconds(),
                    over.perSecond(),
                    over.others().size(),
                    ratio);
            if (over.others().isEmpty()) {
                // the best was none, as the machine had something else to do: this was not too much
                load *= 2;
            } else {
                ratios.add(ratio);
                refused.addAll(over.others());
            }
        }

        assertThat(refused).isNotEmpty().allSatisfy(one -> one.isProblem(503, 429, 504));
        // what is refused is refused before work is done for it
        assertThat(refused.stream().filter(one -> one.status() == 504).count())
                .as("waited in vain, of " + refused.size())
                .isLessThanOrEqualTo(Math.max(1, refused.size() / 10));
        assertThat(ratios).anySatisfy(ratio -> assertThat(ratio).isGreaterThanOrEqualTo(PROMISED));
        assertThat(caller.get(kept).isRight()).isTrue();
        assertThat(gateway.isReady()).isTrue();
        await().atMost(RECOVERY).until(() -> caller.get(question(path)).isRight());
    }

    private static boolean isUseful(Caller.Told told) {
        return told.isRight() && !told.body().contains("\"partial\":true");
    }

    /** So many ask, each again as soon as he has an answer. */
    private static Round most(Caller caller, String path, int callers) {
        long until = System.nanoTime() + ROUND.toNanos();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger right = new AtomicInteger();
        ConcurrentLinkedQueue<Caller.Told> others = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(again(caller, path, until, asked, right, others));
        }
        all.forEach(CompletableFuture::join);
        return new Round(asked.get(), right.get(), List.copyOf(others));
    }

    private static CompletableFuture<Void> again(
            Caller caller,
            String path,
            long until,
            AtomicInteger asked,
            AtomicInteger right,
            ConcurrentLinkedQueue<Caller.Told> others) {
        if (System.nanoTime() - until > 0) {
            return CompletableFuture.completedFuture(null);
        }
        asked.incrementAndGet();
        return caller.ask(question(path)).thenComposeAsync(told -> {
            count(told, until, right, others);
            return again(caller, path, until, asked, right, others);
        });
    }

    private static void count(
            Caller.Told told, long until, AtomicInteger right, ConcurrentLinkedQueue<Caller.Told> others) {
        if (!told.isRight()) {
            others.add(told);
        } else if (isUseful(told) && System.nanoTime() - until <= 0) {
            right.incrementAndGet();
        }
    }

    /** Questions come at so many times the rate, whether or not those before have been answered. */
    private static Round times(double load, Caller caller, String path, double rate) throws InterruptedException {
        long begin = System.nanoTime();
        long until = begin + ROUND.toNanos();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger right = new AtomicInteger();
        ConcurrentLinkedQueue<Caller.Told> others = new ConcurrentLinkedQueue<>();
        Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
        ConcurrentLinkedQueue<CompletableFuture<?>> all = new ConcurrentLinkedQueue<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var ticks = clock.scheduleAtFixedRate(
                    () -> {
                        long now = Math.min(System.nanoTime(), until);
                        long due = (long) (load * rate * (now - begin) / 1e9);
                        while (asked.get() < due && unanswered.tryAcquire()) {
                            asked.incrementAndGet();
                            all.add(caller.ask(question(path)).whenComplete((told, e) -> {
                                unanswered.release();
                                if (told != null) {
                                    count(told, until, right, others);
                                }
                            }));
                        }
                    },
                    0,
                    TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
            var last = clock.schedule(clock::shutdown, ROUND.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(clock.awaitTermination(RECOVERY.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(last.isDone()).isTrue();
            assertThat(ticks.isDone()).isTrue();
        } finally {
            clock.shutdownNow();
        }
        // nobody is left without an answer
        all.forEach(CompletableFuture::join);
        return new Round(asked.get(), right.get(), List.copyOf(others));
    }
}
