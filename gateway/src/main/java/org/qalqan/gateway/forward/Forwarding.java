package org.qalqan.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.edge.TraceParent;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.TraceId;

/**
 * Passes a request for a service's path on as it came, byte for byte, and the answer back. Before an answer goes out it is there
 * to its last byte and in a format that the contract names, so that half a body or a stranger's error page becomes a 502 instead
 * of an answer.
 */
@Singleton
class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);
    private static final int MAX_REQUEST_BODY = 1_048_576;
    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);
    private static final Set<HttpMethod> NOT_FORWARDED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);
    /** Accept-Encoding is not among them: an answer that is to be looked at before it is passed on has to come uncompressed. */
    private static final List<String> REQUEST_HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Data-Revision-Min",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Unmodified-Since",
            "Prefer",
            "tracestate");

    private static final List<String> RESPONSE_HEADERS = List.of(
            "Allow",
            "Cache-Control",
            "Content-Disposition",
            "Content-Language",
            "Content-Type",
            "Data-Revision",
            "Deprecation",
            "ETag",
            "Last-Modified",
            "Link",
            "Location",
            "Repr-Digest",
            "Retry-After",
            "Sunset",
            "Vary",
            "WWW-Authenticate");

    private final PathTable paths;
    private final Upstreams upstreams;

    Forwarding(PathTable paths, Upstreams upstreams) {
        this.paths = paths;
        this.upstreams = upstreams;
    }

    void register(@Observes Router router) {
        router.route("/v1/*").handler(this::forwardOrNext);
    }

    private void forwardOrNext(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<PathTable.Target> target = paths.target(rawPath(request), request.method());
        if (target.isEmpty()) {
            context.next();
        } else if (NOT_FORWARDED.contains(request.method())) {
            Problem.end(
                    request,
                    ProblemType.METHOD_NOT_ALLOWED,
                    request.method() + " is not passed on.",
                    Map.of("Allow", "GET, HEAD, OPTIONS"));
        } else if (BODILESS.contains(request.method())) {
            forward(request, target.get(), null);
        } else {
            withBody(request, body -> forward(request, target.get(), body));
        }
    }

    private static String rawPath(HttpServerRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Collects the body of a write; a chunked one announces no length, so it is measured as it comes. */
    private static void withBody(HttpServerRequest request, Consumer<Buffer> action) {
        Buffer body = Buffer.buffer();
        AtomicBoolean refused = new AtomicBoolean();
        request.handler(chunk -> {
            if (refused.get()) {
                return;
            }
            if (body.length() + chunk.length() > MAX_REQUEST_BODY) {
                refused.set(true);
                Problem.end(
                        request,
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "The body is larger than " + MAX_REQUEST_BODY + " bytes.",
                        Map.of("Connection", "close"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            if (!refused.get()) {
                action.accept(body);
            }
        });
        request.resume();
    }

    private void forward(HttpServerRequest request, PathTable.Target target, @Nullable Buffer body) {
        Call call = new Call(request.method(), request.uri(), headersFor(request), body, upstreams.deadline());
        upstreams
                .of(target.service())
                .send(call)
                .map(reply -> checked(reply, request, target))
                .onSuccess(reply -> pass(reply, request))
                .onFailure(e -> refuse(e, request));
    }

    private static MultiMap headersFor(HttpServerRequest request) {
        MultiMap headers = copy(request.headers(), REQUEST_HEADERS);
        return headers.set("traceparent", TraceParent.ofCallFor(request));
    }

    private static MultiMap copy(MultiMap from, List<String> names) {
        MultiMap copy = MultiMap.caseInsensitiveMultiMap();
        names.forEach(name -> from.getAll(name).forEach(value -> copy.add(name, value)));
        return copy;
    }

    private static Reply checked(Reply reply, HttpServerRequest request, PathTable.Target target) {
        boolean bodiless = request.method().equals(HttpMethod.HEAD) || reply.status() == 204 || reply.status() == 304;
        if (bodiless) {
            return reply;
        }
        boolean empty = reply.body().length() == 0;
        boolean promised = reply.mediaType() != null && target.mediaTypes().contains(reply.mediaType());
        boolean redirect = reply.status() >= 300 && reply.status() < 400;
        if (reply.status() >= 400 && !"application/problem+json".equals(reply.mediaType())) {
            throw broken(target, "status " + reply.status() + " without a problem");
        }
        if (empty ? !redirect && !request.method().equals(HttpMethod.OPTIONS) : !promised) {
            throw broken(target, "status " + reply.status() + " as " + reply.mediaType());
        }
        if (!empty && reply.saysJson() && !isBracketed(reply.body())) {
            throw broken(target, "a body that only says that it is JSON");
        }
        return reply;
    }

    /** Enough to tell JSON from a page or from rubbish without reading all of it: it is only passed on. */
    private static boolean isBracketed(Buffer body) {
        int first = 0;
        int last = body.length() - 1;
        while (first < last && isSpace(body.getByte(first))) {
            first++;
        }
        while (last > first && isSpace(body.getByte(last))) {
            last--;
        }
        byte open = body.getByte(first);
        byte close = body.getByte(last);
        return (open == '{' && close == '}') || (open == '[' && close == ']');
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static UpstreamException broken(PathTable.Target target, String forTheLog) {
        return new UpstreamException(target.service(), Fault.BROKEN, forTheLog);
    }

    private static void pass(Reply reply, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status());
        copy(reply.headers(), RESPONSE_HEADERS)
                .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        if (request.method().equals(HttpMethod.HEAD)) {
            String length = reply.headers().get("Content-Length");
            if (length != null) {
                response.putHeader("Content-Length", length);
            }
            response.end();
        } else if (reply.status() == 204 || reply.status() == 304) {
            response.end();
        } else {
            response.end(reply.body());
        }
    }

    private static void refuse(Throwable e, HttpServerRequest request) {
        String traceId = TraceId.of(request);
        if (e instanceof UpstreamException fault) {
            LOG.warnf("trace %s: %s %s: %s", traceId, request.method(), request.path(), fault.getMessage());
            Problem.end(request, fault.problemType(), fault.sentence(), fault.problemHeaders());
        } else {
            LOG.errorf(e, "trace %s: %s %s failed", traceId, request.method(), request.path());
            Problem.end(
                    request,
                    ProblemType.INTERNAL_ERROR,
                    "The request failed for a reason that is not its own. Quote the traceId to report it.",
                    Map.of());
        }
    }
}
