package org.qalqan.seeds;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the three states of a record's entry compare: as it was loaded last, as the store has it now, as the dataset has it now. Which of the two
 * that are now have moved away from the one before says who has changed it.
 */
enum Comparison {
    /** The store has never had it. */
    ADDED,
    /** The dataset alone has another. */
    CHANGED,
    /** Nobody has changed it. */
    UNCHANGED,
    /** An editor alone has changed it. */
    EDITED,
    /** Both have changed it to the same, or an editor has made what the dataset has now. */
    AGREED,
    /** Both have changed it, each to something else. */
    CONFLICTING,
    /** It was loaded once, and the dataset has it no longer. */
    MISSING,
    /** An editor has made it, and the dataset has never had it. */
    OWN;

    /**
     * Compares.
     *
     * @param loaded digest of the entry that was last loaded; null when none was
     * @param stored digest of the store's entry; null when it has none
     * @param dataset digest of the dataset's entry; null when it has none
     */
    static Comparison of(@Nullable String loaded, @Nullable String stored, @Nullable String dataset) {
        if (stored == null) {
            return ADDED;
        }
        if (dataset == null) {
            return loaded == null ? OWN : MISSING;
        }
        boolean sameAsLoaded = dataset.equals(loaded);
        if (dataset.equals(stored)) {
            return sameAsLoaded ? UNCHANGED : AGREED;
        }
        if (sameAsLoaded) {
            return EDITED;
        }
        return Objects.equals(stored, loaded) ? CHANGED : CONFLICTING;
    }
}
