package org.qalqan.collections;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a record comes with when it is asked for. */
public enum Include {
    /** All its readings. */
    READINGS,
    /** For each field that shows a value: the sources that say the same, and how many of them are independent. */
    SOURCES;

    /** The names that the parameter takes. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(Include::member).toList();

    static Set<Include> of(QueryString query) {
        List<String> asked = query.words("include", NAMES);
        Set<Include> includes = EnumSet.noneOf(Include.class);
        Arrays.stream(values())
                .filter(include -> asked.contains(include.member()))
                .forEach(includes::add);
        return includes;
    }

    /** The member of the answer that holds it. */
    String member() {
        return name().toLowerCase(Locale.ROOT);
    }
}
