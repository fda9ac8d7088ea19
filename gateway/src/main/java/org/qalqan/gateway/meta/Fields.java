package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** What each collection can be asked, from all services. */
final class Fields {

    static final String PATH = "/v1/meta/fields";

    private Fields() {}

    static Future<ObjectNode> of(Composition composition, @Nullable String list, Set<String> collections) {
        List<String> asked = list == null ? List.copyOf(collections) : Arrays.asList(list.split(",", -1));
        List<FieldError> errors = asked.stream()
                .filter(name -> !collections.contains(name))
                .map(name -> FieldError.query(
                        "collection", "There is no collection '" + name + "'.", List.copyOf(collections), name))
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return composition.ofEach("items", PATH, "items").map(services -> {
            List<JsonNode> described = new ArrayList<>();
            services.values().forEach(service -> service.orNull().path("items").forEach(collection -> {
                if (asked.contains(collection.path("collection").asText())) {
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
