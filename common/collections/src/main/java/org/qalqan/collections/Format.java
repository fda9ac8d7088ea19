package org.qalqan.collections;

import jakarta.ws.rs.NotAcceptableException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Accept;

/** How a list can be written. */
public enum Format {
    /** A page of items; what a client gets that accepts anything. */
    JSON("application/json", "", "A page of items."),
    /** Comma-separated values (RFC 4180): a header, and a row for each item. */
    CSV(
            "text/csv",
            ".csv",
            "The names of the columns stand in the first line (RFC 4180); `/v1/meta/fields` tells what they mean."),
    /** JSON, one item on each line. */
    NDJSON("application/x-ndjson", ".ndjson", "One item in JSON on each line.");

    private static final List<String> OFFERED =
            Arrays.stream(values()).map(Format::mediaType).toList();

    private final String mediaType;
    private final String suffix;
    private final String description;

    Format(String mediaType, String suffix, String description) {
        this.mediaType = mediaType;
        this.suffix = suffix;
        this.description = description;
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

    /** Whether an {@code Accept} prefers JSON to every other format. */
    static boolean isJsonBest(@Nullable String accept) {
        return JSON.mediaType.equals(Accept.best(accept, OFFERED));
    }

    /** The media type. */
    public String mediaType() {
        return mediaType;
    }

    /** What a path ends in to ask for this format; empty for JSON. */
    public String suffix() {
        return suffix;
    }

    /** What it looks like, in a sentence. */
    public String description() {
        return description;
    }

    /** The parameters of a list that have no place in this format. */
    public List<String> homeless() {
        return switch (this) {
            case JSON -> List.of();
            case CSV -> List.of(Grouping.GROUP_BY, Grouping.METRIC, "total", "include");
            case NDJSON -> List.of(Grouping.GROUP_BY, Grouping.METRIC, "total");
        };
    }

    /** The formats in which a list can be had whole. */
    public static List<Format> ofDownloads() {
        return List.of(CSV, NDJSON);
    }

    /** The items in this format; for examples. */
    public String write(Listing listing, List<String> members, List<String> items) {
        return Lists.rows(items, this, CsvColumn.of(listing, members));
    }

    /** The media type with its parameters. */
    String contentType() {
        return this == CSV ? mediaType + ";charset=UTF-8;header=present" : mediaType;
    }
}
