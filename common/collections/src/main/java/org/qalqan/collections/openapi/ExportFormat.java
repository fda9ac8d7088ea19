package org.qalqan.collections.openapi;

/** A format in which a collection can be had whole. */
enum ExportFormat {
    CSV("csv", "Csv", "CSV", "text/csv", "The names of the columns stand in the first line (RFC 4180)."),
    NDJSON("ndjson", "Ndjson", "NDJSON", "application/x-ndjson", "One record in JSON on each line.");

    private final String extension;
    private final String suffix;
    private final String title;
    private final String mediaType;
    private final String description;

    ExportFormat(String extension, String suffix, String title, String mediaType, String description) {
        this.extension = extension;
        this.suffix = suffix;
        this.title = title;
        this.mediaType = mediaType;
        this.description = description;
    }

    /** What the address ends with. */
    String extension() {
        return extension;
    }

    /** What the operationId ends with. */
    String suffix() {
        return suffix;
    }

    /** What a person calls it. */
    String title() {
        return title;
    }

    String mediaType() {
        return mediaType;
    }

    String description() {
        return description;
    }
}
