package org.qalqan.collections;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /internal/revision}: what whoever keeps answers of this service asks again and again. Two equal answers to it mean that every
 * answer that names a {@code Data-Revision} is still the same. No document names the path, and so no gateway forwards to it.
 */
@Path("/internal/revision")
class RevisionResource {

    private final Answers answers;

    RevisionResource(Answers answers) {
        this.answers = answers;
    }

    /**
     * The state of the store.
     *
     * @param shapedBy tells stores, and versions of the program that shapes what is in them, from one another
     * @param revision the store's revision
     */
    record State(String shapedBy, long revision) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response revision() {
        return Response.ok(new State(answers.shapedBy(), answers.revision()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
