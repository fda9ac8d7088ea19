package org.qalqan.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of days, both ends included.
 *
 * @param first the first day; null when there is no first
 * @param last the last day; null when there is no last
 */
public record Days(@Nullable LocalDate first, @Nullable LocalDate last) {

    /** All days. */
    public static final Days ALL = new Days(null, null);

    private static final Days NONE = new Days(LocalDate.MAX, LocalDate.MIN);

    /** No day at all. */
    public static Days none() {
        return NONE;
    }

    /** Whether there is no day in it. */
    public boolean isEmpty() {
        return first != null && last != null && last.isBefore(first);
    }

    /** Whether the day is one of them. */
    public boolean contains(LocalDate day) {
        return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
    }

    /** The days that all of them have. */
    public static Days common(List<Days> all) {
        LocalDate first = all.stream()
                .map(Days::first)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(null);
        LocalDate last = all.stream()
                .map(Days::last)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
        return new Days(first, last);
    }
}
