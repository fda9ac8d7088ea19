package org.qalqan.gateway.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names of paths become names in JSON. */
public final class Names {

    private static final Pattern HYPHEN = Pattern.compile("-(\\p{L})");

    private Names() {}

    /** {@code exercise-editions} as {@code exerciseEditions}. */
    public static String camelCase(String kebab) {
        return HYPHEN.matcher(kebab).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
