package org.qalqan.gateway.explain;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * The value that is to be explained.
 *
 * @param record id of its record
 * @param field name of its field
 * @param item which element of a list; null for the field as a whole
 * @param knownAt as readers knew it on that day; null for today
 */
record Value(
        String record,
        String field,
        @Nullable String item,
        @Nullable LocalDate knownAt) {

    private static final Pattern ID = Pattern.compile("(?=.{1,200}$)[a-z0-9]+(?:-[a-z0-9]+)*+");
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,99}");

    static Value of(QueryParameters parameters) {
        List<FieldError> errors = new ArrayList<>();
        String record = matching(parameters, "record", ID, "the id of a record", errors);
        String field = matching(parameters, "field", FIELD, "the name of a field", errors);
        LocalDate knownAt = day(parameters.get("knownAt"), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return new Value(record, field, parameters.get("item"), knownAt);
    }

    private static String matching(
            QueryParameters parameters, String name, Pattern pattern, String what, List<FieldError> errors) {
        String value = parameters.get(name);
        if (value == null || !pattern.matcher(value).matches()) {
            errors.add(FieldError.query(name, "'" + name + "' is needed: " + what));
            return "";
        }
        return value;
    }

    private static @Nullable LocalDate day(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            errors.add(FieldError.query("knownAt", "'knownAt' is a day, YYYY-MM-DD"));
            return null;
        }
    }

    /** The address of the explanation. */
    String url() {
        return ExplainResource.PATH + "?record=" + record + "&field=" + field
                + (item == null ? "" : "&item=" + URLEncoder.encode(item, StandardCharsets.UTF_8))
                + (knownAt == null ? "" : "&knownAt=" + knownAt);
    }

    /** What every part is asked besides: as of which day it is to be known. */
    String andKnownAt() {
        return knownAt == null ? "" : "&knownAt=" + knownAt;
    }
}
