package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * List and get of a collection. A service has one subclass for each of its collections, which gives the path and the declaration
 * and nothing else; its being there is what registers the collection.
 *
 * @param <T> the Java record that declares the collection
 */
public abstract class CollectionResource<T> {

    private static final int PERMANENT_REDIRECT = 308;

    private final Declaration declaration;
    private final CollectionReads reads;

    /** The resource of the collection that the Java record declares. */
    protected CollectionResource(Class<T> view, CollectionReads reads) {
        this.declaration = Declaration.of(view);
        this.reads = reads;
    }

    /** What the collection is. */
    public final Declaration declaration() {
        return declaration;
    }

    /** The records that the query asks for. */
    @GET
    @Operation(hidden = true)
    public Response list(@Context HttpServerRequest request, @Context HttpHeaders headers) {
        return reads.list(declaration, Format.of(headers.getHeaderString(HttpHeaders.ACCEPT)), request);
    }

    /** One record. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response get(@PathParam("id") String id, @Context HttpServerRequest request) {
        return reads.get(declaration, id, request).orElseGet(() -> elsewhere(id, "", request));
    }

    /** What has happened to one record. */
    @GET
    @Path("{id}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response history(@PathParam("id") String id, @Context HttpServerRequest request) {
        return reads.history(declaration, id, request);
    }

    /** What one revision did to one record. */
    @GET
    @Path("{id}/history/{revision}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response change(
            @PathParam("id") String id, @PathParam("revision") String revision, @Context HttpServerRequest request) {
        return reads.change(declaration, id, revision, request);
    }

    /** One record as its editors write it. */
    @GET
    @Path("{id}/entry")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response entry(@PathParam("id") String id, @Context HttpServerRequest request) {
        return reads.entry(declaration, id, request).orElseGet(() -> elsewhere(id, "/entry", request));
    }

    private Response elsewhere(String id, String rest, HttpServerRequest request) {
        String query = request.query() == null ? "" : "?" + request.query();
        return reads.successor(declaration, id)
                .map(successor -> Response.status(PERMANENT_REDIRECT)
                        .header(HttpHeaders.LOCATION, "/v1/" + declaration.path() + "/" + successor + rest + query)
                        .build())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "There is no record '" + id + "' in " + declaration.path() + "."));
    }
}
