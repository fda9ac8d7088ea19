package org.qalqan.gateway.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.upstream.Service;

/** The items of such a list, counted in groups: those of one key from all services are one group. */
final class Groups {

    private static final String SECTION = "groups";
    private static final Comparator<Map.Entry<JsonNode, Long>> LARGEST_FIRST = Comparator.comparing(
                    (Map.Entry<JsonNode, Long> group) -> -group.getValue())
            .thenComparing(group -> group.getKey().toString());

    private Groups() {}

    /** While a service is away neither its groups nor the sizes of the others are known. */
    static Future<ObjectNode> of(Composition composition, List<Service> services, String uri) {
        List<Future<Part>> calls = services.stream()
                .map(service -> Walk.read(composition, SECTION, service, uri))
                .toList();
        return Future.all(calls).map(all -> {
            boolean known = calls.stream().noneMatch(call -> call.result().isMissing());
            Map<JsonNode, Long> counts = new LinkedHashMap<>();
            calls.forEach(call -> call.result()
                    .orNull()
                    .path(SECTION)
                    .forEach(group ->
                            counts.merge(group.path("key"), group.path("count").longValue(), Long::sum)));
            long total = counts.values().stream().mapToLong(Long::longValue).sum();
            ObjectNode answer = Json.object();
            answer.putArray("items");
            answer.putNull("next");
            answer.put("total", known ? total : null);
            answer.set(SECTION, known ? groups(counts) : null);
            return composition.provenance(answer);
        });
    }

    private static ArrayNode groups(Map<JsonNode, Long> counts) {
        ArrayNode groups = Json.array();
        counts.entrySet().stream().sorted(LARGEST_FIRST).forEach(count -> {
            ObjectNode group = groups.addObject();
            group.set("key", count.getKey());
            group.put("count", count.getValue());
        });
        return groups;
    }
}
