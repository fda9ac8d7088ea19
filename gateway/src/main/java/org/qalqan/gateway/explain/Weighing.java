package org.qalqan.gateway.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/**
 * The readings of one value, weighed against each other by the rule that every record follows.
 *
 * @param readings all of them, in the editors' order
 * @param shown what follows from them
 */
record Weighing(List<Reading> readings, ShownReading shown) {

    /** What becomes of a reading. */
    enum Role {
        SHOWN("It gives the value that is shown."),
        AGREES("It says the same as the reading that is shown."),
        REJECTED("It says something else, and the editors prefer another reading."),
        DISPUTED("It says something else than others, and the editors prefer none: no value is shown."),
        NO_VALUE("A value was looked for here and not found."),
        SET_ASIDE("The editors keep it for the record: it no longer counts.");

        private final String why;

        Role(String why) {
            this.why = why;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String why() {
            return why;
        }
    }

    /** Each value of a field by itself: there is one, or one for each element of a list. */
    static List<Weighing> of(List<Reading> readings) {
        Map<@Nullable String, List<Reading>> byItem = new LinkedHashMap<>();
        readings.forEach(reading -> byItem.computeIfAbsent(reading.item(), item -> new ArrayList<>())
                .add(reading));
        return byItem.values().stream()
                .map(group -> new Weighing(List.copyOf(group), ShownReading.of(group)))
                .toList();
    }

    Role role(Reading reading) {
        Reading best = shown.reading();
        if (!reading.counts()) {
            return Role.SET_ASIDE;
        }
        if (reading.equals(best)) {
            return Role.SHOWN;
        }
        if (best != null && reading.saysTheSameAs(best)) {
            return Role.AGREES;
        }
        if (reading.missing() != null) {
            return Role.NO_VALUE;
        }
        return best == null ? Role.DISPUTED : Role.REJECTED;
    }

    List<Reading> having(Role role) {
        return readings.stream().filter(reading -> role(reading) == role).toList();
    }

    /** What else was said: the readings of each other value, together. */
    List<List<Reading>> alternatives() {
        List<List<Reading>> sides = new ArrayList<>();
        Stream.of(Role.REJECTED, Role.DISPUTED, Role.SET_ASIDE)
                .flatMap(role -> having(role).stream())
                .forEach(reading -> sides.stream()
                        .filter(side -> side.get(0).saysTheSameAs(reading) && role(side.get(0)) == role(reading))
                        .findFirst()
                        .orElseGet(() -> {
                            sides.add(new ArrayList<>());
                            return sides.get(sides.size() - 1);
                        })
                        .add(reading));
        return sides;
    }

    /** The reading that a service wrote. */
    static Reading reading(JsonNode json) {
        List<String> inputs = new ArrayList<>();
        json.path("inputs").forEach(input -> inputs.add(input.asText()));
        return new Reading(
                json.path("id").asText(),
                json.path("record").asText(),
                json.path("recordType").asText(),
                json.path("field").asText(),
                json.path("item").textValue(),
                json.hasNonNull("value") ? json.path("value") : null,
                json.path("missing").textValue(),
                json.path("source").textValue(),
                json.hasNonNull("paragraph") ? (Integer) json.path("paragraph").intValue() : null,
                json.path("rank").asText(),
                json.path("basis").asText(),
                json.path("qualifier").textValue(),
                json.path("difference").textValue(),
                json.path("rule").textValue(),
                inputs,
                json.path("statedOn").textValue(),
                json.path("note").textValue(),
                json.path("knownOn").textValue());
    }

    /** The sources that readings stand in, each once. */
    static List<String> sources(List<Reading> readings) {
        return readings.stream()
                .map(Reading::source)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
