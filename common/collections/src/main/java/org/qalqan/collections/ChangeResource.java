package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/changes}: what has happened to the records of this service, in order. */
@Path("/v1/changes")
public class ChangeResource {

    private final Changes changes;
    private final Answers answers;

    ChangeResource(Changes changes, Answers answers) {
        this.answers = answers;
        this.changes = changes;
    }

    /** The changes that the query asks for. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response list(@Context HttpServerRequest request) {
        long revision = answers.revision();
        Change.Page page = changes.page(request.query());
        return answers.ofStore(new Answered(Json.write(page), revision, page.next()), Format.JSON, request);
    }
}
