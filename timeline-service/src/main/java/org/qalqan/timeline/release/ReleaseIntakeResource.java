package org.qalqan.timeline.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qalqan.access.Role;
import org.qalqan.collections.Json;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * Where the gateway asks whether a release may be cut, and then brings it. No document names the path, and so no gateway forwards to it; whoever
 * reaches it by another way needs a maintainer's token all the same.
 */
@Path("/internal/releases/{release}")
@RolesAllowed(Role.MAINTAINER)
class ReleaseIntakeResource {

    private static final int CREATED = 201;

    private final Releases releases;
    private final java.nio.file.Path dataset;

    ReleaseIntakeResource(Releases releases, @ConfigProperty(name = "seeds.location") java.nio.file.Path dataset) {
        this.releases = releases;
        this.dataset = dataset;
    }

    /**
     * What a release of that id starts from: what the dataset says of itself, and its licence.
     *
     * @param descriptor the dataset's descriptor without its files
     * @param licence the text of the licence
     */
    record Start(JsonNode descriptor, String licence) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Start start(@PathParam("release") String id) {
        requireId(id);
        if (releases.find(id).isPresent()) {
            throw Releases.taken(id);
        }
        try {
            ObjectNode descriptor =
                    (ObjectNode) Json.read(Files.readString(dataset.resolve(ReleasePackage.DESCRIPTOR)));
            descriptor.remove("resources");
            String licence = descriptor.at("/licenses/0/path").asText();
            return new Start(descriptor, Files.readString(dataset.resolve(licence)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PUT
    @Consumes(ReleaseResource.ZIP)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response keep(@PathParam("release") String id, byte[] zip, @Context SecurityContext security) {
        requireId(id);
        Release release =
                ReleasePackage.describe(id, zip, security.getUserPrincipal().getName());
        releases.keep(release, zip);
        return Response.status(CREATED).entity(Json.write(release)).build();
    }

    private static void requireId(String id) {
        if (!Release.isId(id)) {
            throw ProblemException.invalidBody(List.of(FieldError.body(
                    "/id",
                    "An id is made of lower-case letters and digits, with single dots or hyphens between them, and has at most "
                            + Release.MAX_ID + " characters.")));
        }
    }
}
