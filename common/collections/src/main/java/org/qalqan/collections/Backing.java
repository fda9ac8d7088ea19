package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/** Which sources stand behind each value that a record shows, and how many of them are independent. */
final class Backing {

    private Backing() {}

    /** One object for each field, or element of a list, that shows a value. */
    static ArrayNode of(List<JsonNode> readings, Sources sources) {
        Map<String, List<Reading>> groups = new LinkedHashMap<>();
        for (JsonNode node : readings) {
            Reading reading = Json.MAPPER.convertValue(node, Reading.class);
            groups.computeIfAbsent(reading.field() + " " + reading.item(), group -> new ArrayList<>())
                    .add(reading);
        }
        ArrayNode backing = Json.MAPPER.createArrayNode();
        for (List<Reading> group : groups.values()) {
            Reading shown = ShownReading.of(group).reading();
            if (shown == null || shown.missing() != null) {
                continue;
            }
            List<String> ids = Disagreement.sourcesOf(group.stream()
                    .filter(reading -> reading.counts() && reading.saysTheSameAs(shown))
                    .toList());
            ObjectNode value = backing.addObject();
            value.put("field", shown.field());
            value.put("item", shown.item());
            value.put("basis", shown.basis());
            value.set("sources", Json.MAPPER.valueToTree(ids));
            value.put("independent", sources.independent(ids));
        }
        return backing;
    }
}
