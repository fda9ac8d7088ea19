package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.upstream.Service;

/** What the services count, together and each for itself. */
final class Totals {

    private Totals() {}

    /**
     * The sum over all services of a number, or of numbers by name. Null while one of them is not known: the sum of the others
     * would be too low without saying so.
     */
    static JsonNode of(Collection<Part> services, String member) {
        return services.stream()
                .map(service -> service.orNull().path(member))
                .reduce(Totals::add)
                .filter(sum -> sum.isIntegralNumber() || sum.isObject())
                .orElse(NullNode.getInstance());
    }

    private static JsonNode add(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return LongNode.valueOf(one.longValue() + other.longValue());
        }
        if (one.isObject() && other.isObject()) {
            Map<String, JsonNode> sums = new TreeMap<>();
            one.properties().forEach(number -> sums.put(number.getKey(), number.getValue()));
            other.properties().forEach(number -> sums.merge(number.getKey(), number.getValue(), Totals::add));
            ObjectNode sum = Json.object();
            sums.forEach(sum::set);
            return sum;
        }
        return NullNode.getInstance();
    }

    /** What each service says for itself, with a list that is too long to repeat made shorter; null for one that is away. */
    static ObjectNode each(Map<Service, Part> services, String list, UnaryOperator<JsonNode> shorter) {
        ObjectNode each = Json.object();
        services.forEach((service, part) -> {
            JsonNode said = part.orNull().deepCopy();
            if (said instanceof ObjectNode counts) {
                counts.set(list, shorter.apply(counts.path(list)));
            }
            each.set(service.id(), said);
        });
        return each;
    }
}
