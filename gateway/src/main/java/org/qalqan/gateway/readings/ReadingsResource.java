package org.qalqan.gateway.readings;

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

/** {@code /v1/readings}. */
@Path("/v1/readings")
class ReadingsResource implements OwnPaths {

    private static final String PATH = "/v1/readings";

    private final Compositions compositions;

    ReadingsResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> readings(@Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> Walk.page(composition, PATH, parameters));
    }
}
