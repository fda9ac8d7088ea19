package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Deadline;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.TraceId;

/** What pages ask the services. A page never fails because a service does: what cannot be had is absent. */
@Singleton
class Services {

    private final JsonMapper mapper = new JsonMapper();
    private final Upstreams upstreams;
    private final PortalConfig config;

    Services(Upstreams upstreams, PortalConfig config) {
        this.upstreams = upstreams;
        this.config = config;
    }

    Future<Counts> counts(HttpServerRequest request) {
        Map<Service, Future<Optional<JsonNode>>> calls = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            calls.put(service, get(service, Counts.PATH, request).map(Services::whenOk));
        }
        return Future.all(List.copyOf(calls.values())).map(all -> {
            Map<Service, JsonNode> answers = new EnumMap<>(Service.class);
            calls.forEach((service, call) -> call.result().ifPresent(answer -> answers.put(service, answer)));
            return new Counts(answers);
        });
    }

    /** The status and the body of an answer; none when the service is away or answers with something other than JSON. */
    Future<Optional<Answer>> get(Service service, String uri, HttpServerRequest request) {
        Call call = Call.get(uri, TraceId.traceparentOfCallFor(request), Deadline.in(config.countsDeadline()));
        return upstreams.of(service).send(call).map(this::read).recover(e -> Future.succeededFuture(Optional.empty()));
    }

    /** What a service answered. */
    record Answer(int status, JsonNode body) {}

    private Optional<Answer> read(Reply reply) {
        try {
            return reply.saysJson()
                    ? Optional.of(new Answer(
                            reply.status(), mapper.readTree(reply.body().getBytes())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> whenOk(Optional<Answer> answer) {
        return answer.filter(it -> it.status() == 200).map(Answer::body);
    }
}
