package org.qalqan.gateway.compose;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many do something at once. A few more wait for a moment, in the order in which they came; the rest are refused at once, and so is
 * who has waited in vain.
 */
final class Turnstile {

    private final Vertx vertx;
    private final int atOnce;
    private final int waiting;
    private final long patienceMillis;
    private final Supplier<RuntimeException> refusal;
    private final Deque<Promise<Void>> line = new ArrayDeque<>();
    private int inside;

    /**
     * One with nobody inside.
     *
     * @param atOnce how many may be inside
     * @param waiting how many may wait
     * @param patienceMillis for how long
     * @param refusal what the others are told
     */
    Turnstile(Vertx vertx, int atOnce, int waiting, long patienceMillis, Supplier<RuntimeException> refusal) {
        this.vertx = vertx;
        this.atOnce = atOnce;
        this.waiting = waiting;
        this.patienceMillis = patienceMillis;
        this.refusal = refusal;
    }

    /** Does the work as soon as there is a place, on the thread of whoever asks. */
    <T> Future<T> pass(Supplier<Future<T>> work) {
        return enter().compose(now ->
                Future.<Void>succeededFuture().compose(started -> work.get()).onComplete(ended -> leave()));
    }

    private Future<Void> enter() {
        Promise<Void> turn = Promise.promise();
        synchronized (line) {
            if (inside < atOnce) {
                inside++;
                return Future.succeededFuture();
            }
            if (line.size() >= waiting) {
                return Future.failedFuture(refusal.get());
            }
            line.add(turn);
        }
        Context context = vertx.getOrCreateContext();
        long timer = vertx.setTimer(patienceMillis, id -> giveUp(turn));
        Promise<Void> here = Promise.promise();
        turn.future()
                .onComplete(outcome -> context.runOnContext(now -> {
                    vertx.cancelTimer(timer);
                    here.handle(outcome);
                }));
        return here.future();
    }

    private void giveUp(Promise<Void> turn) {
        boolean stillWaiting;
        synchronized (line) {
            stillWaiting = line.remove(turn);
        }
        if (stillWaiting) {
            turn.fail(refusal.get());
        }
    }

    /** The place goes to who has waited longest. */
    private void leave() {
        Promise<Void> next = nextOrFree();
        if (next != null) {
            next.complete();
        }
    }

    private @Nullable Promise<Void> nextOrFree() {
        synchronized (line) {
            Promise<Void> next = line.poll();
            if (next == null) {
                inside--;
            }
            return next;
        }
    }
}
