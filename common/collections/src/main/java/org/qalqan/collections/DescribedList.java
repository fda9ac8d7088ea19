package org.qalqan.collections;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list about evidence can be asked. Every service has the same ones, each about its own records. */
@Schema(
        name = "DescribedList",
        description = "What a list about the evidence can be asked; it is the same of every service.")
record DescribedList(
        @Schema(required = true, description = "Path segment under /v1.")
        String list,

        @Schema(required = true, description = "What it holds.")
        String description,

        @Schema(required = true, description = "The fields that it is filtered, sorted and grouped by.")
        List<DescribedCollection.DescribedField> fields,

        @Schema(required = true, description = "Its columns as CSV, in their order.")
        List<DescribedColumn> columns) {

    private static final List<DescribedList> ALL = List.of(
            of(
                    ReadingResource.listing(),
                    "What each source says about each field of each record, and where.",
                    DescribedColumn.READINGS),
            of(
                    DisagreementResource.listing(),
                    "Where readings that count say different things, with all sides.",
                    DescribedColumn.SERVICE),
            of(
                    GapResource.listing(),
                    "Known unknowns: fields for which sources were searched and give no value.",
                    DescribedColumn.SERVICE));

    /** All of them. */
    static List<DescribedList> all() {
        return ALL;
    }

    private static DescribedList of(Listing listing, String description, String source) {
        return new DescribedList(
                listing.path(),
                description,
                DescribedCollection.fields(listing),
                DescribedColumn.ofEvidence(listing, source));
    }
}
