package org.qalqan.problems;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever a resource method throws into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final AllowedMethods allowedMethods;

    ProblemMappers(AllowedMethods allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e, @Context HttpServerRequest request) {
        return respond(e.type(), String.valueOf(e.getMessage()), e.errors(), e.headers(), request);
    }

    /** The framework's own: unknown path, wrong method, unacceptable format. */
    @ServerExceptionMapper
    Response framework(WebApplicationException e, @Context HttpServerRequest request) {
        Response original = e.getResponse();
        ProblemType type = ProblemType.ofStatus(original.getStatus());
        if (type.status() >= 500) {
            return unexpected(e, request);
        }
        Map<String, String> headers = type == ProblemType.METHOD_NOT_ALLOWED
                ? Map.of(HttpHeaders.ALLOW, allowedMethods.of(request.path()))
                : Map.of();
        return respond(type, Details.of(type, request), null, headers, request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, @Context HttpServerRequest request) {
        String traceId = TraceId.of(request);
        LOG.errorf(e, "%s %s failed", request.method(), request.path());
        ProblemType type = ProblemType.INTERNAL_ERROR;
        Problem problem = Problem.of(type, Details.of(type, request), null, request.path(), traceId);
        return problem.response(Map.of());
    }

    private static Response respond(
            ProblemType type,
            String detail,
            @Nullable List<FieldError> errors,
            Map<String, String> headers,
            HttpServerRequest request) {
        return Problem.of(type, detail, errors, request.path(), TraceId.of(request))
                .response(headers);
    }
}
