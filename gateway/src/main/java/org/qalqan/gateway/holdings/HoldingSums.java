package org.qalqan.gateway.holdings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;

/**
 * Sums of holdings: one for each formation, class of equipment and date, all in pieces, since numbers of a formation and of one above it, or of two
 * dates, do not add up. A holding that is part of another ({@code partOf}) is in the number of that one and not added to it; only where
 * the larger one has no number do its parts stand in for it.
 */
public final class HoldingSums {

    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, List<JsonNode>> parts = new HashMap<>();
    private final Map<String, Sum> sums = new LinkedHashMap<>();

    private HoldingSums() {}

    /**
     * The sums.
     *
     * @param holdings the holdings
     * @param types equipment types, for the class that each belongs to; a type that is not among them is its own class
     */
    public static ArrayNode of(Collection<JsonNode> holdings, Collection<JsonNode> types) {
        HoldingSums sums = new HoldingSums();
        types.forEach(type -> {
            if (type.path("memberOf").isTextual()) {
                sums.classes.put(type.path("id").asText(), type.path("memberOf").asText());
            }
        });
        Set<String> ids = new LinkedHashSet<>();
        holdings.forEach(holding -> ids.add(holding.path("id").asText()));
        List<JsonNode> whole = new ArrayList<>();
        holdings.forEach(holding -> {
            String larger = holding.path("partOf").asText();
            if (ids.contains(larger)) {
                sums.parts.computeIfAbsent(larger, id -> new ArrayList<>()).add(holding);
            } else {
                whole.add(holding);
            }
        });
        whole.forEach(sums::add);
        ArrayNode all = Json.array();
        sums.sums.values().forEach(sum -> all.add(sum.toJson()));
        return all;
    }

    private void add(JsonNode holding) {
        String type = holding.path("equipmentType").asText();
        String group = classes.getOrDefault(type, type);
        String key = String.join(
                " ",
                holding.path("formation").asText(),
                group,
                holding.path("asOf").path("edtf").asText());
        add(holding, sums.computeIfAbsent(key, first -> new Sum(holding, group)));
    }

    private void add(JsonNode holding, Sum sum) {
        if (isNumber(holding)) {
            sum.add(holding);
            partsOf(holding).forEach(part -> addAsPart(part, sum));
        } else if (partsOf(holding).stream().anyMatch(this::hasNumber)) {
            partsOf(holding).forEach(part -> add(part, sum));
        } else {
            sum.withoutNumber.add(holding.path("id").asText());
            partsOf(holding).forEach(part -> addAsPart(part, sum));
        }
    }

    private void addAsPart(JsonNode holding, Sum sum) {
        sum.notAdded.add(holding.path("id").asText());
        partsOf(holding).forEach(part -> addAsPart(part, sum));
    }

    private boolean hasNumber(JsonNode holding) {
        return isNumber(holding) || partsOf(holding).stream().anyMatch(this::hasNumber);
    }

    private static boolean isNumber(JsonNode holding) {
        return holding.path("quantity").isObject();
    }

    private List<JsonNode> partsOf(JsonNode holding) {
        return parts.getOrDefault(holding.path("id").asText(), List.of());
    }

    private static final class Sum {

        private final JsonNode formation;
        private final String group;
        private final JsonNode asOf;
        private @Nullable String unit;
        private final Set<String> added = new LinkedHashSet<>();
        private final Set<String> withoutNumber = new LinkedHashSet<>();
        private final Set<String> notAdded = new LinkedHashSet<>();
        private @Nullable BigDecimal low = BigDecimal.ZERO;
        private @Nullable BigDecimal high = BigDecimal.ZERO;

        Sum(JsonNode first, String group) {
            this.formation = first.path("formation");
            this.group = group;
            this.asOf = first.path("asOf");
        }

        void add(JsonNode holding) {
            added.add(holding.path("id").asText());
            unit = holding.path("quantity").path("unit").textValue();
            low = plus(low, holding.path("quantity").path("low"));
            high = plus(high, holding.path("quantity").path("high"));
        }

        private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, JsonNode bound) {
            return sum == null || !bound.isNumber() ? null : sum.add(bound.decimalValue());
        }

        ObjectNode toJson() {
            ObjectNode json = Json.object();
            json.set("formation", formation);
            json.put("equipmentType", group);
            json.set("asOf", asOf.isObject() ? asOf : null);
            json.put("unit", unit);
            json.put("low", added.isEmpty() ? null : low);
            json.put("high", added.isEmpty() ? null : high);
            json.put("missing", withoutNumber.size());
            json.set("added", Json.words(added));
            json.set("withoutNumber", Json.words(withoutNumber));
            json.set("partsNotAdded", Json.words(notAdded));
            return json;
        }
    }
}
