package org.qalqan.gateway.meta;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/meta}: what the record says of itself. */
@Path("/v1/meta")
class MetaResource implements OwnPaths {

    private final Compositions compositions;
    private final MergedDocument document;

    MetaResource(Compositions compositions, MergedDocument document) {
        this.compositions = compositions;
        this.document = document;
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

    @GET
    @Path("fields")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> fields(@Context HttpServerRequest request) {
        return compositions.answer(
                request,
                Fields.PATH,
                (composition, parameters) -> Fields.of(composition, parameters, document.collections()));
    }

    @GET
    @Path("codelists/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> codelist(@PathParam("name") String name, @Context HttpServerRequest request) {
        return compositions.answer(request, Codelist.PATH, (composition, parameters) -> Codelist.of(composition, name));
    }
}
