package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.gateway.upstream.Deadline;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.RequestLimits;
import org.qalqan.problems.TraceId;

/**
 * {@code POST /v1/releases}. The gateway judges no token: it first asks the service that keeps releases, which does, and brings it the file when
 * it is made.
 */
@Path("/v1/releases")
@Singleton
class ReleasesResource implements OwnPaths {

    private static final Service KEEPER = Service.TIMELINE;
    private static final String INTAKE = "/internal/releases/";
    /** Shorter than the time after which a connection counts as idle. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    private static final int MAX_BODY = RequestLimits.MAX_BODY_BYTES;

    private final Upstreams upstreams;
    private final MergedDocument document;

    ReleasesResource(Upstreams upstreams, MergedDocument document) {
        this.upstreams = upstreams;
        this.document = document;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Blocking
    public Response cut(InputStream body, @Context HttpServerRequest request) throws IOException {
        QueryParameters.of(request, List.of());
        ReleaseRequest wanted = ReleaseRequest.read(whole(body));
        Calls calls = new Calls(
                upstreams,
                () -> TraceId.traceparentOfCallFor(request),
                request.getHeader(HttpHeaders.AUTHORIZATION),
                Deadline.in(LIMIT));
        try {
            Reply start = calls.ask(KEEPER, INTAKE + wanted.id());
            if (start.status() != 200) {
                return passedOn(start, request);
            }
            JsonNode dataset = Calls.parsed(KEEPER, start);
            byte[] zip = new Cut(calls, document)
                    .make(
                            wanted,
                            (ObjectNode) dataset.path("descriptor"),
                            dataset.path("licence").asText());
            Reply kept = calls.bring(KEEPER, INTAKE + wanted.id(), "application/zip", zip);
            if (kept.status() != 201) {
                return passedOn(kept, request);
            }
            return Response.status(Response.Status.CREATED)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    // a relative reference: Response.created would make it absolute, with a host in it
                    .header(HttpHeaders.LOCATION, "/v1/releases/" + wanted.id())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(kept.body().getBytes())
                    .build();
        } catch (UpstreamException e) {
            throw e.toProblem();
        }
    }

    /** The body; one that does not announce its length is measured as it comes. */
    private static byte[] whole(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BODY + " bytes.");
        }
        return bytes;
    }

    /** What the keeper says against it is the answer. */
    private static Response passedOn(Reply reply, HttpServerRequest request) {
        if (reply.status() >= 500 || !"application/problem+json".equals(reply.mediaType())) {
            throw UpstreamException.ofStatus(KEEPER, reply.status());
        }
        Response.ResponseBuilder answer = Response.status(reply.status())
                .type("application/problem+json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.bytes(Calls.parsed(KEEPER, reply).put("instance", request.path())));
        List<String> challenges = reply.headers().getAll(HttpHeaders.WWW_AUTHENTICATE);
        challenges.forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return answer.build();
    }
}
