package org.qalqan.gateway.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * Finds out what a service has to know of the others before it can take a write: that an id is new everywhere, that what a record refers to is there,
 * that nothing anywhere refers to what is to leave. The service asks with a 428 that names the ids; the write is sent again with the answers.
 * Between the question and the write another write may come: what then no longer fits shows in the invariants.
 */
@Singleton
class Vouching {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ASKED_REFERENCES = "Vouch-References";
    private static final String ASKED_ABSENT = "Vouch-Absent";
    private static final String ASKED_UNREFERRED = "Vouch-Unreferred";
    private static final String REFERENCES = "Vouched-References";
    private static final String ABSENT = "Vouched-Absent";
    private static final String UNREFERRED = "Vouched-Unreferred";
    private static final int ROUNDS = 3;

    private final Upstreams upstreams;

    Vouching(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    private record Known(String id, String type, String state) {}

    /** Sends a write, as often as its service has questions. */
    Future<Reply> send(Service owner, Call write) {
        return send(owner, write, ROUNDS);
    }

    private Future<Reply> send(Service owner, Call write, int rounds) {
        return upstreams.of(owner).send(write).compose(reply -> {
            boolean asks = reply.status() == ProblemType.PRECONDITION_REQUIRED.status()
                    && List.of(ASKED_REFERENCES, ASKED_ABSENT, ASKED_UNREFERRED).stream()
                            .anyMatch(reply.headers()::contains);
            if (!asks || rounds == 0) {
                return Future.succeededFuture(reply);
            }
            return vouch(owner, write, reply.headers()).compose(vouched -> send(owner, vouched, rounds - 1));
        });
    }

    private Future<Call> vouch(Service owner, Call write, MultiMap asked) {
        String references = asked.get(ASKED_REFERENCES);
        if (references != null) {
            return references(owner, write, List.of(references.split(",", -1)));
        }
        String absent = asked.get(ASKED_ABSENT);
        if (absent != null) {
            return known(owner, write, List.of(absent)).map(known -> {
                if (!known.isEmpty()) {
                    Known taken = known.get(0);
                    throw new ProblemException(
                            ProblemType.CONFLICT,
                            "The id '" + absent + "' is taken by a record of type " + taken.type() + ", which is "
                                    + taken.state() + ".");
                }
                return with(write, ABSENT, absent);
            });
        }
        String unreferred = String.valueOf(asked.get(ASKED_UNREFERRED));
        return ask(owner, write, "/internal/referrers?id=" + encoded(unreferred))
                .map(answers -> {
                    List<FieldError> referrers = new ArrayList<>();
                    answers.forEach(answer -> answer.forEach(referrer ->
                            referrers.add(new FieldError("path", "id", null, referrer.asText(), null, null))));
                    if (!referrers.isEmpty()) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "The record '" + unreferred + "' cannot leave while others refer to it.",
                                referrers,
                                Map.of());
                    }
                    return with(write, UNREFERRED, unreferred);
                });
    }

    private Future<Call> references(Service owner, Call write, List<String> ids) {
        return known(owner, write, ids).map(known -> {
            Map<String, Known> byId = new LinkedHashMap<>();
            known.forEach(one -> byId.put(one.id(), one));
            List<FieldError> errors = new ArrayList<>();
            List<String> vouched = new ArrayList<>();
            for (String id : ids) {
                Known one = byId.get(id);
                if (one != null && one.state().equals("current")) {
                    vouched.add(id + "=" + one.type());
                } else {
                    String reason = one == null
                            ? "there is no record '" + id + "'"
                            : "'" + id + "' has been withdrawn or merged";
                    places(write.body(), id).forEach(place -> errors.add(FieldError.body(place, reason)));
                }
            }
            if (!errors.isEmpty()) {
                throw ProblemException.invalidBody(errors);
            }
            return with(write, REFERENCES, String.join(",", vouched));
        });
    }

    private static Call with(Call write, String header, String value) {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().addAll(write.headers()).set(header, value);
        return new Call(write.method(), write.uri(), headers, write.body(), write.deadline(), write.passing());
    }

    private Future<List<Known>> known(Service owner, Call write, List<String> ids) {
        return ask(owner, write, "/internal/ids?id=" + encoded(String.join(",", ids)))
                .map(answers -> {
                    List<Known> known = new ArrayList<>();
                    answers.forEach(answer -> answer.forEach(one -> known.add(new Known(
                            one.path("id").asText(),
                            one.path("type").asText(),
                            one.path("state").asText()))));
                    return known;
                });
    }

    /** The answers of all other services; without one of them the write has to wait. */
    private Future<List<JsonNode>> ask(Service owner, Call write, String uri) {
        List<Future<JsonNode>> answers = Arrays.stream(Service.values())
                .filter(service -> service != owner)
                .map(service -> upstreams.of(service).send(question(write, uri)).map(reply -> read(service, reply)))
                .toList();
        return Future.all(answers).map(all -> all.list());
    }

    private static Call question(Call write, String uri) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Accept", "application/json")
                .add("traceparent", String.valueOf(write.headers().get("traceparent")));
        return new Call(HttpMethod.GET, uri, headers, null, write.deadline(), false);
    }

    private static JsonNode read(Service service, Reply reply) {
        try {
            if (reply.status() == 200) {
                return MAPPER.readTree(reply.body().getBytes());
            }
        } catch (IOException e) {
            // told below
        }
        throw new UpstreamException(service, UpstreamException.Fault.BROKEN, "status " + reply.status());
    }

    /** Where in the body the text stands, as JSON pointers; the whole body when it stands in what was there before. */
    private static List<String> places(@Nullable Buffer body, String text) {
        List<String> places = new ArrayList<>();
        json(body).ifPresent(json -> find(json, "", text, places));
        return places.isEmpty() ? List.of("") : places;
    }

    private static Optional<JsonNode> json(@Nullable Buffer body) {
        try {
            return body == null ? Optional.empty() : Optional.of(MAPPER.readTree(body.toString()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void find(JsonNode json, String pointer, String text, List<String> places) {
        if (json.isTextual() && json.textValue().equals(text)) {
            places.add(pointer);
        }
        for (int i = 0; i < json.size() && json.isArray(); i++) {
            find(json.get(i), pointer + "/" + i, text, places);
        }
        json.properties()
                .forEach(member -> find(
                        member.getValue(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        text,
                        places));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
