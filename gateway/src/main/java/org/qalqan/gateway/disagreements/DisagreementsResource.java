package org.qalqan.gateway.disagreements;

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

/** {@code /v1/disagreements}. */
@Path("/v1/disagreements")
class DisagreementsResource implements OwnPaths {

    private static final String PATH = "/v1/disagreements";

    private final Compositions compositions;

    DisagreementsResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> disagreements(@Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> Walk.page(composition, PATH, parameters));
    }
}
