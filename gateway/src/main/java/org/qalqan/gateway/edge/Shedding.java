package org.qalqan.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.Stage;

/**
 * How many requests may be worked on at once. One more is refused at once with a 503 that says when to come back: to take on more than can be
 * ended in time would be to end nothing in time. What is answered from kept bytes is no work, and is not counted; health is on a port of its own.
 */
@Singleton
class Shedding {

    private static final Map<String, String> LATER = Map.of("Retry-After", "1");

    /** The limit. */
    @ConfigMapping(prefix = "shedding")
    interface Config {

        /** Requests; 0 for no limit. More than there may be calls to all services, so that a service that hangs leaves places for others. */
        @WithDefault("1024")
        int requests();
    }

    private final AtomicInteger inWork = new AtomicInteger();
    private final int most;

    Shedding(Config config) {
        this.most = config.requests();
    }

    void register(@Observes Filters filters) {
        if (most > 0) {
            filters.register(this::workOrRefuse, Stage.PLACE.priority());
        }
    }

    private void workOrRefuse(RoutingContext context) {
        if (inWork.incrementAndGet() > most) {
            inWork.decrementAndGet();
            Problem.end(
                    context.request(),
                    ProblemType.SERVICE_UNAVAILABLE,
                    "There is more to do right now than can be done in time.",
                    LATER);
            return;
        }
        // also when the client has gone away
        context.addEndHandler(ended -> inWork.decrementAndGet());
        context.next();
    }
}
