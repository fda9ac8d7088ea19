package org.qalqan.gateway.gaps;

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
import org.qalqan.gateway.walk.Walk;

/** {@code /v1/gaps}. */
@Path("/v1/gaps")
class GapsResource implements OwnPaths {

    private static final String PATH = "/v1/gaps";

    private final Compositions compositions;

    GapsResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> gaps(@Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> Walk.page(composition, PATH, parameters));
    }
}
