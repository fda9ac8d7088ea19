package org.qalqan.collections;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How a list can be written. */
public enum Format {
    /** A page of items; what a client gets that accepts anything. */
    JSON("application/json", ""),
    /** Comma-separated values (RFC 4180): a header, and a row for each item. */
    CSV("text/csv", ".csv"),
    /** JSON, one item on each line. */
    NDJSON("application/x-ndjson", ".ndjson");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
        this.mediaType = mediaType;
        this.suffix = suffix;
    }

    /** The format that {@code Accept} prefers (RFC 9110, section 12.5.1); among equals the first of ours. */
    static Format of(HttpHeaders headers) {
        Format best = null;
        double most = 0;
        for (Format format : values()) {
            double quality = quality(MediaType.valueOf(format.mediaType), headers.getAcceptableMediaTypes());
            if (quality > most) {
                best = format;
                most = quality;
            }
        }
        if (best == null) {
            throw new NotAcceptableException();
        }
        return best;
    }

    /** What the most specific of the ranges that include the type says of it; 0 when none does. */
    private static double quality(MediaType type, List<MediaType> ranges) {
        int closest = 0;
        double quality = 0;
        for (MediaType range : ranges) {
            int specificity = range.isWildcardType() ? 1 : range.isWildcardSubtype() ? 2 : 3;
            if (range.isCompatible(type) && specificity > closest) {
                closest = specificity;
                quality = Double.parseDouble(range.getParameters().getOrDefault("q", "1"));
            }
        }
        return quality;
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
