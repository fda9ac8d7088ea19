package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qalqan.access.Role;

/**
 * A collection that editors may change. Reference data is none: it changes in the dataset only.
 *
 * @param <T> the Java record that declares the collection
 */
public abstract class EditableResource<T> extends CollectionResource<T> {

    /** The longest reason for a change, in characters. */
    public static final int LONGEST_REASON = 1_000;

    /** The media type of a patch (RFC 7396). */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final byte[] NOTHING = {};

    private final Edits edits;

    /** The resource of the collection that the Java record declares. */
    protected EditableResource(Class<T> view, CollectionReads reads, Edits edits) {
        super(view, reads);
        this.edits = edits;
    }

    /** A new record. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response create(
            byte @Nullable [] body, @Context HttpServerRequest request, @Context SecurityContext caller) {
        return edits.create(declaration(), request, name(caller), orNothing(body));
    }

    /** A record as a whole. */
    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response replace(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @Context HttpServerRequest request,
            @Context SecurityContext caller) {
        return edits.replace(declaration(), id, request, name(caller), orNothing(body));
    }

    /** Some members of a record. */
    @PATCH
    @Path("{id}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response patch(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @Context HttpServerRequest request,
            @Context SecurityContext caller) {
        return edits.patch(declaration(), id, request, name(caller), orNothing(body));
    }

    /** The withdrawal of a record. */
    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response withdraw(
            @PathParam("id") String id, @Context HttpServerRequest request, @Context SecurityContext caller) {
        return edits.withdraw(declaration(), id, request, name(caller));
    }

    /** The merging of a record into another. */
    @POST
    @Path("{id}/merge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response merge(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @Context HttpServerRequest request,
            @Context SecurityContext caller) {
        return edits.merge(declaration(), id, request, name(caller), orNothing(body));
    }

    /** A reading more. */
    @POST
    @Path("{id}/readings")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response addReading(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @Context HttpServerRequest request,
            @Context SecurityContext caller) {
        return edits.addReading(declaration(), id, request, name(caller), orNothing(body));
    }

    /** The rank of a reading. */
    @PATCH
    @Path("{id}/readings/{reading}")
    @Consumes(MERGE_PATCH)
    @RolesAllowed({Role.EDITOR, Role.MAINTAINER})
    @Operation(hidden = true)
    public Response changeReading(
            @PathParam("id") String id,
            @PathParam("reading") String reading,
            byte @Nullable [] body,
            @Context HttpServerRequest request,
            @Context SecurityContext caller) {
        return edits.changeReading(declaration(), id, reading, request, name(caller), orNothing(body));
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    private static byte[] orNothing(byte @Nullable [] body) {
        return body == null ? NOTHING : body;
    }
}
