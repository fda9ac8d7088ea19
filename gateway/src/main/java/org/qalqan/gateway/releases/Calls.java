package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Deadline;
import org.qalqan.gateway.upstream.OpenBody;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;

/** The calls that cutting a release makes, one after the other, on a thread that may wait. The caller's token goes with those that need it. */
final class Calls {

    private static final String DATA_REVISION = "Data-Revision";

    private final Upstreams upstreams;
    private final Supplier<String> traceparent;
    private final @Nullable String authorization;
    private final Deadline deadline;

    Calls(Upstreams upstreams, Supplier<String> traceparent, @Nullable String authorization, Deadline deadline) {
        this.upstreams = upstreams;
        this.traceparent = traceparent;
        this.authorization = authorization;
        this.deadline = deadline;
    }

    /** The revision that the service's store is at. */
    long revision(Service service, String list) {
        Reply reply = send(service, exporting(HttpMethod.HEAD, list));
        if (reply.status() != 200) {
            throw UpstreamException.ofStatus(service, reply.status());
        }
        return revision(service, reply);
    }

    /**
     * A list of the service to its end, in the order of its ids.
     *
     * @param list path segment under {@code /v1}, with the suffix of the format
     */
    Export export(Service service, String list) {
        return wait(
                service,
                upstreams.of(service).send(exporting(HttpMethod.GET, list)).compose(reply -> whole(service, reply)
                        .map(body -> new Export(revision(service, reply), body))));
    }

    private Call exporting(HttpMethod method, String list) {
        Call read = Call.get("/v1/" + list + "?sort=id", traceparent.get(), deadline);
        read.headers().remove(HttpHeaders.ACCEPT);
        return new Call(method, read.uri(), read.headers(), null, deadline, true);
    }

    private static long revision(Service service, Reply reply) {
        String header = String.valueOf(reply.headers().get(DATA_REVISION));
        String revision = header.replaceFirst("^" + service.id() + "=", "");
        if (!revision.matches("[0-9]{1,18}")) {
            throw new UpstreamException(service, Fault.BROKEN, "no revision of its own in " + header);
        }
        return Long.parseLong(revision);
    }

    private Future<Buffer> whole(Service service, Reply reply) {
        OpenBody open = reply.open();
        if (open == null) {
            return Future.failedFuture(UpstreamException.ofStatus(service, reply.status()));
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        open.exceptionHandler(whole::tryFail);
        open.endHandler(end -> whole.tryComplete(body));
        open.handler(chunk -> {
            if (body.length() + chunk.length() > DataPackage.MAX_SIZE) {
                whole.tryFail("more than a release may hold");
            } else {
                body.appendBuffer(chunk);
            }
        });
        open.resume();
        return whole.future()
                .timeout(Math.max(1, deadline.remainingMillis()), TimeUnit.MILLISECONDS)
                .onFailure(e -> open.reset())
                .recover(e -> Future.failedFuture(new UpstreamException(
                        service, e instanceof TimeoutException ? Fault.TOO_SLOW : Fault.BROKEN, "no whole list", e)));
    }

    /** One answer of the service. */
    ObjectNode object(Service service, String path) {
        Reply reply = send(service, Call.get(path, traceparent.get(), deadline));
        if (reply.status() != 200) {
            throw UpstreamException.ofStatus(service, reply.status());
        }
        return parsed(service, reply);
    }

    static ObjectNode parsed(Service service, Reply reply) {
        try {
            return Json.parse(reply);
        } catch (IOException e) {
            throw new UpstreamException(service, Fault.BROKEN, "unreadable", e);
        }
    }

    /** A read on behalf of the caller, whatever the answer. */
    Reply ask(Service service, String path) {
        Call call = Call.get(path, traceparent.get(), deadline);
        authorize(call);
        return send(service, call);
    }

    /** Brings something on behalf of the caller, whatever the answer. */
    Reply bring(Service service, String path, String mediaType, byte[] body) {
        Call read = Call.get(path, traceparent.get(), deadline);
        authorize(read);
        read.headers().set(HttpHeaders.CONTENT_TYPE, mediaType);
        return send(service, new Call(HttpMethod.PUT, path, read.headers(), Buffer.buffer(body), deadline, false));
    }

    private void authorize(Call call) {
        if (authorization != null) {
            call.headers().set(HttpHeaders.AUTHORIZATION, authorization);
        }
    }

    private Reply send(Service service, Call call) {
        return wait(service, upstreams.of(service).send(call));
    }

    private static <T> T wait(Service service, Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(service, Fault.TOO_SLOW, "interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UpstreamException fault
                    ? fault
                    : new UpstreamException(service, Fault.BROKEN, "unexpected", e);
        }
    }
}
