package org.qalqan.collections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one record is asked for.
 *
 * @param fields names of the members that it is cut down to; empty for all
 * @param includeReadings whether it comes with its readings
 */
record RecordQuery(List<String> fields, boolean includeReadings) {

    static final List<String> PARAMETERS = List.of("fields", "include");

    static RecordQuery parse(@Nullable String queryString, List<String> names) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(PARAMETERS);
        List<String> fields = query.words("fields", names);
        List<String> include = query.words("include", List.of("readings"));
        query.throwIfInvalid();
        return new RecordQuery(fields, include.contains("readings"));
    }
}
