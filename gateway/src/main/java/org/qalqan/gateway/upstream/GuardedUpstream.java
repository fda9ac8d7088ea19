package org.qalqan.gateway.upstream;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

/**
 * Bears with a failing service. A safe call that failed is made once more, after a moment, while few calls fail (one in flight on a kept
 * connection that the service was just closing, for one); when many do, the breaker
 * opens, and calls fail at once until some get through again. A status of 500 or above counts as failed, and is the answer all the same.
 */
final class GuardedUpstream implements Upstream {

    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 60;

    private final Upstream behind;
    private final Vertx vertx;
    private final UpstreamMeters meters;
    private final RetryBudget budget = new RetryBudget();
    private final TypedGuard<CompletionStage<Reply>> breaker;

    /** An answer that says that something is wrong with the service itself. */
    private static final class FailedReply extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        FailedReply(Reply reply) {
            super("status " + reply.status(), null, false, false);
            this.reply = reply;
        }
    }

    GuardedUpstream(Upstream behind, Vertx vertx, ServicesConfig.Breaker config, UpstreamMeters meters) {
        this.meters = meters;
        this.behind = behind;
        this.vertx = vertx;
        this.breaker = TypedGuard.create(new TypeLiteral<CompletionStage<Reply>>() {})
                .withDescription(behind.service().id())
                .withCircuitBreaker()
                .name(behind.service().id())
                .requestVolumeThreshold(config.calls())
                .failureRatio(config.ratio())
                .delay(config.pause().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(config.probes())
                // that we ask too much of it does not make it a failing one
                .when(e -> !(e instanceof UpstreamException fault && fault.fault() == Fault.BUSY))
                .done()
                .build();
    }

    @Override
    public Service service() {
        return behind.service();
    }

    @Override
    public Future<Reply> send(Call call) {
        budget.earn();
        return guarded(call)
                .recover(e -> mayTryAgain(call, e) ? later().compose(now -> again(call)) : Future.failedFuture(e))
                .recover(e -> e instanceof FailedReply failed
                        ? Future.succeededFuture(failed.reply)
                        : Future.failedFuture(e));
    }

    private boolean mayTryAgain(Call call, Throwable e) {
        boolean worthIt = e instanceof FailedReply
                || (e instanceof UpstreamException fault
                        && (fault.fault() == Fault.BROKEN || fault.fault() == Fault.UNREACHABLE));
        return worthIt && call.isSafe() && call.deadline().remainingMillis() > LONGEST_PAUSE_MILLIS && budget.spend();
    }

    private Future<Reply> again(Call call) {
        meters.madeAgain();
        return guarded(call);
    }

    private Future<Void> later() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(
                ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS),
                id -> pause.complete());
        return pause.future();
    }

    private Future<Reply> guarded(Call call) {
        Context context = vertx.getOrCreateContext();
        CompletionStage<Reply> outcome = breaker.get(() -> measured(call)
                .map(reply -> {
                    // a service that has not seen a revision yet is well
                    if (reply.status() >= 500 && !call.headers().contains("Data-Revision-Min")) {
                        throw new FailedReply(reply);
                    }
                    return reply;
                })
                .toCompletionStage());
        return Future.fromCompletionStage(outcome, context).recover(e -> Future.failedFuture(ours(e)));
    }

    private Future<Reply> measured(Call call) {
        long begun = System.nanoTime();
        return behind.send(call).onComplete(outcome -> meters.called(begun, outcome));
    }

    private Throwable ours(Throwable e) {
        if (e instanceof CircuitBreakerOpenException) {
            return new UpstreamException(service(), Fault.UNREACHABLE, "the breaker is open");
        }
        return e;
    }
}
