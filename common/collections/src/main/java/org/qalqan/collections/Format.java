package org.qalqan.collections;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;

/** How a list can be written. */
public enum Format {
    /** A page of items; what a client gets that accepts anything. */
    JSON("application/json", ""),
    /** Comma-separated values (RFC 4180): a header, and a row for each item. */
    CSV("text/csv", ".csv"),
    /** JSON, one item on each line. */
    NDJSON("application/x-ndjson", ".ndjson");

    private static final List<Variant> VARIANTS = Arrays.stream(values())
            .map(format -> new Variant(MediaType.valueOf(format.mediaType), (String) null, null))
            .toList();

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** The format that the request's {@code Accept} prefers; among equals the first of ours. */
    static Format of(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        return Arrays.stream(values())
                .filter(format -> variant.getMediaType().equals(MediaType.valueOf(format.mediaType)))
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
