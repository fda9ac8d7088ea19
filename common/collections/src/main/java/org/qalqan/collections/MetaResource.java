package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/meta}: what a service says of its own store. */
@Path("/v1/meta")
@Tag(name = "meta", description = "What the record says of itself.")
public class MetaResource {

    private final Meta meta;

    MetaResource(Meta meta) {
        this.meta = meta;
    }

    /** What must hold of the store, counted. */
    @GET
    @Path("invariants")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getInvariants",
            summary = "Get the invariants",
            description = "What must hold of the record, counted: all numbers are 0 in a sound one.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Invariants.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response invariants(@Context HttpServerRequest request) {
        return answer(request, meta.invariants());
    }

    /** How much of the sources is covered. */
    @GET
    @Path("coverage")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getCoverage",
            summary = "Get the coverage",
            description =
                    "Records by collection and year, readings by what they rest on, disagreements, known unknowns, and the"
                            + " paragraphs that are cited.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StoreCoverage.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response coverage(@Context HttpServerRequest request) {
        return answer(request, meta.coverage());
    }

    private static Response answer(HttpServerRequest request, Object body) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of());
        query.throwIfInvalid();
        return Answers.json(Json.write(body), request);
    }
}
