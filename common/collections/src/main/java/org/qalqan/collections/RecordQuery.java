package org.qalqan.collections;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one record is asked for.
 *
 * @param fields names of the members that it is cut down to; empty for all
 * @param includes the extras that it comes with
 * @param knownAt the day on which readers knew it so; null for today
 */
record RecordQuery(
        List<String> fields,
        Set<Include> includes,
        @Nullable LocalDate knownAt) {

    static final List<String> PARAMETERS = List.of("fields", "include", "knownAt");

    static RecordQuery parse(@Nullable String queryString, List<String> names) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(PARAMETERS);
        List<String> fields = query.words("fields", names);
        Set<Include> includes = Include.of(query);
        LocalDate knownAt = query.day("knownAt");
        query.throwIfInvalid();
        return new RecordQuery(fields, includes, knownAt);
    }
}
