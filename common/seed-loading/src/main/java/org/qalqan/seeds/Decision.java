package org.qalqan.seeds;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done where the dataset and the editors have gone different ways.
 *
 * @param side who is followed; null to leave it open
 * @param ids the records that this is about; none for all that are in conflict
 */
public record Decision(@Nullable Side side, Set<String> ids) {

    /** Nothing is decided. */
    public static final Decision NONE = new Decision(null, Set.of());

    /** Who is followed. */
    public enum Side {
        /** The dataset: what editors made of the record stays in its history. */
        SEEDS,
        /** The editors: the dataset's entry counts as seen. */
        EDITS
    }

    /** Follows that side in all conflicts, or for the named records. */
    public static Decision take(Side side, String... ids) {
        return new Decision(side, Set.of(ids));
    }

    /** Who is followed for the record; null when that is not decided. An edit that nothing contradicts is given up only by name. */
    @Nullable
    Side of(String id, Comparison comparison) {
        boolean asked = ids.contains(id) || (ids.isEmpty() && comparison == Comparison.CONFLICTING);
        return asked ? side : null;
    }
}
