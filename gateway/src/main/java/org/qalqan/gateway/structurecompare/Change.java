package org.qalqan.gateway.structurecompare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;

/**
 * One thing that is not on the second day as it was on the first.
 *
 * @param kind what happened
 * @param certainty how sure it is
 * @param before the formations of the first day that it happened to
 * @param after the formations of the second day that came of it
 * @param above what stood above them on the first day, of a move only
 * @param nowAbove what stands above them on the second day, of a move only
 * @param echelon the level on the first day, of a change of level only
 * @param nowEchelon the level on the second day, of a change of level only
 */
record Change(
        Kind kind,
        Certainty certainty,
        Set<String> before,
        Set<String> after,
        Set<String> above,
        Set<String> nowAbove,
        @Nullable String echelon,
        @Nullable String nowEchelon) {

    /** What can happen to formations. */
    enum Kind {
        APPEARED,
        DISAPPEARED,
        RENAMED,
        CONVERTED,
        MERGED,
        SPLIT,
        REORGANISED,
        MOVED,
        ECHELON_CHANGED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Formations that came, went or became others. */
    static Change of(Kind kind, Certainty certainty, Set<String> before, Set<String> after) {
        return new Change(kind, certainty, before, after, Set.of(), Set.of(), null, null);
    }

    /** Its name within the answer: each formation comes, goes, moves or changes its level once at most. */
    String key() {
        return kind.word() + "-" + (after.isEmpty() ? before : after).iterator().next();
    }

    ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("key", key()).put("kind", kind.word()).put("certainty", certainty.word());
        json.set("before", Json.words(before));
        json.set("after", Json.words(after));
        json.set("parentsBefore", kind == Kind.MOVED ? Json.words(above) : null);
        json.set("parentsAfter", kind == Kind.MOVED ? Json.words(nowAbove) : null);
        return json.put("echelonBefore", echelon).put("echelonAfter", nowEchelon);
    }
}
