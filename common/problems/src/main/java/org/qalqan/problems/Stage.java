package org.qalqan.problems;

/**
 * In which order filters look at a request, before any route does: from the first of these to the last. A program has those of them that it
 * needs.
 */
public enum Stage {

    /** It is given a trace: whatever is said of it later names that. */
    TRACE(30_000),

    /** Its time begins: whoever answers it, it is counted. */
    METERS(25_000),

    /** Its answer gets the headers that every answer has, a refusal as well. */
    HEADERS(20_000),

    /** Its client's requests are counted: what is answered from memory counts as well. */
    RATE(15_000),

    /** It is answered, if its answer is there: that takes no work, and is done however much else there is to do. */
    READY(14_000),

    /** Its trace is named in the log: what was answered before writes none. */
    LOG(13_500),

    /** It is given a place among those that are worked on, or refused. */
    PLACE(13_000),

    /** It is refused if it is too large or malformed: what comes after may read it. */
    LIMITS(10_000),

    /** It is answered without the framework, if it is plain. */
    PLAIN(9_000);

    private final int priority;

    Stage(int priority) {
        this.priority = priority;
    }

    /** For {@code Filters.register}, which asks for the highest first. The framework's own filters have less than any of these. */
    public int priority() {
        return priority;
    }
}
