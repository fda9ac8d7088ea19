package org.qalqan.answers;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.qalqan.problems.Stage;

/**
 * What every answer gets before anything looks at the request: the security headers, and the cross-origin headers.
 *
 * <p>Any origin may read. The answer to that does not depend on the origin, and no cookie is involved, so that a constant
 * {@code *} serves, and {@code Vary} need not name {@code Origin}.
 */
@Singleton
class EveryAnswer {

    private static final String ALLOWED_METHODS = "GET, HEAD, OPTIONS";
    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Content-Type, Data-Revision-Min, Idempotency-Key, If-Match, If-None-Match,"
                    + " traceparent, tracestate";
    private static final String EXPOSED_HEADERS =
            "Allow, Content-Disposition, Data-Revision, Deprecation, ETag, Link, Location, RateLimit, RateLimit-Policy,"
                    + " Repr-Digest, Retry-After, Sunset, WWW-Authenticate";
    private static final String POLICY = "Content-Security-Policy";
    private static final String NOTHING_IS_A_PAGE = "default-src 'none'; frame-ancestors 'none'";

    /** Whether this process is about to end. */
    private volatile boolean leaving;

    void register(@Observes Filters filters) {
        filters.register(this::prepare, Stage.HEADERS.priority());
    }

    /**
     * From the signal to end on, each answer asks its client to come on another connection next time. While the process goes on for its
     * {@code quarkus.shutdown.delay}, connections so go over to other instances, and none is in use when it closes.
     */
    void askToLeaveWhenItEnds(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaving = true, "leaving"));
    }

    /** What is refused before any filter is asked gets them, too. */
    void registerForRefusals(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (!context.response().headWritten()) {
                addTo(context);
            }
            context.next();
        });
    }

    private void prepare(RoutingContext context) {
        addTo(context);
        if (leaving) {
            context.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (isPreflight(context.request())) {
            MultiMap headers = context.response().headers();
            headers.set("Access-Control-Allow-Methods", ALLOWED_METHODS);
            headers.set("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            headers.set("Access-Control-Max-Age", "86400");
            context.response().setStatusCode(204).end();
        } else {
            context.next();
        }
    }

    private static void addTo(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        context.addHeadersEndHandler(end -> {
            // pages have a policy of their own
            if (!headers.contains(POLICY)) {
                headers.set(POLICY, NOTHING_IS_A_PAGE);
            }
        });
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
