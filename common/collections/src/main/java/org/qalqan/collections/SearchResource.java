package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/search}: what {@code q} finds in all collections of this service, the best first. */
@Path("/v1/search")
public class SearchResource {

    private final Collections collections;
    private final Hits hits;
    private final Answers answers;

    SearchResource(Collections collections, Hits hits, Answers answers) {
        this.collections = collections;
        this.hits = hits;
        this.answers = answers;
    }

    /** One page of hits, and how many there are of each type and topic. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response search(@Context HttpServerRequest request) {
        HitQuery query = HitQuery.parse(new QueryString(request.query()), collections.all());
        Response unchanged = answers.unchanged(Format.JSON, request);
        return unchanged != null ? unchanged : answers.ofStore(hits.page(query), Format.JSON, request);
    }
}
