package org.qalqan.gateway.scoreboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;

/** Some commitments counted: how many there are of each verdict, and what share of them was kept. */
final class Tally {

    static final String UNKNOWN = "unknown";

    private static final String MET = "met";
    private static final String MET_LATE = "met-late";
    private static final int DIGITS = 4;

    private final Map<String, Integer> byVerdict = new LinkedHashMap<>();
    private final List<String> commitments = new ArrayList<>();
    private int evidenceFor;
    private int evidenceAgainst;

    Tally(List<String> verdicts) {
        verdicts.forEach(verdict -> byVerdict.put(verdict, 0));
    }

    /** The verdict that the record shows; unknown when it shows none. */
    static String verdict(JsonNode commitment) {
        return commitment.path("verdict").isTextual()
                ? commitment.path("verdict").textValue()
                : UNKNOWN;
    }

    static boolean isKept(String verdict) {
        return verdict.equals(MET) || verdict.equals(MET_LATE);
    }

    static boolean isLate(String verdict) {
        return verdict.equals(MET_LATE);
    }

    void add(JsonNode commitment) {
        byVerdict.merge(verdict(commitment), 1, Integer::sum);
        commitments.add(commitment.path("id").asText());
        evidenceFor += evidence(commitment, "for").size();
        evidenceAgainst += evidence(commitment, "against").size();
    }

    /** What speaks for or against a commitment's having been kept. */
    static List<JsonNode> evidence(JsonNode commitment, String side) {
        return Stream.of(commitment.path("evidence"))
                .flatMap(list -> list.valueStream())
                .filter(piece -> piece.path("side").asText().equals(side))
                .toList();
    }

    int count() {
        return commitments.size();
    }

    ObjectNode toJson() {
        return into(Json.object());
    }

    ObjectNode into(ObjectNode json) {
        json.put("count", commitments.size());
        ObjectNode verdicts = json.putObject("byVerdict");
        byVerdict.forEach(verdicts::put);
        json.set("kept", kept());
        json.put("evidenceFor", evidenceFor);
        json.put("evidenceAgainst", evidenceAgainst);
        json.set("commitments", Json.words(commitments));
        return json;
    }

    /** The share that was kept, on time or late; what has no verdict may have been kept or not. */
    private ObjectNode kept() {
        int unknown = byVerdict.getOrDefault(UNKNOWN, 0);
        int kept = byVerdict.getOrDefault(MET, 0) + byVerdict.getOrDefault(MET_LATE, 0);
        return Json.object()
                .put("value", part(kept, count() - unknown))
                .put("low", part(kept, count()))
                .put("high", part(kept + unknown, count()))
                .put("missing", unknown);
    }

    private static @Nullable BigDecimal part(int some, int all) {
        return all == 0 ? null : BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
    }
}
