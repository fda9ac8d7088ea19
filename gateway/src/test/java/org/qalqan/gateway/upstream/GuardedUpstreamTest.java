package org.qalqan.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

class GuardedUpstreamTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    /** One whose breaker opens after so many failures, in front of a service whose answers are all broken. */
    private GuardedUpstream guarded(int failures) {
        return guarded(failures, Fault.BROKEN);
    }

    private GuardedUpstream guarded(int failures, Fault met) {
        ServicesConfig.Breaker config = new ServicesConfig.Breaker() {
            @Override
            public int calls() {
                return failures;
            }

            @Override
            public double ratio() {
                return 0.5;
            }

            @Override
            public Duration pause() {
                return Duration.ofMinutes(1);
            }

            @Override
            public int probes() {
                return 1;
            }
        };
        Upstream broken = new Upstream() {
            @Override
            public Service service() {
                return Service.FORCES;
            }

            @Override
            public Future<Reply> send(Call call) {
                calls.incrementAndGet();
                return Future.failedFuture(new UpstreamException(Service.FORCES, met, "as ever"));
            }
        };
        return new GuardedUpstream(
                broken, vertx, config, new UpstreamMeters(new SimpleMeterRegistry(), Service.FORCES));
    }

    private static Fault fault(GuardedUpstream upstream) {
        return fault(upstream, Duration.ofSeconds(9));
    }

    private static Fault fault(GuardedUpstream upstream, Duration time) {
        Call call = Call.get("/", "", Deadline.in(time));
        try {
            upstream.send(call)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UpstreamException failure) {
                return failure.fault();
            }
            throw e;
        }
        throw new AssertionError("an answer");
    }

    @Test
    void aFailedReadIsMadeOnceMore() {
        assertThat(fault(guarded(10))).isEqualTo(Fault.BROKEN);
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatCameTooLateIsTheAnswer() {
        assertThat(fault(guarded(10), Duration.ofMillis(300))).isEqualTo(Fault.BROKEN);
        assertThat(calls).as("no time is left for another").hasValue(1);
    }

    @Test
    void whereTheBreakerOpensMeanwhileTheFailureIsTheAnswer() {
        GuardedUpstream upstream = guarded(1);
        assertThat(fault(upstream)).isEqualTo(Fault.BROKEN);
        assertThat(calls).hasValue(1);
        assertThat(fault(upstream)).as("the breaker is open").isEqualTo(Fault.UNREACHABLE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aServiceThatWasGivenNoTimeIsNotBlamed() {
        GuardedUpstream upstream = guarded(1, Fault.TOO_SLOW);
        assertThat(fault(upstream, Duration.ofMillis(100))).isEqualTo(Fault.TOO_SLOW);
        assertThat(fault(upstream)).as("the breaker is closed").isEqualTo(Fault.TOO_SLOW);
        assertThat(fault(upstream)).as("the breaker is open").isEqualTo(Fault.UNREACHABLE);
    }
}
