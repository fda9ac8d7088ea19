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
 * A field, or an element of a list, of which readings that count say different things; or elements of a list that exclude each other, as
 * two places in a hierarchy do: these, the editors mark with a difference, the same for all that belong together. A single side that is
 * marked excludes its own absence: by another reading of the same words, there is no such value.
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
            List<List<Reading>> exclusive = new ArrayList<>();
            List<List<Reading>> disputed = new ArrayList<>();
            byItem.forEach((item, group) -> {
                ShownReading shown = ShownReading.of(group);
                if (shown.disagreement()) {
                    found.add(new Disagreement(field, item, shown.reading(), sides(group)));
                    disputed.add(group);
                } else if (!differences(group).isEmpty()) {
                    exclusive.add(group);
                }
            });
            if (!exclusive.isEmpty()) {
                List<String> why = exclusive.stream()
                        .flatMap(group -> differences(group).stream())
                        .toList();
                disputed.stream()
                        .filter(group -> differences(group).stream().anyMatch(why::contains))
                        .forEach(exclusive::add);
                found.add(new Disagreement(field, null, null, exclusive));
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
        return isExclusive() ? ALTERNATIVES : ShownReading.DISPUTED;
    }

    private boolean isExclusive() {
        return sides.size() == 1 || (item == null && sides.get(0).get(0).item() != null);
    }

    /** Whether the record shows what the side says: of values that exclude each other, it shows each whose own readings agree. */
    private boolean isShown(List<Reading> side) {
        Reading reading = shown == null && isExclusive() ? ShownReading.of(side).reading() : shown;
        return reading != null && side.contains(reading);
    }

    List<Reading> readings() {
        return sides.stream().flatMap(List::stream).toList();
    }

    List<String> differences() {
        return differences(readings());
    }

    List<String> bases() {
        return readings().stream().map(Reading::basis).distinct().toList();
    }

    private static List<String> differences(List<Reading> readings) {
        return readings.stream()
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
        body.set("bases", Json.MAPPER.valueToTree(bases()));
        body.put("independentSources", sources.independent(sourcesOf(readings())));
        var array = body.putArray("sides");
        for (List<Reading> side : sides) {
            ObjectNode node = array.addObject();
            Reading first = side.get(0);
            node.set("value", first.value());
            node.put("qualifier", first.qualifier());
            node.put("shown", isShown(side));
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
