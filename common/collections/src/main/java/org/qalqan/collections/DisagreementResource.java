package org.qalqan.collections;

import jakarta.ws.rs.Path;
import java.util.List;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Kind;

/** {@code /v1/disagreements}: where readings that count say different things, with all sides. */
@Path("/v1/disagreements")
public class DisagreementResource extends EvidenceResource {

    private static final Listing LISTING = new Listing(
            "disagreements",
            DSL.table(DSL.name("disagreement")),
            List.of(
                    field("recordType", Kind.TEXT, false, "Type of the record.", null),
                    field("record", Kind.REFERENCE, false, "Id of the record.", null),
                    field("field", Kind.TEXT, false, "Name of the field.", null),
                    field("item", Kind.TEXT, false, "Which element of a field that holds a list.", null),
                    field(
                            "status",
                            Kind.CODE,
                            false,
                            "Whether one side is shown, none is, or elements of a list exclude each other.",
                            "disagreement-status"),
                    field("differences", Kind.CODE, true, "Why the readings differ.", "difference"),
                    field("bases", Kind.CODE, true, "What the readings rest on.", "basis"),
                    field("independentSources", Kind.INTEGER, false, "How many independent sources take part.", null),
                    sources("sources", true, "Ids of the sources."),
                    field("topics", Kind.CODE, true, "Topics of the record.", "topic")),
            null,
            List.of(
                    "id",
                    "service",
                    "recordType",
                    "record",
                    "title",
                    "url",
                    "topics",
                    "field",
                    "item",
                    "status",
                    "differences",
                    "bases",
                    "independentSources",
                    "sides"),
            false,
            false,
            true);

    DisagreementResource(EvidenceReads reads) {
        super(LISTING, List.of(Columns.BODY), EvidenceResource::readyMade, reads);
    }

    /** What the list can be asked about. */
    public static Listing listing() {
        return LISTING;
    }
}
