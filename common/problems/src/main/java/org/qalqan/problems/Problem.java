package org.qalqan.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 has it ({@code application/problem+json}).
 *
 * @param type URI of the page that explains this type of problem
 * @param title the type's short sentence
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance path of the request
 * @param traceId W3C trace id of the request, for the logs
 * @param errors what is wrong with the request, one by one; absent when the problem is not the request's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "traceId", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String traceId,
        @Nullable List<FieldError> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The trace id of the standard's own examples. */
    private static final String EXAMPLE_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The problem of a request to the given path. */
    static Problem of(
            ProblemType type, String detail, @Nullable List<FieldError> errors, String instance, String traceId) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                instance,
                traceId,
                errors == null || errors.isEmpty() ? null : errors);
    }

    /** What a problem of this type looks like, for documents; its detail is the usual one of the type when none is given. */
    public static Problem example(
            ProblemType type, @Nullable String detail, String instance, @Nullable List<FieldError> errors) {
        return of(type, detail == null ? Details.of(type) : detail, errors, instance, EXAMPLE_TRACE);
    }

    /** The body. */
    public byte[] toBytes() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the request with a problem where no resource method is involved; does nothing once the answer is on the wire. */
    public static void end(HttpServerRequest request, ProblemType type, String detail, Map<String, String> headers) {
        of(type, detail, null, request.path(), TraceId.of(request)).end(request.response(), headers);
    }

    /** The same for a request that failed for no reason that the client could mend; the log has the reason. */
    public static void endInternalError(HttpServerRequest request) {
        ProblemType type = ProblemType.INTERNAL_ERROR;
        end(request, type, Details.of(type, request), Map.of());
    }

    /** The answer of a resource method that meets a problem of no parameter's making. */
    public static Response response(
            HttpServerRequest request, ProblemType type, String detail, Map<String, String> headers) {
        return of(type, detail, null, request.path(), TraceId.of(request)).response(headers);
    }

    /** The answer of a resource method that failed for no reason that the client could mend; the log has the reason. */
    public static Response internalError(HttpServerRequest request) {
        ProblemType type = ProblemType.INTERNAL_ERROR;
        return response(request, type, Details.of(type, request), Map.of());
    }

    /** This problem as the answer of a resource method. */
    Response response(Map<String, String> headers) {
        Response.ResponseBuilder builder = Response.status(status)
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(toBytes());
        headers.forEach(builder::header);
        return builder.build();
    }

    /** Ends the response with this problem, unless its head is already on the wire. */
    void end(HttpServerResponse response, Map<String, String> headers) {
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.forEach(response::putHeader);
        response.end(Buffer.buffer(toBytes()));
    }
}
