package org.qalqan.collections;

import static org.qalqan.collections.EvidenceList.field;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Kind;

/** {@code /v1/gaps}: known unknowns, fields looked for in the sources and not found. */
@Path("/v1/gaps")
public class GapResource {

    private static final Listing LISTING = new Listing(
            "gaps",
            DSL.table(DSL.name("gap")),
            List.of(
                    field("recordType", Kind.TEXT, false, "Type of the record.", null),
                    field("record", Kind.REFERENCE, false, "Id of the record.", null),
                    field("field", Kind.TEXT, false, "Name of the field.", null),
                    field("status", Kind.CODE, false, "Why there is no value.", "missing"),
                    field(
                            "partial",
                            Kind.BOOLEAN,
                            false,
                            "Whether some elements of the list are known all the same.",
                            null),
                    field("sources", Kind.REFERENCE, true, "Ids of the sources.", null),
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

    private final EvidenceList evidence;

    GapResource(DSLContext sql, Codelists codelists, @ConfigProperty(name = "qalqan.service") String service) {
        this.evidence = new EvidenceList(sql, codelists, service);
    }

    /** What the list can be asked about. */
    public static Listing listing() {
        return LISTING;
    }

    /** The known unknowns that the query asks for. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response list(@Context HttpServerRequest request) {
        return evidence.answer(
                request, LISTING, List.of(Columns.BODY), row -> (ObjectNode) Json.read(row.get(Columns.BODY)));
    }
}
