package org.qalqan.gateway.search;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/search?q=}. */
@Path("/v1/search")
class SearchResource implements OwnPaths {

    static final String PATH = "/v1/search";

    private final Compositions compositions;
    private final MergedDocument document;
    private final SearchConfig config;

    SearchResource(Compositions compositions, MergedDocument document, SearchConfig config) {
        this.compositions = compositions;
        this.document = document;
        this.config = config;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> search(@Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> new MergedHits(
                        composition, Question.of(parameters, document.recordTypes(), composition), config.deadline())
                .page());
    }
}
