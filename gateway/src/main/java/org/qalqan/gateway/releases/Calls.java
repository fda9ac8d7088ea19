package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Deadline;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;

/** The calls that cutting a release makes, one after the other, on a thread that may wait. The caller's token goes with those that need it. */
final class Calls implements Exports {

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

    @Override
    public long revision(Service service) {
        return object(service, "/v1/meta/invariants").path("revision").longValue();
    }

    @Override
    public List<JsonNode> rows(Service service, String list) {
        Call read = Call.get("/v1/" + list + ".ndjson?sort=id", traceparent.get(), deadline);
        read.headers().remove(HttpHeaders.ACCEPT);
        Future<Buffer> lines = upstreams
                .of(service)
                .send(new Call(HttpMethod.GET, read.uri(), read.headers(), null, deadline, true))
                .compose(reply -> {
                    HttpClientResponse open = reply.open();
                    if (open == null) {
                        return Future.failedFuture(
                                new UpstreamException(service, Fault.FAILED, "status " + reply.status()));
                    }
                    Future<Buffer> body = open.body();
                    open.resume();
                    return body;
                });
        List<JsonNode> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> items = Json.lines(wait(service, lines).getBytes())) {
            items.forEachRemaining(rows::add);
        } catch (IOException e) {
            throw new UpstreamException(service, Fault.BROKEN, "unreadable", e);
        }
        return rows;
    }

    @Override
    public ObjectNode object(Service service, String path) {
        Reply reply = send(service, Call.get(path, traceparent.get(), deadline));
        if (reply.status() != 200) {
            throw new UpstreamException(service, Fault.FAILED, "status " + reply.status());
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
