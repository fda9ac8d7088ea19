package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qalqan.evidence.Reading;

/**
 * A known unknown: a field of which sources were searched for a value that they do not give.
 *
 * @param field name of the field
 * @param partial whether something is known all the same: some elements of a list whose others are not, or a value that is not stated but
 *     derived or inferred
 * @param readings the readings that say where was looked, in the editors' order
 */
record Gap(String field, boolean partial, List<Reading> readings) {

    private static final String NOT_APPLICABLE = "not-applicable";

    /** All of them in the readings of one record. */
    static List<Gap> in(List<Reading> readings) {
        Map<String, List<Reading>> byField = new LinkedHashMap<>();
        readings.stream().filter(reading -> reading.counts()).forEach(reading -> byField.computeIfAbsent(
                        reading.field(), field -> new ArrayList<>())
                .add(reading));
        List<Gap> gaps = new ArrayList<>();
        byField.forEach((field, all) -> {
            List<Reading> missing = all.stream()
                    .filter(reading -> reading.missing() != null && !NOT_APPLICABLE.equals(reading.missing()))
                    .toList();
            List<Reading> found =
                    all.stream().filter(reading -> reading.missing() == null).toList();
            if (!missing.isEmpty()) {
                gaps.add(new Gap(field, !found.isEmpty(), missing));
            }
        });
        return gaps;
    }

    String status() {
        return String.valueOf(readings.get(0).missing());
    }

    ObjectNode body() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("field", field);
        body.put("status", status());
        body.put("partial", partial);
        body.set("readings", Json.MAPPER.valueToTree(readings));
        return body;
    }
}
