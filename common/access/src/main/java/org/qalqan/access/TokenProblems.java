package org.qalqan.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;

/**
 * What a caller without the token that is needed is answered (RFC 6750). The reason for which a token was refused stays out of answer and log:
 * it helps nobody but an attacker, and the library's words quote the token.
 */
class TokenProblems {

    private static final Logger LOG = Logger.getLogger(TokenProblems.class);

    @ServerExceptionMapper
    Response missing(UnauthorizedException e, @Context HttpServerRequest request) {
        return answer(
                request,
                ProblemType.UNAUTHORIZED,
                "This needs a bearer token, and none came with the request.",
                "Bearer realm=\"qalqan\"");
    }

    @ServerExceptionMapper
    Response refused(AuthenticationFailedException e, @Context HttpServerRequest request) {
        return answer(
                request,
                ProblemType.UNAUTHORIZED,
                "The token is not one that is accepted here now.",
                "Bearer realm=\"qalqan\", error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, @Context HttpServerRequest request) {
        return answer(
                request,
                ProblemType.FORBIDDEN,
                "The token is valid, but its roles do not allow this.",
                "Bearer realm=\"qalqan\", error=\"insufficient_scope\"");
    }

    private static Response answer(HttpServerRequest request, ProblemType type, String detail, String challenge) {
        LOG.infof("%s %s: %d", request.method(), request.path(), type.status());
        return Problem.response(request, type, detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }
}
