package org.qalqan.gateway.explain;

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

/** {@code /v1/explain?record=&field=}. */
@Path("/v1/explain")
class ExplainResource implements OwnPaths {

    static final String PATH = "/v1/explain";

    private final Compositions compositions;

    ExplainResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> explain(@Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> new Explanation(composition, Value.of(parameters))
                        .compose());
    }
}
