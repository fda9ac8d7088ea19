package org.qalqan.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Accept;
import org.qalqan.answers.RevisionMin;
import org.qalqan.answers.Route;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.ready.ReadyAnswer;
import org.qalqan.gateway.ready.ReadyAnswers;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.OpenBody;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Revisions;
import org.qalqan.gateway.upstream.StoreState;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.RequestLimits;
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
    private static final String ACCEPT_ENCODING = "Accept-Encoding";
    private static final Pattern AUTHORITY = Pattern.compile("^https?://[^/?#]*", Pattern.CASE_INSENSITIVE);
    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<HttpMethod> NOT_FORWARDED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);
    private static final List<String> REQUEST_HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            RevisionMin.HEADER,
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
    private final Revisions revisions;
    private final ReadyAnswers ready;
    private final Vertx vertx;
    private final ForwardingConfig config;
    private final Vouching vouching;

    Forwarding(
            PathTable paths,
            Upstreams upstreams,
            Revisions revisions,
            ReadyAnswers ready,
            Vertx vertx,
            ForwardingConfig config,
            Vouching vouching) {
        this.vouching = vouching;
        this.revisions = revisions;
        this.ready = ready;
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
        target.ifPresent(found -> Route.name(context, found.template()));
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
            RequestLimits.collect(context, body -> forward(request, target.get(), body));
        }
    }

    /** The address without its host: a client may send it with one, as to a proxy (RFC 9112, section 3.2.2). */
    private static String uri(HttpServerRequest request) {
        String uri = request.uri();
        return uri.startsWith("/") ? uri : AUTHORITY.matcher(uri).replaceFirst("");
    }

    private static String rawPath(HttpServerRequest request) {
        String uri = uri(request);
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private void forward(HttpServerRequest request, PathTable.Target target, @Nullable Buffer body) {
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (read && JSON.equals(Accept.best(request.getHeader("Accept"), target.answers()))) {
            read(request, target);
        } else {
            passOn(request, target, body);
        }
    }

    /** JSON is looked at as a whole, so that one reply serves everybody who asks, in each coding and for each condition. */
    private void read(HttpServerRequest request, PathTable.Target target) {
        upstreams
                .of(target.service())
                .send(callFor(request))
                .map(reply -> checked(reply, HttpMethod.GET, target))
                .onSuccess(reply -> answer(reply, request, target))
                .onFailure(e -> refuse(e, request));
    }

    private Call callFor(HttpServerRequest request) {
        Call call = Call.get(uri(request), TraceId.traceparentOfCallFor(request), upstreams.deadline());
        MultiMap own = copy(request.headers(), ReadyAnswers.OWN_HEADERS);
        if (own.isEmpty()) {
            return call;
        }
        return new Call(HttpMethod.GET, call.uri(), call.headers().addAll(own), null, call.deadline(), false);
    }

    private void answer(Reply reply, HttpServerRequest request, PathTable.Target target) {
        String tag = reply.headers().get("ETag");
        if (reply.status() != 200 || tag == null) {
            pass(reply, request, target);
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        copy(reply.headers(), RESPONSE_HEADERS).forEach(headers::put);
        headers.remove("ETag");
        ReadyAnswer answer = new ReadyAnswer(headers, tag, reply.body());
        StoreState state = revisions.of(target.service(), reply);
        if (state != null) {
            ready.keep(request, target.template(), answer, Map.of(target.service(), state));
        }
        answer.send(request);
    }

    private void passOn(HttpServerRequest request, PathTable.Target target, @Nullable Buffer body) {
        MultiMap headers =
                copy(request.headers(), REQUEST_HEADERS).set("traceparent", TraceId.traceparentOfCallFor(request));
        boolean passing = request.method().equals(HttpMethod.GET);
        String acceptEncoding = request.getHeader(ACCEPT_ENCODING);
        if (BODILESS.contains(request.method()) && acceptEncoding != null) {
            headers.set(ACCEPT_ENCODING, acceptEncoding);
        }
        Call call = new Call(request.method(), uri(request), headers, body, upstreams.deadline(), passing);
        boolean writes = !SAFE.contains(request.method());
        (writes
                        ? vouching.send(target.service(), call)
                        : upstreams.of(target.service()).send(call))
                .map(reply -> checked(reply, request.method(), target))
                .onSuccess(reply -> pass(reply, request, target))
                .onFailure(e -> refuse(e, request));
    }

    private static MultiMap copy(MultiMap from, List<String> names) {
        MultiMap copy = MultiMap.caseInsensitiveMultiMap();
        names.forEach(name -> from.getAll(name).forEach(value -> copy.add(name, value)));
        return copy;
    }

    private static Reply checked(Reply reply, HttpMethod method, PathTable.Target target) {
        if (reply.status() >= 500 && reply.status() != ProblemType.SERVICE_UNAVAILABLE.status()) {
            throw UpstreamException.ofStatus(target.service(), reply.status());
        }
        boolean bodiless = method.equals(HttpMethod.HEAD) || reply.status() == 204 || reply.status() == 304;
        if (bodiless) {
            return reply;
        }
        boolean promised = reply.mediaType() != null && target.mediaTypes().contains(reply.mediaType());
        OpenBody open = reply.open();
        if (open != null) {
            if (!promised) {
                open.reset();
                throw broken(target, "status " + reply.status() + " as " + reply.mediaType());
            }
            return reply;
        }
        boolean empty = reply.body().length() == 0;
        boolean redirect = reply.status() >= 300 && reply.status() < 400;
        if (reply.status() >= 400 && !"application/problem+json".equals(reply.mediaType())) {
            throw broken(target, "status " + reply.status() + " without a problem");
        }
        if (empty ? !redirect && !method.equals(HttpMethod.OPTIONS) : !promised) {
            throw broken(target, "status " + reply.status() + " as " + reply.mediaType());
        }
        if (!empty && reply.saysJson() && reply.headers().contains("Content-Encoding")) {
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
        OpenBody open = reply.open();
        if (response.closed() || response.ended()) {
            if (open != null) {
                open.reset();
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
            passOn(open, reply.headers().get("Content-Length"), response);
        } else if (request.method().equals(HttpMethod.HEAD)) {
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

    /** As fast as the client reads. A body that breaks off ends in a broken connection: the client must not take it for the whole. */
    private void passOn(OpenBody open, @Nullable String length, HttpServerResponse response) {
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
                open.reset();
                response.reset();
            }
        });
    }

    private static void refuse(Throwable e, HttpServerRequest request) {
        if (e instanceof UpstreamException fault) {
            // to say so each time would be more work just when there is too much of it
            Logger.Level level = fault.fault() == Fault.BUSY ? Logger.Level.DEBUG : Logger.Level.WARN;
            LOG.logf(level, "%s %s: %s", request.method(), request.path(), fault.getMessage());
            Problem.end(request, fault.problemType(), fault.sentence(), fault.problemHeaders());
        } else if (e instanceof ProblemException problem) {
            problem.end(request);
        } else {
            LOG.errorf(e, "%s %s failed", request.method(), request.path());
            Problem.end(
                    request,
                    ProblemType.INTERNAL_ERROR,
                    "The request failed for a reason that is not its own. Quote the traceId to report it.",
                    Map.of());
        }
    }
}
