package org.qalqan.gateway.changes;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/changes}. */
@Path("/v1/changes")
class ChangesResource implements OwnPaths {

    private final Compositions compositions;

    ChangesResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> changes(@Context HttpServerRequest request) {
        return compositions.answer(request, Feed.PATH, Feed::page);
    }
}
