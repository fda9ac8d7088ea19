package org.qalqan.evidence;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a source, written {@code source:paragraph}.
 *
 * @param source id of the source
 * @param paragraph line of the source's file, from 1
 */
public record Citation(String source, int paragraph) {

    /** How a citation is written, as a regular expression. */
    public static final String PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*:[1-9][0-9]{0,5}$";

    private static final Pattern WRITTEN = Pattern.compile("([a-z0-9-]+):([1-9][0-9]{0,5})");

    /** Reads a citation; empty when the text is none. */
    public static Optional<Citation> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new Citation(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return source + ":" + paragraph;
    }
}
