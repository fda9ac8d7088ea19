package org.qalqan.gateway.upstream;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

/**
 * A service over HTTP/1.1 with kept connections. A call ends at its deadline whatever the service does, and its connection is
 * then closed: a deadline on each read alone would let a dribbling service hold it for ever.
 */
final class HttpUpstream implements Upstream {

    private final Service service;
    private final Vertx vertx;
    private final ServicesConfig config;
    private final URI url;

    /** Of each event loop its own, so that a call goes out and comes back on the thread that it is made on. */
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

    /** For what is passed on as it comes: a client that reads slowly holds such a connection, and must not hold one that others need. */
    private final HttpClient streams;

    /** Calls under way that are not streams, of all event loops; streams are bounded by their pool. */
    private final AtomicInteger calls = new AtomicInteger();

    /** Bytes of all bodies that are being collected: a single one is bounded, and so are all of them together. */
    private final AtomicLong collected = new AtomicLong();

    HttpUpstream(Service service, Vertx vertx, ServicesConfig config) {
        this.service = service;
        this.vertx = vertx;
        this.config = config;
        this.url = config.url(service);
        this.streams = client(config.streams(), config.streams());
    }

    private HttpClient client() {
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        return clients.computeIfAbsent(loop, of -> client(config.connections(), config.calls()));
    }

    private HttpClient client(int connections, int waiting) {
        return vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout(
                                Math.toIntExact(config.connectTimeout().toMillis()))
                        .setKeepAliveTimeout(Math.toIntExact(config.keepAlive().toSeconds()))
                        .setPipelining(false)
                        .setDecompressionSupported(false))
                .with(new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(waiting))
                .build();
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public Future<Reply> send(Call call) {
        long millis = call.deadline().remainingMillis();
        if (millis == 0) {
            return Future.failedFuture(fault(Fault.TOO_SLOW, "no time was left for the call", null));
        }
        if (!call.passing() && calls.incrementAndGet() > config.calls()) {
            calls.decrementAndGet();
            return Future.failedFuture(fault(Fault.BUSY, "too many calls are under way", null));
        }
        Promise<Reply> reply = Promise.promise();
        long timer = vertx.setTimer(
                millis, id -> reply.tryFail(fault(Fault.TOO_SLOW, "no answer within " + millis + " ms", null)));
        attempt(call, reply);
        return reply.future().onComplete(ended -> {
            vertx.cancelTimer(timer);
            if (!call.passing()) {
                calls.decrementAndGet();
            }
        });
    }

    private void attempt(Call call, Promise<Reply> reply) {
        (call.passing() ? streams : client())
                .request(options(call))
                .onFailure(e -> reply.tryFail(
                        e instanceof ConnectionPoolTooBusyException
                                ? fault(Fault.BUSY, "too many calls wait", e)
                                : fault(Fault.UNREACHABLE, "no connection", e)))
                .onSuccess(request -> exchange(request, call, reply));
    }

    private RequestOptions options(Call call) {
        int port = url.getPort();
        return new RequestOptions()
                .setMethod(call.method())
                .setHost(url.getHost())
                .setPort(port < 0 ? ("https".equals(url.getScheme()) ? 443 : 80) : port)
                .setSsl("https".equals(url.getScheme()))
                .setURI(call.uri())
                .setHeaders(call.headers())
                .setFollowRedirects(false);
    }

    private void exchange(HttpClientRequest request, Call call, Promise<Reply> reply) {
        if (reply.future().isComplete()) {
            request.reset();
            return;
        }
        // the reply says what went wrong; without a handler each reset would be logged as an error, too
        request.exceptionHandler(e -> {});
        reply.future().onFailure(e -> request.reset());
        request.response()
                .onSuccess(response -> take(response, call, reply))
                .onFailure(e -> reply.tryFail(fault(Fault.BROKEN, "no head of an answer", e)));
        Buffer body = call.body();
        if (body == null) {
            request.send();
        } else {
            request.send(body);
        }
    }

    private void take(HttpClientResponse response, Call call, Promise<Reply> reply) {
        if (call.passing() && response.statusCode() == 200 && !Reply.saysJson(response.headers())) {
            if (!reply.tryComplete(Reply.open(response))) {
                response.request().reset();
            }
        } else {
            collect(response, reply);
        }
    }

    private void collect(HttpClientResponse response, Promise<Reply> reply) {
        long max = config.maxBody().asLongValue();
        long maxOfAll = config.maxBodies().asLongValue();
        Buffer body = Buffer.buffer();
        reply.future().onComplete(ended -> collected.addAndGet(-body.length()));
        response.exceptionHandler(e -> reply.tryFail(fault(Fault.BROKEN, "the body broke off", e)));
        response.endHandler(end -> reply.tryComplete(Reply.whole(response.statusCode(), response.headers(), body)));
        response.handler(chunk -> {
            if (reply.future().isComplete()) {
                return;
            }
            if (body.length() + chunk.length() > max) {
                reply.tryFail(fault(Fault.BROKEN, "a body of more than " + max + " bytes", null));
            } else if (collected.get() + chunk.length() > maxOfAll) {
                reply.tryFail(fault(Fault.BUSY, "bodies of more than " + maxOfAll + " bytes at once", null));
            } else {
                collected.addAndGet(chunk.length());
                body.appendBuffer(chunk);
            }
        });
        if (saysTooLong(response, max)) {
            reply.tryFail(fault(Fault.BROKEN, "a body of more than " + max + " bytes is announced", null));
        }
    }

    private static boolean saysTooLong(HttpClientResponse response, long max) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean bodiless = response.request().getMethod().name().equals("HEAD");
        try {
            return length != null && !bodiless && Long.parseLong(length) > max;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private UpstreamException fault(Fault fault, String forTheLog, @Nullable Throwable cause) {
        return cause == null
                ? new UpstreamException(service, fault, forTheLog)
                : new UpstreamException(service, fault, forTheLog, cause);
    }
}
