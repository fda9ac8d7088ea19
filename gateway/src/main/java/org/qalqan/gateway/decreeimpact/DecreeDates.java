package org.qalqan.gateway.decreeimpact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;

/**
 * When a decree was signed, by every account of it.
 *
 * @param earliest the first day that any account allows; null when none dates it
 * @param latest the last day that any account allows; null when none dates it
 * @param accounts the readings of the date
 * @param lost what could not be had and may have the date; null when there is a date, or no account of one
 */
record DecreeDates(
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        List<JsonNode> accounts,
        @Nullable Part lost) {

    /** The main date of a decree, as its collection declares it. */
    static final String FIELD = "signedOn";

    private static final String DEPRECATED = "deprecated";

    /** From the shown date and the readings, either of which may be missing. */
    static DecreeDates of(Part decree, Part readings) {
        List<Edtf> dates = new ArrayList<>();
        add(decree.orNull().path(FIELD).path("edtf").textValue(), dates);
        readings.items().stream()
                .filter(reading -> !reading.path("rank").asText().equals(DEPRECATED))
                .forEach(reading -> add(reading.path("value").textValue(), dates));
        return new DecreeDates(
                dates.stream()
                        .map(Edtf::earliest)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                dates.stream()
                        .map(Edtf::latest)
                        .filter(Objects::nonNull)
                        .max(LocalDate::compareTo)
                        .orElse(null),
                readings.items(),
                dates.isEmpty() ? lost(decree, readings) : null);
    }

    private static @Nullable Part lost(Part decree, Part readings) {
        if (decree.isMissing()) {
            return decree;
        }
        return readings.isMissing() ? readings : null;
    }

    private static void add(@Nullable String edtf, List<Edtf> dates) {
        if (edtf != null) {
            try {
                dates.add(Edtf.parse(edtf));
            } catch (IllegalArgumentException e) {
                // a form of date that this build does not know says nothing that could be used
            }
        }
    }

    /** The last day before any account has the decree signed; null when none dates it. */
    @Nullable
    LocalDate dayBefore() {
        return earliest == null ? null : earliest.minusDays(1);
    }

    /**
     * The last day of the year in which the last account has it signed; null when none dates it. What sources date by the year
     * alone is in force by then.
     */
    @Nullable
    LocalDate endOfYear() {
        return latest == null ? null : LocalDate.of(latest.getYear(), 12, 31);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("earliest", earliest == null ? null : earliest.toString());
        json.put("latest", latest == null ? null : latest.toString());
        ArrayNode list = json.putArray("accounts");
        accounts.forEach(list::add);
        return json;
    }
}
