package org.qalqan.gateway.compose;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * The days that a view is asked for: of the world ({@code asOf}), and of what was known ({@code knownAt}). Each part of the view is asked
 * for by the same days, where it can be.
 */
record Clocks(Map<String, String> days) {

    static final String AS_OF = "asOf";

    private static final List<String> NAMES = List.of(AS_OF, "knownAt");

    /** Those of a request; a 400 names one that is no day. */
    static Clocks of(QueryParameters parameters) {
        Map<String, String> days = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (String name : NAMES) {
            String day = parameters.get(name);
            if (day != null && !isDay(day)) {
                errors.add(FieldError.query(name, "'" + name + "' is a day, YYYY-MM-DD"));
            } else if (day != null) {
                days.put(name, day);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return new Clocks(days);
    }

    private static boolean isDay(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2}") && LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The query with the days that are taken there, but for one that it names already. */
    String in(@Nullable String query, List<String> taken) {
        StringBuilder all = new StringBuilder(query == null ? "" : query);
        days.forEach((name, day) -> {
            if (taken.contains(name) && !("&" + all).contains("&" + name + "=")) {
                all.append(all.isEmpty() ? "" : "&").append(name).append('=').append(day);
            }
        });
        return all.toString();
    }
}
