package org.qalqan.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.qalqan.answers.RevisionMin;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

/**
 * Bears with a failing service. A safe call that failed is made once more, after a moment, while few calls fail (one in flight on a kept
 * connection that the service was just closing, for one); when many do, the breaker
 * opens, and calls fail at once until some get through again. A status of 500 or above counts as failed, and is the answer all the same.
 */
final class GuardedUpstream implements Upstream {

    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 60;

    /** A service that was given less time, because the rest of it had gone elsewhere, has not shown that it is slow. */
    private static final long FAIR_MILLIS = 500;

    private final Upstream behind;
    private final Vertx vertx;
    private final UpstreamMeters meters;
    private final RetryBudget budget = new RetryBudget();
    private final CircuitBreaker breaker;

    GuardedUpstream(Upstream behind, Vertx vertx, ServicesConfig.Breaker config, UpstreamMeters meters) {
        this.meters = meters;
        this.behind = behind;
        this.vertx = vertx;
        this.breaker = CircuitBreaker.of(
                behind.service().id(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(config.calls())
                        .minimumNumberOfCalls(config.calls())
                        .failureRateThreshold((float) (config.ratio() * 100))
                        .waitDurationInOpenState(config.pause())
                        .permittedNumberOfCallsInHalfOpenState(config.probes())
                        .build());
        meters.watch(breaker);
    }

    @Override
    public Service service() {
        return behind.service();
    }

    @Override
    public Future<Reply> send(Call call) {
        budget.earn();
        if (!breaker.tryAcquirePermission()) {
            return Future.failedFuture(new UpstreamException(service(), Fault.UNREACHABLE, "the breaker is open"));
        }
        return permitted(call)
                .transform(outcome ->
                        mayTryAgain(call, outcome) ? later().compose(now -> again(call, outcome)) : same(outcome));
    }

    private static Future<Reply> same(AsyncResult<Reply> outcome) {
        return outcome.succeeded() ? Future.succeededFuture(outcome.result()) : Future.failedFuture(outcome.cause());
    }

    private boolean mayTryAgain(Call call, AsyncResult<Reply> outcome) {
        boolean worthIt = outcome.succeeded()
                ? isFailed(call, outcome.result())
                : outcome.cause() instanceof UpstreamException fault
                        && (fault.fault() == Fault.BROKEN || fault.fault() == Fault.UNREACHABLE);
        boolean inTime = call.deadline().remainingMillis() >= LONGEST_PAUSE_MILLIS + FAIR_MILLIS;
        return worthIt && inTime && call.isSafe() && budget.spend();
    }

    /** Whether the answer says that something is wrong with the service itself; one that has not seen a revision yet is well. */
    private static boolean isFailed(Call call, Reply reply) {
        return reply.status() >= 500 && !call.headers().contains(RevisionMin.HEADER);
    }

    /** Once more; but where the breaker has opened meanwhile, what went wrong is still what the first call came to. */
    private Future<Reply> again(Call call, AsyncResult<Reply> first) {
        if (!breaker.tryAcquirePermission()) {
            return same(first);
        }
        meters.madeAgain();
        return permitted(call);
    }

    private Future<Void> later() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(
                ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS),
                id -> pause.complete());
        return pause.future();
    }

    /** A call for which the breaker has given permission, and is told what came of it. */
    private Future<Reply> permitted(Call call) {
        long begun = System.nanoTime();
        boolean fair = call.deadline().remainingMillis() >= FAIR_MILLIS;
        Future<Reply> reply;
        try {
            reply = behind.send(call);
        } catch (RuntimeException e) {
            reply = Future.failedFuture(e);
        }
        return reply.onComplete(outcome -> {
            meters.called(begun, outcome);
            count(call, outcome, fair, System.nanoTime() - begun);
        });
    }

    private void count(Call call, AsyncResult<Reply> outcome, boolean fair, long nanos) {
        if (outcome.succeeded() && !isFailed(call, outcome.result())) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else if (outcome.cause() instanceof UpstreamException fault
                && (fault.fault() == Fault.BUSY || (fault.fault() == Fault.TOO_SLOW && !fair))) {
            // that we ask too much of it, or too late, does not make it a failing one
            breaker.releasePermission();
        } else {
            Throwable failure = outcome.failed()
                    ? outcome.cause()
                    : new UpstreamException(
                            service(),
                            Fault.FAILED,
                            "status " + outcome.result().status());
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        }
    }
}
