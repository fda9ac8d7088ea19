package org.qalqan.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.TraceId;

/** Answers with a problem where no resource method is involved. */
public final class GatewayProblem {

    private GatewayProblem() {}

    /** Ends the response with a problem, unless it is on the wire already. */
    public static void end(HttpServerRequest request, ProblemType type, String detail, Map<String, String> headers) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        Problem problem =
                new Problem(type.uri(), type.title(), type.status(), detail, request.path(), TraceId.of(request), null);
        response.setStatusCode(type.status());
        response.putHeader("Content-Type", Problem.MEDIA_TYPE).putHeader("Cache-Control", "no-store");
        headers.forEach(response::putHeader);
        response.end(Buffer.buffer(problem.toBytes()));
    }
}
