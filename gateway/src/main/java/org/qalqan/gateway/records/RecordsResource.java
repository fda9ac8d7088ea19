package org.qalqan.gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/records?id=}. */
@Path("/v1/records")
class RecordsResource implements OwnPaths {

    private static final String PATH = "/v1/records";
    private static final int MAX_IDS = 200;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*+");

    private final Compositions compositions;

    RecordsResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> records(@Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> records(composition, ids(parameters.get("id"))));
    }

    private static Set<String> ids(@Nullable String list) {
        if (list == null || list.isBlank()) {
            throw invalid("Name the records: id=first,second.");
        }
        Set<String> ids = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
        if (ids.size() > MAX_IDS) {
            throw invalid("At most " + MAX_IDS + " ids can be asked for in one call.");
        }
        List<String> malformed =
                ids.stream().filter(id -> !ID.matcher(id).matches()).toList();
        if (!malformed.isEmpty()) {
            throw invalid("An id is made of a-z, 0-9 and single hyphens; '" + malformed.get(0) + "' is not.");
        }
        return ids;
    }

    private static ProblemException invalid(String message) {
        return ProblemException.invalidParameters(List.of(FieldError.query("id", message)));
    }

    private static Future<ObjectNode> records(Composition composition, Set<String> ids) {
        List<Future<Part>> parts = Arrays.stream(Service.values())
                .map(service -> composition.records("items", service, ids))
                .toList();
        return Future.all(parts).map(all -> {
            Map<String, JsonNode> found = new HashMap<>();
            parts.forEach(part -> part.result()
                    .items()
                    .forEach(record -> found.put(record.path("id").asText(), record)));
            ObjectNode answer = Json.object();
            ArrayNode items = answer.putArray("items");
            List<String> rest = new ArrayList<>();
            for (String id : ids) {
                JsonNode record = found.get(id);
                if (record == null) {
                    rest.add(id);
                } else {
                    items.add(record);
                }
            }
            // while a service is away, an id that the others do not have may well be one of its own
            boolean sure = !composition.isPartial() || rest.isEmpty();
            answer.set("unknown", sure ? Json.words(rest) : null);
            answer.set("unresolved", sure ? Json.array() : Json.words(rest));
            return composition.provenance(answer);
        });
    }
}
