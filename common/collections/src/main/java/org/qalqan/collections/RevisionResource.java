package org.qalqan.collections;

import io.vertx.core.http.HttpServerResponse;
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
@Path(RevisionResource.PATH)
class RevisionResource {

    static final String PATH = "/internal/revision";

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

    private State state(long revision) {
        return new State(answers.shapedBy(), revision);
    }

    /** Ends a request with it, where no resource method is involved. */
    void end(long revision, HttpServerResponse response) {
        if (!response.closed() && !response.ended()) {
            response.putHeader("Content-Type", MediaType.APPLICATION_JSON)
                    .putHeader("Cache-Control", "no-store")
                    .end(Json.write(state(revision)));
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response revision() {
        return Response.ok(state(answers.revision()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
