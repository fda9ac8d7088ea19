package org.qalqan.gateway.sourceevidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Cursors;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * Which paragraphs of a source one answer is to walk through.
 *
 * @param source id of the source
 * @param from the first paragraph that may be shown
 * @param to the last paragraph that may be shown, on this page or a later one
 * @param limit most paragraphs in one answer
 * @param knownAt the day as of which it is asked; null for today
 * @param asked the whole query without its cursor, encoded as it came, for the address of the next page
 * @param binding what a cursor of this query is bound to
 */
record Stretch(
        String source,
        int from,
        int to,
        int limit,
        @Nullable String knownAt,
        String asked,
        String binding) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 50;

    static Stretch of(String source, QueryParameters parameters) {
        List<FieldError> errors = new ArrayList<>();
        Integer min = parameters.number("paragraph.min", Integer.MAX_VALUE, errors);
        Integer max = parameters.number("paragraph.max", Integer.MAX_VALUE, errors);
        Integer limit = parameters.number("limit", MAX_LIMIT, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        int from = min == null ? 1 : min;
        int to = max == null ? Integer.MAX_VALUE : max;
        String binding = url(source) + "?" + from + "-" + to;
        String cursor = parameters.get("cursor");
        return new Stretch(
                source,
                cursor == null ? from : paragraph(Cursors.decode(cursor, binding)),
                to,
                limit == null ? DEFAULT_LIMIT : limit,
                parameters.get("knownAt"),
                parameters.without("cursor"),
                binding);
    }

    private static int paragraph(String position) {
        try {
            return Integer.parseInt(position);
        } catch (NumberFormatException e) {
            throw Cursors.refused();
        }
    }

    boolean holds(int paragraph) {
        return paragraph >= from && paragraph <= to;
    }

    /** The address of the evidence for the whole source. */
    String url() {
        return url(source);
    }

    private static String url(String source) {
        return "/v1/sources/" + source + "/evidence";
    }

    /** The address of the page that starts with the given paragraph. */
    String next(int paragraph) {
        String cursor = Cursors.encode(String.valueOf(paragraph), binding);
        return url() + "?" + (asked.isEmpty() ? "" : asked + "&") + "cursor=" + cursor;
    }
}
