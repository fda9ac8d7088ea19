package org.qalqan.gateway.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final long LONG = TimeUnit.MINUTES.toMillis(5);

    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<String>> begun = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Turnstile turnstile(int atOnce, int waiting, long patience) {
        return new Turnstile(vertx, atOnce, waiting, patience, () -> new IllegalStateException("full"));
    }

    private Future<String> work() {
        Promise<String> promise = Promise.promise();
        begun.add(promise);
        return promise.future();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private static void isRefused(Future<?> future) {
        assertThatThrownBy(() -> get(future))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("full");
    }

    @Test
    void refusesAtOnceWhoFindsTheLineFull() {
        Turnstile turnstile = turnstile(2, 1, LONG);
        Future<String> first = turnstile.pass(this::work);
        turnstile.pass(this::work);
        Future<String> waits = turnstile.pass(this::work);

        isRefused(turnstile.pass(this::work));

        assertThat(begun).hasSize(2);
        begun.get(0).complete("done");
        assertThat(get(first)).isEqualTo("done");
        await().until(() -> begun.size() == 3);
        begun.get(2).complete("late");
        assertThat(get(waits)).isEqualTo("late");
    }

    @Test
    void refusesWhoHasWaitedInVain() {
        Turnstile turnstile = turnstile(1, 5, 50);
        turnstile.pass(this::work);

        isRefused(turnstile.pass(this::work));

        assertThat(begun).hasSize(1);
        begun.get(0).complete("done");
        // the place is free for the next, and nobody stands in the line any more
        Future<String> next = turnstile.pass(() -> Future.succeededFuture("next"));
        assertThat(get(next)).isEqualTo("next");
    }

    @Test
    void workThatFailsLeavesItsPlace() {
        Turnstile turnstile = turnstile(1, 0, LONG);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> get(turnstile.pass(() -> Future.failedFuture("no"))))
                    .hasMessageContaining("no");
            assertThatThrownBy(() -> get(turnstile.pass(() -> {
                        throw new IllegalArgumentException("broken");
                    })))
                    .hasMessageContaining("broken");
        }

        assertThat(get(turnstile.pass(() -> Future.succeededFuture("well")))).isEqualTo("well");
    }

    @Test
    void everybodyInTheLineIsServed() {
        Turnstile turnstile = turnstile(3, 100, LONG);
        List<Future<Integer>> all = IntStream.range(0, 100)
                .mapToObj(i -> turnstile.pass(() -> {
                    Promise<Integer> soon = Promise.promise();
                    vertx.setTimer(1, now -> soon.complete(i));
                    return soon.future();
                }))
                .toList();

        assertThat(all.stream().map(TurnstileTest::get)).hasSize(100);
    }
}
