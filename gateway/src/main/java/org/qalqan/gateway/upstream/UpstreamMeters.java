package org.qalqan.gateway.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What is counted of one service: calls by outcome, what was spared by keeping answers, and what went wrong. */
final class UpstreamMeters {

    private final MeterRegistry registry;
    private final String service;
    private final Map<String, Timer> calls = new ConcurrentHashMap<>();
    private final Counter again;
    private final Counter kept;
    private final Counter joined;
    private final Counter stale;

    UpstreamMeters(MeterRegistry registry, Service service) {
        this.registry = registry;
        this.service = service.id();
        this.again = counter("upstream.retries", "Failed calls that were made once more.");
        this.kept = counter("upstream.kept", "Reads that were answered by what was kept of an earlier one.");
        this.joined = counter("upstream.joined", "Reads that waited for the answer to the same one of somebody else.");
        this.stale = counter(
                "upstream.stale", "Parts of composed answers that were old because the service did not answer.");
    }

    /** Shows in which state the breaker is: 1 for that one, 0 for the others. */
    void watch(CircuitBreaker breaker) {
        for (CircuitBreaker.State state :
                List.of(CircuitBreaker.State.CLOSED, CircuitBreaker.State.HALF_OPEN, CircuitBreaker.State.OPEN)) {
            Gauge.builder("upstream.breaker", breaker, it -> it.getState() == state ? 1 : 0)
                    .description("1 for the state that the breaker is in.")
                    .tag("service", service)
                    .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }

    /** A call has ended; its outcome is the class of its status, or what went wrong. */
    void called(long begunNanos, AsyncResult<Reply> outcome) {
        calls.computeIfAbsent(outcome(outcome), this::timer)
                .record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    }

    private static String outcome(AsyncResult<Reply> outcome) {
        if (outcome.succeeded()) {
            return outcome.result().status() / 100 + "xx";
        }
        return outcome.cause() instanceof UpstreamException fault
                ? fault.fault().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "other";
    }

    private Timer timer(String outcome) {
        return Timer.builder("upstream.calls")
                .description("Calls of a service, from their start to the end of the answer or of the patience.")
                .tag("service", service)
                .tag("outcome", outcome)
                .register(registry);
    }

    void madeAgain() {
        again.increment();
    }

    void answeredFromKept() {
        kept.increment();
    }

    void joined() {
        joined.increment();
    }

    void answeredStale() {
        stale.increment();
    }
}
