package org.qalqan.gateway.downloads;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.qalqan.answers.Accept;
import org.qalqan.answers.Answer;
import org.qalqan.answers.Coding;
import org.qalqan.answers.EntityTags;
import org.qalqan.answers.RevisionMin;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.OpenBody;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.gateway.walk.Walk;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.TraceId;

/**
 * The lists that every service has, to their end, as CSV or NDJSON: one service's after the other's. A download cannot be partial: it
 * begins when every service has said what it would answer, and when one breaks off, so does the whole.
 */
@Singleton
class DownloadsRoutes implements OwnPaths {

    private static final Logger LOG = Logger.getLogger(DownloadsRoutes.class);
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final List<String> OFFERED = List.of("application/json", CSV, NDJSON);
    private static final Map<String, String> SUFFIXES = Map.of(CSV, ".csv", NDJSON, ".ndjson");

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final Upstreams upstreams;
    private final PathTable paths;
    private final Vertx vertx;
    private final DownloadsConfig config;

    DownloadsRoutes(Upstreams upstreams, PathTable paths, Vertx vertx, DownloadsConfig config) {
        this.upstreams = upstreams;
        this.paths = paths;
        this.vertx = vertx;
        this.config = config;
    }

    /**
     * What is downloaded.
     *
     * @param type its media type
     * @param services the services whose items it holds, in their order
     * @param uri what each of them is asked for
     */
    private record Download(String type, List<Service> services, String uri) {

        Service first() {
            return services.get(0);
        }
    }

    void register(@Observes Router router) {
        for (String list : List.of("/v1/readings", "/v1/disagreements", "/v1/gaps")) {
            SUFFIXES.forEach((type, suffix) -> router.route(list + suffix).handler(context -> {
                if (READS.contains(context.request().method())) {
                    answer(context, list, type);
                } else {
                    refuseMethod(context);
                }
            }));
            router.route(list).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> {
                String type = Accept.best(context.request().getHeader("Accept"), OFFERED);
                if (type == null || !SUFFIXES.containsKey(type)) {
                    context.next();
                } else {
                    answer(context, list, type);
                }
            });
        }
    }

    private static void refuseMethod(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method().equals(HttpMethod.OPTIONS)) {
            context.response().putHeader("Allow", ALLOWED).end();
        } else {
            Problem.end(
                    request,
                    ProblemType.METHOD_NOT_ALLOWED,
                    request.method() + " is not offered here; the Allow header names what is.",
                    Map.of("Allow", ALLOWED));
        }
    }

    private void answer(RoutingContext context, String list, String type) {
        HttpServerRequest request = context.request();
        Download download;
        try {
            download = download(request, list + SUFFIXES.get(type), type);
        } catch (ProblemException e) {
            e.end(request);
            return;
        }
        List<Future<Reply>> heads = download.services().stream()
                .map(service ->
                        send(HttpMethod.HEAD, service, request, download.uri()).map(reply -> usable(service, reply)))
                .toList();
        Future.all(heads).onFailure(e -> refuse(e, request)).onSuccess(all -> {
            List<Reply> replies = heads.stream().map(Future::result).toList();
            boolean refused = replies.stream().anyMatch(reply -> reply.status() >= 400);
            if (refused) {
                passRefusal(request, download);
            } else {
                begin(request, download, replies);
            }
        });
    }

    /** A download takes what its own path takes, also where it is asked for by {@code Accept}. */
    private Download download(HttpServerRequest request, String path, String type) {
        QueryParameters parameters = QueryParameters.of(request, paths.queryParameters(path));
        List<FieldError> errors = new ArrayList<>();
        List<Service> services = Walk.services(parameters, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        String query = parameters.without("service");
        return new Download(type, services, query.isEmpty() ? path : path + "?" + query);
    }

    private Future<Reply> send(HttpMethod method, Service service, HttpServerRequest request, String uri) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("traceparent", TraceId.traceparentOfCallFor(request));
        String revisionMin = request.getHeader(RevisionMin.HEADER);
        if (revisionMin != null) {
            headers.add(RevisionMin.HEADER, revisionMin);
        }
        boolean passing = method.equals(HttpMethod.GET);
        return upstreams.of(service).send(new Call(method, uri, headers, null, upstreams.deadline(), passing));
    }

    private static Reply usable(Service service, Reply reply) {
        if (reply.status() != 200 && (reply.status() < 400 || reply.status() >= 500)) {
            throw UpstreamException.ofStatus(service, reply.status());
        }
        return reply;
    }

    /** All services judge a query alike; one of them says in full what is wrong with it. */
    private void passRefusal(HttpServerRequest request, Download download) {
        Service first = download.first();
        send(HttpMethod.GET, first, request, download.uri())
                .onFailure(e -> refuse(e, request))
                .onSuccess(reply -> {
                    OpenBody open = reply.open();
                    if (open != null || !Problem.MEDIA_TYPE.equals(reply.mediaType())) {
                        if (open != null) {
                            open.reset();
                        }
                        refuse(new UpstreamException(first, Fault.BROKEN, "no problem where there was one"), request);
                    } else {
                        request.response()
                                .setStatusCode(reply.status())
                                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                                .putHeader("Cache-Control", Answer.NOT_KEPT)
                                .end(reply.body());
                    }
                });
    }

    private static void refuse(Throwable e, HttpServerRequest request) {
        if (e instanceof UpstreamException away) {
            LOG.warnf("%s: %s", request.path(), away.getMessage());
            Problem.end(request, away.problemType(), away.sentence(), away.problemHeaders());
        } else {
            LOG.errorf(e, "%s failed", request.path());
            Problem.end(request, ProblemType.INTERNAL_ERROR, "The download could not begin.", Map.of());
        }
    }

    private void begin(HttpServerRequest request, Download download, List<Reply> heads) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        // how long it is shows at its end only
        Coding coding = Coding.preferred(request.getHeader("Accept-Encoding"));
        String tag = coding.tag('"' + EntityTags.digest(request.uri(), download.type(), joined(heads, "ETag")) + '"');
        response.putHeader("ETag", tag)
                .putHeader("Cache-Control", Answer.REVALIDATED)
                .putHeader("Vary", Answer.VARY)
                .putHeader("Data-Revision", joined(heads, "Data-Revision"));
        if (EntityTags.matches(request.getHeader("If-None-Match"), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", String.valueOf(heads.get(0).headers().get("Content-Type")));
        if (coding.header() != null) {
            response.putHeader("Content-Encoding", coding.header());
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.setChunked(true);
        WriteStream<Buffer> body = coding == Coding.GZIP ? new Compressed(response) : response;
        long timer = vertx.setTimer(config.streamLimit().toMillis(), id -> response.reset());
        Future<Void> written = Future.succeededFuture();
        for (Service service : download.services()) {
            boolean withHeader = service == download.first() || !download.type().equals(CSV);
            written = written.compose(before -> send(HttpMethod.GET, service, request, download.uri()))
                    .compose(reply -> write(service, reply, withHeader, body));
        }
        written.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                body.end();
            } else {
                LOG.warnf("a download broke off: %s", done.cause().getMessage());
                if (body instanceof Compressed compressed) {
                    compressed.abandon();
                }
                response.reset();
            }
        });
    }

    private static String joined(List<Reply> heads, String header) {
        return heads.stream()
                .map(reply -> reply.headers().get(header))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static Future<Void> write(Service service, Reply reply, boolean withHeader, WriteStream<Buffer> body) {
        OpenBody open = reply.open();
        if (open == null) {
            return Future.failedFuture(new UpstreamException(service, Fault.BROKEN, "status " + reply.status()));
        }
        ReadStream<Buffer> rows = withHeader ? open : new WithoutFirstLine(open);
        return rows.pipe().endOnSuccess(false).endOnFailure(false).to(body).onFailure(e -> open.reset());
    }
}
