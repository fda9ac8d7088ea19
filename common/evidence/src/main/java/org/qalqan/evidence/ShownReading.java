package org.qalqan.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record shows of the readings of one field, or of one element of a list.
 *
 * <p>Deprecated readings do not count. A reading that says that a value is missing yields to one that has a value. Of what
 * remains, readings that say the same back each other; readings that differ need exactly one that is preferred, otherwise
 * the value is disputed and none is shown.
 *
 * @param reading the reading whose value is shown; null when there is none, or when they are in dispute
 * @param status why no value is shown: {@code unknown}, {@code not-stated}, {@code not-applicable}, {@code disputed}; null
 *     when one is shown
 * @param disagreement whether readings that count say different things
 */
public record ShownReading(
        @Nullable Reading reading, @Nullable String status, boolean disagreement) {

    /** The status of a field of which nobody has recorded anything. */
    public static final String UNKNOWN = "unknown";

    /** The status of a field whose readings differ and none is preferred. */
    public static final String DISPUTED = "disputed";

    private static final String PRECISION = "precision";

    /** Applies the rule to all readings of one field or element. */
    public static ShownReading of(List<Reading> readings) {
        List<Reading> counting =
                readings.stream().filter(reading -> reading.counts()).toList();
        List<Reading> withValue =
                counting.stream().filter(reading -> reading.missing() == null).toList();
        List<Reading> candidates = withValue.isEmpty() ? counting : withValue;
        if (candidates.isEmpty()) {
            return new ShownReading(null, UNKNOWN, false);
        }
        Reading first = candidates.get(0);
        boolean agree = candidates.stream().allMatch(first::saysTheSameAs);
        List<Reading> preferred = candidates.stream()
                .filter(reading -> reading.rank().equals(Reading.PREFERRED))
                .toList();
        if (preferred.size() == 1) {
            return shown(preferred.get(0), !agree);
        }
        return agree ? shown(first, false) : new ShownReading(null, DISPUTED, true);
    }

    private static ShownReading shown(Reading reading, boolean disagreement) {
        return new ShownReading(reading, reading.missing(), disagreement);
    }

    /**
     * The readings of one field that say something of their own: those that count, without those that say the same as the preferred one less
     * precisely.
     */
    public static List<Reading> substantial(List<Reading> readings) {
        List<Reading> counting = readings.stream().filter(Reading::counts).toList();
        boolean preferred = counting.stream().anyMatch(reading -> reading.rank().equals(Reading.PREFERRED));
        return counting.stream()
                .filter(reading -> !preferred || !PRECISION.equals(reading.difference()))
                .toList();
    }
}
