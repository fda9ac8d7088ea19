package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** What each collection can be asked, from all services. */
final class Fields {

    static final String PATH = "/v1/meta/fields";

    private Fields() {}

    static Future<ObjectNode> of(Composition composition, QueryParameters parameters, Set<String> collections) {
        List<FieldError> errors = new ArrayList<>();
        List<String> asked = parameters.words("collection", collections, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return composition.ofEach("items", PATH, "items", List.of()).map(services -> {
            List<JsonNode> described = new ArrayList<>();
            services.values().forEach(service -> service.orNull().path("items").forEach(collection -> {
                if (asked.isEmpty()
                        || asked.contains(collection.path("collection").asText())) {
                    described.add(collection);
                }
            }));
            described.sort(Comparator.comparing(
                    collection -> collection.path("collection").asText()));
            ObjectNode answer = Json.object();
            answer.set("items", Json.array(described));
            return composition.provenance(answer);
        });
    }
}
