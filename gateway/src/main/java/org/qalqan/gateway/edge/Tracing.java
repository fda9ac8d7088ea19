package org.qalqan.gateway.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Gives every request a trace before anything looks at it. */
@Singleton
class Tracing {

    private static final int FIRST = 30_000;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    TraceParent.ensure(context.request());
                    context.next();
                },
                FIRST);
    }
}
