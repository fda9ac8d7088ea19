package org.qalqan.gateway.scoreboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.gateway.compose.Json;

/**
 * By how much a commitment was late.
 *
 * @param commitment the commitment
 * @param due when it was to be kept, as first promised
 * @param keptOn when a verdict first has it kept; null when none does, or none is dated
 */
record Lateness(
        JsonNode commitment, @Nullable Edtf due, @Nullable Edtf keptOn) {

    static Lateness of(JsonNode commitment) {
        Edtf first = null;
        for (JsonNode verdict : commitment.path("verdictHistory")) {
            Edtf asOf = date(verdict.path("asOf"));
            boolean isKept = Tally.isKept(verdict.path("verdict").asText());
            if (isKept && asOf != null && (first == null || isBefore(asOf, first))) {
                first = asOf;
            }
        }
        return new Lateness(commitment, date(commitment.path("due")), first);
    }

    private static boolean isBefore(Edtf one, Edtf other) {
        LocalDate earlier = one.earliest();
        LocalDate later = other.earliest();
        return earlier != null && later != null && earlier.isBefore(later);
    }

    private static @Nullable Edtf date(JsonNode date) {
        return date.path("edtf").isTextual() ? Edtf.parse(date.path("edtf").textValue()) : null;
    }

    /** Whether it was late or had its date or target moved. */
    boolean isWorthTelling() {
        return Tally.isLate(Tally.verdict(commitment))
                || !commitment.path("revisions").isEmpty();
    }

    /** Whether it was late but nobody can say by how much. */
    boolean isUnmeasured() {
        return Tally.isLate(Tally.verdict(commitment)) && days().isNull();
    }

    /** Days from the date first promised, by the dates at their closest and at their furthest. */
    private JsonNode days() {
        if (due == null || keptOn == null) {
            return NullNode.getInstance();
        }
        Long low = between(due.latest(), keptOn.earliest());
        Long high = between(due.earliest(), keptOn.latest());
        return low == null || high == null
                ? NullNode.getInstance()
                : Json.object().put("low", Math.max(0, low)).put("high", Math.max(0, high));
    }

    private static @Nullable Long between(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null ? null : ChronoUnit.DAYS.between(from, to);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("commitment", commitment.path("id"));
        json.put("verdict", Tally.verdict(commitment));
        json.set("due", commitment.get("due"));
        JsonNode moved = NullNode.getInstance();
        for (JsonNode revision : commitment.path("revisions")) {
            if (revision.path("newDue").isObject()) {
                moved = revision.path("newDue");
            }
        }
        json.set("movedTo", moved);
        json.put("timesMoved", commitment.path("revisions").size());
        json.put("keptBy", keptOn == null ? null : keptOn.edtf());
        json.set("days", Tally.isLate(Tally.verdict(commitment)) ? days() : null);
        return json;
    }
}
