package org.qalqan.gateway.meta;

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

/** {@code /v1/meta/invariants} and {@code /v1/meta/coverage}. */
@Path("/v1/meta")
class MetaResource implements OwnPaths {

    private final Compositions compositions;

    MetaResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Path("invariants")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> invariants(@Context HttpServerRequest request) {
        return compositions.answer(request, Invariants.PATH, (composition, parameters) -> Invariants.of(composition));
    }

    @GET
    @Path("coverage")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> coverage(@Context HttpServerRequest request) {
        return compositions.answer(request, Coverage.PATH, (composition, parameters) -> Coverage.of(composition));
    }
}
