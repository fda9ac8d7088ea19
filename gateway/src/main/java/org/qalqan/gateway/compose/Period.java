package org.qalqan.gateway.compose;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Days;
import org.qalqan.evidence.Edtf;
import org.qalqan.problems.FieldError;

/**
 * The time that an answer is about.
 *
 * @param first its first day; null when it has none
 * @param last its last day; null when it has none
 */
public record Period(@Nullable LocalDate first, @Nullable LocalDate last) {

    /** Whether something falls into the period. */
    public enum Fit {
        CERTAIN,
        POSSIBLE,
        UNDATED,
        OUTSIDE
    }

    /** Reads {@code from} and {@code to}, dates in EDTF; what is wrong with them is among the errors. */
    public static Period of(QueryParameters parameters, List<FieldError> errors) {
        Edtf from = date(parameters, "from", errors);
        Edtf to = date(parameters, "to", errors);
        Period period = new Period(from == null ? null : from.earliest(), to == null ? null : to.latest());
        if (period.first != null && period.last != null && period.first.isAfter(period.last)) {
            errors.add(FieldError.query("from", "'from' is after 'to'; the earlier date comes first"));
        }
        return period;
    }

    private static @Nullable Edtf date(QueryParameters parameters, String name, List<FieldError> errors) {
        String text = parameters.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Edtf.parse(text);
        } catch (IllegalArgumentException e) {
            errors.add(FieldError.query(name, "'" + name + "' is a date in EDTF, such as 2003 or 2003-05-07"));
            return null;
        }
    }

    /** Whether it has neither a first day nor a last one. */
    public boolean isEverything() {
        return first == null && last == null;
    }

    /** How a date, in EDTF, lies to the period. In a period without bounds everything is for certain. */
    public Fit fit(@Nullable String edtf) {
        if (isEverything()) {
            return Fit.CERTAIN;
        }
        if (edtf == null) {
            return Fit.UNDATED;
        }
        Edtf date = Edtf.parse(edtf);
        Days possibly = date.possibly();
        if (!meets(possibly)) {
            return Fit.OUTSIDE;
        }
        return liesWithin(possibly) || meets(date.certainly()) ? Fit.CERTAIN : Fit.POSSIBLE;
    }

    private boolean meets(Days days) {
        return !days.isEmpty()
                && !Days.common(List.of(days, new Days(first, last))).isEmpty();
    }

    private boolean liesWithin(Days days) {
        boolean begins = first == null || (days.first() != null && !days.first().isBefore(first));
        boolean ends = last == null || (days.last() != null && !days.last().isAfter(last));
        return begins && ends;
    }
}
