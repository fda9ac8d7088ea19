package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/**
 * A field, or an element of a list, of which readings that count say different things; or elements of a list that exclude each other,
 * as two places in a hierarchy do: these, the editors mark with a difference. A single side that is marked excludes its own absence: by
 * another reading of the same words, there is no such value.
 *
 * @param field name of the field
 * @param item the element; null for a field that holds one value, and for elements that exclude each other
 * @param shown the reading whose value is shown; null when none is, or when values exclude each other
 * @param sides the readings of each side, which say the same, in the editors' order
 */
record Disagreement(
        String field, @Nullable String item, @Nullable Reading shown, List<List<Reading>> sides) {

    private static final String ALTERNATIVES = "alternatives";

    /** All of them in the readings of one record. */
    static List<Disagreement> in(List<Reading> readings) {
        Map<String, Map<@Nullable String, List<Reading>>> byField = new LinkedHashMap<>();
        readings.stream()
                .filter(reading -> reading.counts() && reading.missing() == null)
                .forEach(reading -> byField.computeIfAbsent(reading.field(), field -> new LinkedHashMap<>())
                        .computeIfAbsent(reading.item(), item -> new ArrayList<>())
                        .add(reading));
        List<Disagreement> found = new ArrayList<>();
        byField.forEach((field, byItem) -> {
            List<List<Reading>> marked = new ArrayList<>();
            boolean exclusive = false;
            for (Map.Entry<@Nullable String, List<Reading>> element : byItem.entrySet()) {
                List<Reading> group = element.getValue();
                ShownReading shown = ShownReading.of(group);
                boolean isMarked = group.stream().anyMatch(reading -> reading.difference() != null);
                if (shown.disagreement()) {
                    found.add(new Disagreement(field, element.getKey(), shown.reading(), sides(group)));
                }
                if (isMarked) {
                    marked.add(group);
                    exclusive |= !shown.disagreement();
                }
            }
            if (exclusive) {
                found.add(new Disagreement(field, null, null, marked));
            }
        });
        return found;
    }

    private static List<List<Reading>> sides(List<Reading> group) {
        List<List<Reading>> sides = new ArrayList<>();
        for (Reading reading : group) {
            sides.stream()
                    .filter(side -> side.get(0).saysTheSameAs(reading))
                    .findFirst()
                    .orElseGet(() -> {
                        sides.add(new ArrayList<>());
                        return sides.get(sides.size() - 1);
                    })
                    .add(reading);
        }
        return sides;
    }

    /** {@code preferred} when a value is shown, {@code disputed} when none is, {@code alternatives} when values exclude each other. */
    String status() {
        if (shown != null) {
            return Reading.PREFERRED;
        }
        boolean marked =
                sides.size() == 1 || (item == null && sides.get(0).get(0).item() != null);
        return marked ? ALTERNATIVES : ShownReading.DISPUTED;
    }

    List<Reading> readings() {
        return sides.stream().flatMap(List::stream).toList();
    }

    List<String> differences() {
        return readings().stream()
                .map(Reading::difference)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    ObjectNode body(Sources sources) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("field", field);
        body.put("item", item);
        body.put("status", status());
        body.set("differences", Json.MAPPER.valueToTree(differences()));
        body.put("independentSources", sources.independent(sourcesOf(readings())));
        var array = body.putArray("sides");
        for (List<Reading> side : sides) {
            ObjectNode node = array.addObject();
            Reading first = side.get(0);
            node.set("value", first.value());
            node.put("qualifier", first.qualifier());
            node.put("shown", shown != null && side.contains(shown));
            node.put("independentSources", sources.independent(sourcesOf(side)));
            node.set("readings", Json.MAPPER.valueToTree(side));
        }
        return body;
    }

    static List<String> sourcesOf(List<Reading> readings) {
        return readings.stream()
                .map(Reading::source)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
