package org.qalqan.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date or interval as precise as its source, in Extended Date/Time Format level 1 (ISO 8601-2:2019, Library of
 * Congress EDTF): {@code 2003-05-07}, {@code 2003-05}, {@code 2003}, {@code 2003~}, {@code 200X}, {@code 2003-21} (a
 * season), {@code 2003/2008}, {@code 2003/..} (open), {@code 2003/} (end unknown). Years are 0001 to 9999; times of day
 * are outside the subset.
 *
 * @param edtf the text as written
 * @param earliest the first day that it can mean; null when the start is open or unknown
 * @param latest the last day that it can mean; null when the end is open or unknown
 * @param precision {@code day}, {@code month}, {@code season}, {@code year}, {@code decade}, {@code century} or
 *     {@code interval}
 */
@JsonPropertyOrder({"edtf", "earliest", "latest", "precision"})
@JsonIgnoreProperties(
        value = {"earliest", "latest", "precision"},
        allowGetters = true)
public record Edtf(
        String edtf, @Nullable LocalDate earliest, @Nullable LocalDate latest, String precision) {

    private static final Pattern DATE =
            Pattern.compile("(\\d{4}|\\d{3}X|\\d{2}XX)(?:-(\\d{2}|XX))?(?:-(\\d{2}|XX))?([?~%])?");
    private static final String OPEN = "..";
    private static final int FIRST_SEASON = 21;
    private static final int LAST_SEASON = 24;
    private static final int MONTHS_IN_SEASON = 3;

    /** Reads the object form back; only the text counts, the rest follows from it. */
    @JsonCreator
    static Edtf fromJson(@JsonProperty("edtf") String edtf) {
        return parse(edtf);
    }

    /**
     * Parses EDTF text.
     *
     * @throws IllegalArgumentException with a sentence for the reader when the text is not EDTF of this subset
     */
    public static Edtf parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return date(text, text);
        }
        String start = text.substring(0, slash);
        String end = text.substring(slash + 1);
        if (start.isEmpty() && end.isEmpty()) {
            throw invalid(text, "an interval needs a start or an end");
        }
        LocalDate earliest = isOpen(start) ? null : date(start, text).earliest();
        LocalDate latest = isOpen(end) ? null : date(end, text).latest();
        if (earliest == null && latest == null) {
            throw invalid(text, "an interval needs a start or an end");
        }
        if (earliest != null && latest != null && latest.isBefore(earliest)) {
            throw invalid(text, "the interval ends before it starts");
        }
        return new Edtf(text, earliest, latest, "interval");
    }

    /**
     * Whether what the date is about held on the day. An interval holds for certain between the last day on which it can have begun
     * and the first on which it can have ended; at an end that is unknown ({@code 2003/}), as opposed to open ({@code 2003/..}), never
     * for certain. A date that is no interval holds for certain only when it is a day.
     */
    public Coverage coverage(LocalDate day) {
        if (certainly().contains(day)) {
            return Coverage.CERTAIN;
        }
        return possibly().contains(day) ? Coverage.POSSIBLE : Coverage.NONE;
    }

    /** The days that it can mean. */
    public Days possibly() {
        return new Days(earliest, latest);
    }

    /** The days on which what it is about held however the date is read. */
    public Days certainly() {
        int slash = edtf.indexOf('/');
        if (slash < 0) {
            return precision.equals("day") ? possibly() : Days.none();
        }
        String start = edtf.substring(0, slash);
        String end = edtf.substring(slash + 1);
        if (start.isEmpty() || end.isEmpty()) {
            return Days.none();
        }
        return new Days(
                start.equals(OPEN) ? null : parse(start).latest(),
                end.equals(OPEN) ? null : parse(end).earliest());
    }

    /** The time at which the last of several things was there, when each of them came at its own time. */
    public static Edtf lastOf(List<Edtf> times) {
        LocalDate first = times.stream()
                .map(Edtf::earliest)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(null);
        boolean open = times.stream().anyMatch(time -> time.latest() == null);
        LocalDate last = open
                ? null
                : times.stream()
                        .map(Edtf::latest)
                        .filter(Objects::nonNull)
                        .max(LocalDate::compareTo)
                        .orElse(null);
        return times.stream()
                .filter(time -> Objects.equals(time.earliest(), first) && Objects.equals(time.latest(), last))
                .findFirst()
                .orElseGet(() -> parse((first == null ? OPEN : first) + "/" + (last == null ? OPEN : last)));
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals(OPEN);
    }

    private static Edtf date(String part, String whole) {
        Matcher matcher = DATE.matcher(part);
        if (!matcher.matches()) {
            throw invalid(
                    whole, "write YYYY, YYYY-MM, YYYY-MM-DD, a decade (200X) or an interval (2003/2008, 2003/..)");
        }
        String year = matcher.group(1);
        String month = matcher.group(2);
        String day = matcher.group(3);
        try {
            if (year.endsWith("X")) {
                return unspecifiedYear(part, whole, year, month);
            }
            int y = Integer.parseInt(year);
            if (y == 0) {
                throw invalid(whole, "years are 0001 to 9999");
            }
            if (month == null || month.equals("XX")) {
                if (day != null && !"XX".equals(day)) {
                    throw invalid(whole, "a day needs its month");
                }
                return new Edtf(part, LocalDate.of(y, 1, 1), LocalDate.of(y, 12, 31), "year");
            }
            int m = Integer.parseInt(month);
            if (m >= FIRST_SEASON && m <= LAST_SEASON && day == null) {
                return season(part, y, m);
            }
            YearMonth yearMonth = YearMonth.of(y, m);
            if (day == null || day.equals("XX")) {
                return new Edtf(part, yearMonth.atDay(1), yearMonth.atEndOfMonth(), "month");
            }
            LocalDate date = yearMonth.atDay(Integer.parseInt(day));
            return new Edtf(part, date, date, "day");
        } catch (DateTimeException e) {
            throw invalid(whole, "there is no such day");
        }
    }

    private static Edtf unspecifiedYear(String part, String whole, String year, @Nullable String month) {
        if (month != null) {
            throw invalid(whole, "a decade or century has no month");
        }
        boolean decade = year.indexOf('X') == 3;
        int first = Integer.parseInt(year.replace('X', '0'));
        int last = Integer.parseInt(year.replace('X', '9'));
        return new Edtf(
                part,
                LocalDate.of(Math.max(first, 1), 1, 1),
                LocalDate.of(last, 12, 31),
                decade ? "decade" : "century");
    }

    /** Seasons are those of the northern hemisphere by month: 21 is March to May, 24 is December to February. */
    private static Edtf season(String part, int year, int season) {
        YearMonth first =
                YearMonth.of(year, MONTHS_IN_SEASON).plusMonths((long) (season - FIRST_SEASON) * MONTHS_IN_SEASON);
        return new Edtf(
                part, first.atDay(1), first.plusMonths(MONTHS_IN_SEASON - 1).atEndOfMonth(), "season");
    }

    private static IllegalArgumentException invalid(String text, String reason) {
        return new IllegalArgumentException("'" + text + "' is not an EDTF level 1 date: " + reason);
    }

    @Override
    public String toString() {
        return edtf;
    }
}
