package org.qalqan.collections;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of the sources a store covers, and how far. */
@Schema(name = "StoreCoverage", description = "How much of the sources a store covers, and how far.")
record StoreCoverage(
        @Schema(required = true, description = "The store's revision at which it was counted.")
        long revision,

        @Schema(required = true, description = "Number of records by collection.")
        Map<String, Integer> records,

        @Schema(required = true, description = "Number of readings.")
        int readings,

        @Schema(required = true, description = "Number of readings by what they rest on.")
        Map<String, Integer> readingsByBasis,

        @Schema(required = true, description = "Number of disagreements by status.")
        Map<String, Integer> disagreements,

        @Schema(required = true, description = "Number of known unknowns by status.")
        Map<String, Integer> gaps,

        @Schema(required = true, description = "For each source the paragraphs that readings cite, in order.")
        Map<String, List<Integer>> citedParagraphs,

        @Schema(
                required = true,
                description =
                        "For each collection that has a main date: how many records begin in each year; those of unknown or open"
                                + " beginning under 'unknown'.")
        Map<String, Map<String, Integer>> recordsByYear) {}
