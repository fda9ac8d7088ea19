package org.qalqan.gateway.money;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;

/**
 * The observations of some years, with the indicators that they are of.
 *
 * @param from the first year
 * @param to the last year
 * @param observations the observations
 * @param indicators their indicators
 */
public record MoneyYears(int from, int to, Part observations, Part indicators) {

    private static final String BUDGET = "budget";

    /** Fetches what was observed in or across the years. */
    public static Future<MoneyYears> between(Composition composition, String section, int from, int to) {
        return composition
                .list(section, "observations", "from=" + from + "&to=" + to)
                .compose(observations -> {
                    Future<Part> indicators = observations.isMissing()
                            ? Future.succeededFuture(observations)
                            : composition.listFor(section, "indicators", "id", observations.texts("indicator"));
                    return indicators.map(found -> new MoneyYears(from, to, observations, found));
                });
    }

    /** Whether the observations or their indicators could not be had. */
    public boolean isMissing() {
        return observations.isMissing() || indicators.isMissing();
    }

    /** Whether all of them could be had. */
    public boolean isWhole() {
        return observations.isWhole() && indicators.isWhole();
    }

    /** Observations that are sums of money, or shares and growth of a budget; JSON null when they could not be had. */
    public JsonNode money() {
        return isMissing() ? NullNode.getInstance() : block(this::isMoney);
    }

    /** The other observations: manning, housing, flying hours; JSON null when they could not be had. */
    public JsonNode measures() {
        return isMissing() ? NullNode.getInstance() : block(observation -> !isMoney(observation));
    }

    /** Whether there is an observation of money with a value, not only one that says that there is none. */
    public boolean hasFigures() {
        return observations.items().stream()
                .filter(this::isMoney)
                .anyMatch(observation -> observation.path("amount").isObject()
                        || observation.path("value").isObject());
    }

    private ObjectNode block(Predicate<JsonNode> wanted) {
        Map<String, JsonNode> known = new HashMap<>();
        indicators.items().forEach(indicator -> known.put(indicator.path("id").asText(), indicator));
        Map<String, JsonNode> used = new TreeMap<>();
        List<JsonNode> chosen = new ArrayList<>();
        observations.items().stream().filter(wanted).forEach(observation -> {
            chosen.add(observation);
            JsonNode indicator = known.get(observation.path("indicator").asText());
            if (indicator != null) {
                used.put(indicator.path("id").asText(), indicator);
            }
        });
        ObjectNode block = Json.object().put("from", from).put("to", to);
        block.set("indicators", Json.array(used.values()));
        block.set("observations", Json.array(chosen));
        return block;
    }

    private boolean isMoney(JsonNode observation) {
        return observation.path("amount").isObject()
                || isAboutBudget(observation)
                || indicators.items().stream()
                        .anyMatch(indicator ->
                                indicator.path("id").equals(observation.path("indicator")) && isAboutBudget(indicator));
    }

    private static boolean isAboutBudget(JsonNode record) {
        for (JsonNode topic : record.path("topics")) {
            if (topic.asText().equals(BUDGET)) {
                return true;
            }
        }
        return false;
    }
}
