package org.qalqan.answers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.qalqan.problems.Stage;

/**
 * Counts and times the requests by method, path template and status, under the name and labels that Micrometer has for it ({@code
 * http.server.requests}). A request that its client gave up has the status 499.
 *
 * <p>The framework's own meter knows the templates of resources only, and not those of what is forwarded or answered before any resource is
 * asked.
 */
@Singleton
class RequestMeters {

    private static final int GIVEN_UP = 499;
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE);
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private record Kind(String method, String route, int status) {}

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, Stage.METERS.priority());
    }

    private void measure(RoutingContext context) {
        long begun = System.nanoTime();
        context.addEndHandler(end -> {
            int status = end.succeeded() ? context.response().getStatusCode() : GIVEN_UP;
            HttpMethod method = context.request().method();
            Kind kind = new Kind(METHODS.contains(method) ? method.name() : "other", Route.of(context), status);
            timers.computeIfAbsent(kind, this::timer).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        });
        context.next();
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests, from their head to the end of their answer.")
                .tag("method", kind.method)
                .tag("uri", kind.route)
                .tag("status", Integer.toString(kind.status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
