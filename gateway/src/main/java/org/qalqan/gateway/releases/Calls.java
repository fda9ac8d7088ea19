package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
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

    private static final int PAGE = 200;

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
        List<JsonNode> rows = new ArrayList<>();
        String path = "/v1/" + list;
        String next = path + "?sort=id&limit=" + PAGE;
        while (next != null) {
            JsonNode page = object(service, next);
            page.path("items").forEach(rows::add);
            next = page.path("next").textValue();
            if (next != null && !next.startsWith(path + "?")) {
                throw new UpstreamException(service, Fault.BROKEN, "a next page that is elsewhere");
            }
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
        return send(service, new Call(HttpMethod.PUT, path, read.headers(), Buffer.buffer(body), deadline));
    }

    private void authorize(Call call) {
        if (authorization != null) {
            call.headers().set(HttpHeaders.AUTHORIZATION, authorization);
        }
    }

    private Reply send(Service service, Call call) {
        try {
            return upstreams
                    .of(service)
                    .send(call)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
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
