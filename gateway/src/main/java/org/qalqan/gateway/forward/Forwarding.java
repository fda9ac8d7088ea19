package org.qalqan.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Coding;
import org.qalqan.answers.EntityTags;
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
 * of an answer. What is no JSON may be long, and is passed on as it comes.
 */
@Singleton
class Forwarding {

    private static final Logger LOG = Logger.getLogger(Forwarding.class);
    private static final String JSON = "application/json";
    private static final int MAX_REQUEST_BODY = 1_048_576;
    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);
    private static final Set<HttpMethod> NOT_FORWARDED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);
    /** Accept-Encoding is not among them: an answer that is looked at before it is passed on comes uncompressed. */
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
            "Content-Encoding",
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
    private final Vertx vertx;
    private final ForwardingConfig config;

    Forwarding(PathTable paths, Upstreams upstreams, Vertx vertx, ForwardingConfig config) {
        this.vertx = vertx;
        this.config = config;
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
                    Map.of("Allow", target.get().allow("GET, HEAD, OPTIONS")));
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
        Call call = new Call(
                request.method(),
                request.uri(),
                headersFor(request, target),
                body,
                upstreams.deadline(),
                request.method().equals(HttpMethod.GET));
        upstreams
                .of(target.service())
                .send(call)
                .map(reply -> checked(reply, request, target))
                .onSuccess(reply -> pass(reply, request, target))
                .onFailure(e -> refuse(e, request));
    }

    private static MultiMap headersFor(HttpServerRequest request, PathTable.Target target) {
        MultiMap headers = copy(request.headers(), REQUEST_HEADERS);
        String acceptEncoding = request.getHeader("Accept-Encoding");
        if (isPassedOn(request, target)) {
            if (acceptEncoding != null) {
                headers.set("Accept-Encoding", acceptEncoding);
            }
        } else {
            String known = Coding.preferred(acceptEncoding).withoutCoding(headers.get("If-None-Match"));
            if (known != null) {
                headers.set("If-None-Match", known);
            }
        }
        return headers.set("traceparent", TraceParent.ofCallFor(request));
    }

    /** Whether the answer, if it is one, is no JSON: then it is passed on as it comes, and the service compresses it. */
    private static boolean isPassedOn(HttpServerRequest request, PathTable.Target target) {
        String accept = request.getHeader("Accept");
        return !target.mediaTypes().contains(JSON)
                || (accept != null
                        && Arrays.stream(accept.split(",", -1))
                                .map(range -> range.split(";", -1)[0].strip())
                                .allMatch(range -> target.mediaTypes().contains(range) && !range.equals(JSON)));
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
        boolean promised = reply.mediaType() != null && target.mediaTypes().contains(reply.mediaType());
        HttpClientResponse open = reply.open();
        if (open != null) {
            if (!promised) {
                open.request().reset();
                throw broken(target, "status " + reply.status() + " as " + reply.mediaType());
            }
            return reply;
        }
        boolean empty = reply.body().length() == 0;
        boolean redirect = reply.status() >= 300 && reply.status() < 400;
        if (reply.status() >= 400 && !"application/problem+json".equals(reply.mediaType())) {
            throw broken(target, "status " + reply.status() + " without a problem");
        }
        if (empty ? !redirect && !request.method().equals(HttpMethod.OPTIONS) : !promised) {
            throw broken(target, "status " + reply.status() + " as " + reply.mediaType());
        }
        if (!empty && reply.headers().contains("Content-Encoding")) {
            throw broken(target, "a coding that was not asked for");
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

    private void pass(Reply reply, HttpServerRequest request, PathTable.Target target) {
        HttpServerResponse response = request.response();
        HttpClientResponse open = reply.open();
        if (response.closed() || response.ended()) {
            if (open != null) {
                open.request().reset();
            }
            return;
        }
        response.setStatusCode(reply.status());
        copy(reply.headers(), RESPONSE_HEADERS)
                .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        String allow = reply.headers().get("Allow");
        if (allow != null) {
            response.putHeader("Allow", target.allow(allow));
        }
        if (open != null) {
            passOn(open, response);
        } else if (request.method().equals(HttpMethod.HEAD)) {
            passHead(reply, request);
        } else if (reply.status() == 304) {
            nameTheTagThatTheClientHas(request);
            response.end();
        } else if (reply.status() == 204) {
            response.end();
        } else {
            passBody(reply, request);
        }
    }

    /** As fast as the client reads. A body that breaks off ends in a broken connection: the client must not take it for the whole. */
    private void passOn(HttpClientResponse open, HttpServerResponse response) {
        String length = open.getHeader("Content-Length");
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", length);
        }
        long timer = vertx.setTimer(config.streamLimit().toMillis(), id -> response.reset());
        open.pipe().endOnFailure(false).to(response).onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                LOG.warnf("a stream broke off: %s", done.cause().getMessage());
                open.request().reset();
                response.reset();
            }
        });
    }

    private static void passHead(Reply reply, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String length = reply.headers().get("Content-Length");
        if (length != null) {
            Coding coding = codingOf(reply, request, Integer.parseInt(length));
            if (coding == Coding.IDENTITY) {
                response.putHeader("Content-Length", length);
            }
        }
        response.end();
    }

    private static void passBody(Reply reply, HttpServerRequest request) {
        Coding coding = codingOf(reply, request, reply.body().length());
        Buffer body = coding == Coding.IDENTITY
                ? reply.body()
                : Buffer.buffer(coding.encode(reply.body().getBytes()));
        request.response().end(body);
    }

    /** The coding that a body of that length goes out in, which the headers then tell. */
    private static Coding codingOf(Reply reply, HttpServerRequest request, int length) {
        HttpServerResponse response = request.response();
        boolean compressible = reply.saysJson() && !reply.headers().contains("Content-Encoding");
        Coding coding = compressible
                ? Coding.preferred(request.getHeader("Accept-Encoding")).ofLength(length)
                : Coding.IDENTITY;
        if (coding.header() != null) {
            response.putHeader("Content-Encoding", coding.header());
            String tag = reply.headers().get("ETag");
            if (tag != null) {
                response.putHeader("ETag", coding.tag(tag));
            }
        }
        return coding;
    }

    /** The service knows its answers by one tag only; the client may have the compressed one. */
    private static void nameTheTagThatTheClientHas(HttpServerRequest request) {
        MultiMap headers = request.response().headers();
        String tag = headers.get("ETag");
        String known = request.getHeader("If-None-Match");
        Coding coding = Coding.preferred(request.getHeader("Accept-Encoding"));
        if (tag != null && known != null && EntityTags.list(known).contains(coding.tag(tag))) {
            headers.set("ETag", coding.tag(tag));
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
