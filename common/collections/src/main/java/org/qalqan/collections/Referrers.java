package org.qalqan.collections;

import java.util.List;
import java.util.Map;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** What keeps a record from leaving: others refer to it. */
final class Referrers {

    /** As many as an answer lists. */
    static final int MAX = 50;

    private Referrers() {}

    /** The refusal, with who refers to the record. */
    static ProblemException conflict(String id, List<String> referrers) {
        return new ProblemException(
                ProblemType.CONFLICT,
                "The record '" + id + "' cannot leave while " + (referrers.size() < MAX ? referrers.size() : "many")
                        + " refer to it.",
                referrers.stream()
                        .limit(MAX)
                        .map(referrer -> new FieldError("path", "id", null, referrer, null, null))
                        .toList(),
                Map.of());
    }
}
