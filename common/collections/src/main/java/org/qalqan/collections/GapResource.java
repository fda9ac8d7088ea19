package org.qalqan.collections;

import jakarta.ws.rs.Path;
import java.util.List;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Kind;

/** {@code /v1/gaps}: known unknowns, fields looked for in the sources and not found. */
@Path("/v1/gaps")
public class GapResource extends EvidenceResource {

    private static final Listing LISTING = new Listing(
            "gaps",
            DSL.table(DSL.name("gap")),
            List.of(
                    field("recordType", Kind.TEXT, false, "Type of the record.", null),
                    field("record", Kind.REFERENCE, false, "Id of the record.", null),
                    field("field", Kind.TEXT, false, "Name of the field.", null),
                    field("status", Kind.CODE, false, "Why there is no value.", "missing"),
                    field("partial", Kind.BOOLEAN, false, "Whether something is known all the same.", null),
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
                    "status",
                    "partial",
                    "readings"),
            false,
            false,
            true);

    GapResource(EvidenceReads reads) {
        super(LISTING, List.of(Columns.BODY), EvidenceResource::readyMade, reads);
    }

    /** What the list can be asked about. */
    public static Listing listing() {
        return LISTING;
    }
}
