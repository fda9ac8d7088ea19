package org.qalqan.collections;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the history of a store: after one of its changes. As text it names the service: {@code timeline:12} is after all of
 * revision 12, {@code timeline:12.40} after the fortieth change of that revision.
 *
 * @param revision the store's revision
 * @param ordinal the last change of that revision that lies before; {@link #WHOLE} when all do
 */
record ChangePosition(long revision, int ordinal) {

    static final int WHOLE = Integer.MAX_VALUE;

    /** Before every change. */
    static final ChangePosition BEGINNING = new ChangePosition(0, WHOLE);

    private static final Pattern FORM = Pattern.compile("([a-z]+):([0-9]{1,18})(?:\\.([0-9]{1,9}))?");

    /** After all of a revision. */
    static ChangePosition afterAllOf(long revision) {
        return new ChangePosition(revision, WHOLE);
    }

    /** Reads the position of a service; empty when the text is none of it. */
    static Optional<ChangePosition> parse(String text, String service) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equals(service)) {
            return Optional.empty();
        }
        long revision = Long.parseLong(matcher.group(2));
        String ordinal = matcher.group(3);
        return Optional.of(new ChangePosition(revision, ordinal == null ? WHOLE : Integer.parseInt(ordinal)));
    }

    /** The position as text. */
    String text(String service) {
        return service + ":" + revision + (ordinal == WHOLE ? "" : "." + ordinal);
    }
}
