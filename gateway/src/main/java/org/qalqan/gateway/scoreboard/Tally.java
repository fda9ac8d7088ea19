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
import org.qalqan.gateway.compose.Period.Fit;

/** Some commitments counted: how many there are of each verdict, and what share of them was kept. */
final class Tally {

    static final String UNKNOWN = "unknown";

    private static final String MET = "met";
    private static final String MET_LATE = "met-late";
    private static final int DIGITS = 4;

    private final Map<String, Integer> byVerdict = new LinkedHashMap<>();
    private final Group certain = new Group();
    private final Group uncertain = new Group();
    private final List<String> commitments = new ArrayList<>();
    private int evidenceFor;
    private int evidenceAgainst;

    /** How many were kept, and of how many nobody knows. */
    private static final class Group {

        private int all;
        private int kept;
        private int unknown;

        void add(String verdict) {
            all++;
            kept += isKept(verdict) ? 1 : 0;
            unknown += verdict.equals(UNKNOWN) ? 1 : 0;
        }
    }

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

    /**
     * Counts a commitment; one without a date is not counted, but may have been made in the period.
     *
     * @param fit whether it was made in the period
     */
    void add(JsonNode commitment, Fit fit) {
        (fit == Fit.CERTAIN ? certain : uncertain).add(verdict(commitment));
        if (fit == Fit.UNDATED) {
            return;
        }
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

    /**
     * The share that was kept, on time or late; what has no verdict may have been kept or not, and what is in the period only perhaps may be
     * in it or not.
     */
    private ObjectNode kept() {
        int unknown = byVerdict.getOrDefault(UNKNOWN, 0);
        int kept = byVerdict.getOrDefault(MET, 0) + byVerdict.getOrDefault(MET_LATE, 0);
        return Json.object()
                .put("value", part(kept, count() - unknown))
                .put("low", low())
                .put("high", high())
                .put("missing", unknown);
    }

    /** Of those that may be in the period, the ones that were not kept are in it; without any of them nothing but kept ones can be. */
    private @Nullable BigDecimal low() {
        int all = certain.all + uncertain.all - uncertain.kept;
        return all == 0 ? part(uncertain.kept, uncertain.all) : part(certain.kept, all);
    }

    /** Of those that may be in the period, the ones that were kept, or may have been, are in it. */
    private @Nullable BigDecimal high() {
        int kept = uncertain.kept + uncertain.unknown;
        int all = certain.all + kept;
        return all == 0 ? part(0, uncertain.all) : part(certain.kept + certain.unknown + kept, all);
    }

    private static @Nullable BigDecimal part(int some, int all) {
        return all == 0 ? null : BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), DIGITS, RoundingMode.HALF_UP);
    }
}
