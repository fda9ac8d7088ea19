package org.qalqan.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/**
 * Gives every request a trace before anything looks at it, so that everything that is done for it, and every line of the log that is
 * written meanwhile, names one.
 */
@Singleton
class Tracing {

    private static final String IN_THE_LOG = "traceId";

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    ensure(context.request());
                    context.next();
                },
                Stage.TRACE.priority());
        filters.register(Tracing::nameInTheLog, Stage.LOG.priority());
    }

    private static void ensure(HttpServerRequest request) {
        if (!TraceId.isValid(request.getHeader(TraceId.HEADER))) {
            request.headers().set(TraceId.HEADER, TraceId.newHeader());
        }
    }

    private static void nameInTheLog(RoutingContext context) {
        MDC.put(IN_THE_LOG, TraceId.of(context.request()));
        context.next();
    }
}
