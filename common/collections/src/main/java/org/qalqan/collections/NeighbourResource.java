package org.qalqan.collections;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code /internal/ids} and {@code /internal/referrers}: what is asked of this service before a write to another one. No document names the
 * paths, and so no gateway forwards to them.
 */
@Path("/internal")
class NeighbourResource {

    private final DSLContext sql;
    private final StoredEntries stored;

    NeighbourResource(DSLContext sql, StoredEntries stored) {
        this.sql = sql;
        this.stored = stored;
    }

    /**
     * An id that this service has given out.
     *
     * @param id the id
     * @param type type of its record
     * @param state {@code current}, {@code withdrawn} or {@code merged}
     */
    record Known(String id, String type, String state) {}

    /** Those of the ids, separated by commas, that were ever given out here. */
    @GET
    @Path("ids")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response ids(@QueryParam("id") @Nullable String ids) {
        List<String> asked = ids == null ? List.of() : List.of(ids.split(",", -1));
        List<Known> known = sql.select(Columns.ID, Columns.text("type"), Store.STATE)
                .from(Store.RECORD)
                .where(Columns.oneOf(Columns.ID, asked))
                .fetch(row -> new Known(row.value1(), row.value2(), row.value3()));
        return answer(known);
    }

    /** What here refers to the record, in words. */
    @GET
    @Path("referrers")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response referrers(@QueryParam("id") @Nullable String id) {
        return answer(id == null ? List.of() : stored.referrers(id));
    }

    private static Response answer(List<?> items) {
        return Response.ok(Json.write(items))
                .header("Cache-Control", "no-store")
                .build();
    }
}
