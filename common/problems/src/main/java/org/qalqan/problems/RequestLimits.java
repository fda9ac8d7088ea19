package org.qalqan.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is too large or malformed before anything takes it apart, with a problem where Vert.x alone would answer a bare
 * status. For that, Vert.x' own limits are set higher (64 kB) than these; beyond them a bare status remains. {@link Stage} says
 * what comes before.
 */
@ApplicationScoped
public class RequestLimits {

    /** The largest body of a request, but for the few that may be large. */
    public static final int MAX_BODY_BYTES = 1_048_576;

    /** The largest of those that may be. */
    public static final long MAX_LARGE_BODY_BYTES = 67_108_864;

    static final int MAX_URI_LENGTH = 8_000;
    static final int MAX_HEADER_BYTES = 16_384;

    private static final Pattern AUTHORITY = Pattern.compile("^https?://[^/?#]*", Pattern.CASE_INSENSITIVE);
    private static final int LARGE_BODY_FACTOR = 3;
    private static final long LINGER_MILLIS = 500;
    private static final int BEFORE_ALL_ROUTES = Integer.MIN_VALUE + 1;
    private static final int[] ROUTER_STATUSES = {400, 404, 405, 406, 413, 414, 415, 431, 500, 501, 503};

    /** Paths of which the bodies may be large begin so; empty when there are none. */
    private final Optional<String> largeBodies;

    private final long bodyMillis;

    RequestLimits(
            @ConfigProperty(name = "request-limits.large-bodies") Optional<String> largeBodies,
            @ConfigProperty(name = "request-limits.body-time", defaultValue = "10s") Duration bodyTime) {
        this.largeBodies = largeBodies;
        this.bodyMillis = bodyTime.toMillis();
    }

    void checkEarly(@Observes Filters filters) {
        filters.register(this::check, Stage.LIMITS.priority());
    }

    /**
     * The router refuses a request without a usable {@code Host} or path before any route sees it, and leaves the answer to whatever handles
     * failures: this is asked first.
     */
    void shapeWhatTheRouterRefuses(@Observes Router router) {
        router.route().order(BEFORE_ALL_ROUTES).failureHandler(context -> {
            boolean byTheRouter = context.failure() == null || context.failure() instanceof VertxException;
            if (byTheRouter && context.statusCode() >= 400 && context.statusCode() < 500) {
                end(context, ProblemType.ofStatus(context.statusCode()));
            } else {
                context.next();
            }
        });
    }

    void shapeRouterErrors(@Observes Router router) {
        for (int status : ROUTER_STATUSES) {
            router.errorHandler(status, context -> end(context, ProblemType.ofStatus(status)));
        }
    }

    private void check(RoutingContext context) {
        ProblemType refusal = refusal(context.request());
        if (refusal == null) {
            boundTimeOfBody(context);
            context.next();
        } else {
            end(context, refusal);
        }
    }

    /** A body has to be there in time, however its bytes are spread over it: a limit of the time between two of them bounds nothing. */
    private void boundTimeOfBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            long timer = context.vertx()
                    .setTimer(isLarge(request) ? LARGE_BODY_FACTOR * bodyMillis : bodyMillis, id -> {
                        if (!request.isEnded() && context.response().ended()) {
                            // answered without a look at it
                            request.connection().close();
                        } else if (!request.isEnded() && !context.response().headWritten()) {
                            end(context, ProblemType.REQUEST_TIMEOUT);
                        }
                    });
            context.addEndHandler(ended -> {
                if (request.isEnded()) {
                    context.vertx().cancelTimer(timer);
                }
            });
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Whether the body is compressed, or so: nobody here would unpack it. */
    private static boolean isCoded(HttpServerRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private boolean isLarge(HttpServerRequest request) {
        return largeBodies.filter(request.uri()::startsWith).isPresent();
    }

    private @Nullable ProblemType refusal(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.length() > MAX_URI_LENGTH) {
            return ProblemType.URI_TOO_LONG;
        }
        int headerBytes = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            headerBytes += header.getKey().length() + header.getValue().length() + 4;
        }
        if (headerBytes > MAX_HEADER_BYTES) {
            return ProblemType.HEADERS_TOO_LARGE;
        }
        // two readers of such a request would not read the same
        boolean ambiguous = request.headers().getAll(HttpHeaders.HOST).size() > 1
                || request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1;
        if (ambiguous || !PercentEncoding.isValid(uri) || !isUri(uri)) {
            return ProblemType.MALFORMED_REQUEST;
        }
        if (hasBody(request) && isCoded(request)) {
            return ProblemType.UNSUPPORTED_MEDIA_TYPE;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long max = isLarge(request) ? MAX_LARGE_BODY_BYTES : MAX_BODY_BYTES;
        if (length != null && (length.length() > 18 || Long.parseLong(length) > max)) {
            return ProblemType.PAYLOAD_TOO_LARGE;
        }
        return null;
    }

    /** What is wrong with the parameters of a query that cannot be read. */
    private static List<FieldError> illegible(@Nullable String query) {
        if (query == null || PercentEncoding.isValid(query)) {
            return List.of();
        }
        return Stream.of(query.split("&", -1))
                .filter(pair -> !PercentEncoding.isValid(pair))
                .map(FieldError::illegible)
                .toList();
    }

    private static boolean isUri(String uri) {
        try {
            return new URI(uri).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Collects a body that may not be large. One that comes without saying how long it is, is measured as it comes.
     *
     * @param whole is given the body; is not called when that was too large or came too slowly, which has been answered then
     */
    public static void collect(RoutingContext context, Consumer<Buffer> whole) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY_BYTES) {
                end(context, ProblemType.PAYLOAD_TOO_LARGE);
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body);
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private static void end(RoutingContext context, ProblemType type) {
        HttpServerRequest request = context.request();
        Problem problem = Problem.of(
                type,
                Details.of(type, request),
                type == ProblemType.MALFORMED_REQUEST ? illegible(request.query()) : null,
                path(request),
                TraceId.of(request));
        if (type == ProblemType.PAYLOAD_TOO_LARGE || type == ProblemType.REQUEST_TIMEOUT) {
            closeAfterwards(context);
        }
        problem.end(context.response(), Map.of());
    }

    /** The body is not read to its end; the client gets a moment to read the answer before the connection goes. */
    private static void closeAfterwards(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(ended -> context.vertx()
                .setTimer(LINGER_MILLIS, timer -> request.connection().close()));
        request.handler(ignored -> {}).resume();
    }

    /** The path as sent, without a host, shortened: it is echoed even when it is what was wrong. */
    private static String path(HttpServerRequest request) {
        String uri = AUTHORITY.matcher(request.uri()).replaceFirst("");
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.length() <= 200 ? path : path.substring(0, 200) + "…";
    }
}
