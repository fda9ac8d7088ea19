package org.qalqan.forces.structure;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.qalqan.collections.Answers;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.Json;
import org.qalqan.collections.QueryString;
import org.qalqan.forces.formation.Formation;
import org.qalqan.problems.FieldError;

/** {@code /v1/structure}: the tree of formations on a date. */
@Path("/v1/structure")
@Tag(name = "structure", description = "The tree of formations on a date.")
class StructureResource {

    private final CollectionReads reads;
    private final Answers answers;

    StructureResource(CollectionReads reads, Answers answers) {
        this.answers = answers;
        this.reads = reads;
    }

    /** The tree on the day that {@code asOf} names. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getStructure",
            summary = "Get the structure on a date",
            description =
                    "The tree of formations that certainly or possibly existed on a day, each marked accordingly.")
    @Parameter(
            name = "asOf",
            in = ParameterIn.QUERY,
            required = true,
            description = "The day, YYYY-MM-DD.",
            example = "2004-01-01",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Parameter(
            name = "knownAt",
            in = ParameterIn.QUERY,
            description = "Only by the sources that were out on this day, YYYY-MM-DD.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @APIResponse(
            responseCode = "200",
            description = "The tree.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Structure.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response get(@Context HttpServerRequest request) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of("asOf", "knownAt"));
        LocalDate day = query.day("asOf");
        LocalDate knownAt = query.day("knownAt");
        if (query.value("asOf") == null) {
            query.reject(FieldError.query("asOf", "'asOf' is needed: a day, YYYY-MM-DD"));
        }
        query.throwIfInvalid();
        long revision = answers.revision();
        return answers.ofStore(
                Json.write(StructureTree.on(Objects.requireNonNull(day), reads.all(Formation.class, knownAt))),
                revision,
                request);
    }
}
