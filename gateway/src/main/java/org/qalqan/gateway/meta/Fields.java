package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** What each collection can be asked, from all services, and what the lists about evidence, which are the same of each. */
final class Fields {

    static final String PATH = "/v1/meta/fields";

    private static final List<String> LISTS = List.of("readings", "disagreements", "gaps");

    private Fields() {}

    static Future<ObjectNode> of(Composition composition, QueryParameters parameters, Set<String> collections) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(collections);
        known.addAll(LISTS);
        List<String> asked = parameters.words("collection", known, errors);
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
            answer.set(
                    "lists",
                    services.values().stream()
                            .map(service -> service.orNull().path("lists"))
                            .filter(JsonNode::isArray)
                            .findFirst()
                            .map(lists -> Json.array(lists.valueStream()
                                    .filter(list -> asked.isEmpty()
                                            || asked.contains(list.path("list").asText()))
                                    .toList()))
                            .orElseGet(Json::array));
            return composition.provenance(answer);
        });
    }
}
