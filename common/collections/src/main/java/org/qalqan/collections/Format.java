package org.qalqan.collections;

import jakarta.ws.rs.NotAcceptableException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Accept;

/** How a list can be written. */
public enum Format {
    /** A page of items; what a client gets that accepts anything. */
    JSON("application/json", ""),
    /** Comma-separated values (RFC 4180): a header, and a row for each item. */
    CSV("text/csv", ".csv"),
    /** JSON, one item on each line. */
    NDJSON("application/x-ndjson", ".ndjson");

    private static final List<String> OFFERED =
            Arrays.stream(values()).map(Format::mediaType).toList();

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** The format that an {@code Accept} prefers; among equals the first of ours. */
    static Format of(@Nullable String accept) {
        String best = Accept.best(accept, OFFERED);
        if (best == null) {
            throw new NotAcceptableException();
        }
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(best))
                .findFirst()
                .orElseThrow();
    }

    /** The media type. */
    public String mediaType() {
        return mediaType;
    }

    /** What a path ends in to ask for this format; empty for JSON. */
    public String suffix() {
        return suffix;
    }

    /** The media type with its parameters. */
    String contentType() {
        return this == CSV ? mediaType + ";charset=UTF-8;header=present" : mediaType;
    }
}
