package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jooq.exception.DataAccessException;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;

/** A store that cannot be reached is a 503, and passes; anything else that it says is a fault of ours. */
class StoreFailures {

    private static final Logger LOG = Logger.getLogger(StoreFailures.class);

    /** Classes of SQLSTATE: connection, resources, operator intervention (PostgreSQL, appendix A). */
    private static final List<String> AWAY = List.of("08", "53", "57");

    private static final String AWAY_SENTENCE = "The store of this service is away. Try again in a moment.";
    private static final Map<String, String> SOON = Map.of("Retry-After", "1");

    /** The same, where no resource method is involved. */
    static void end(Throwable e, HttpServerRequest request) {
        if (e instanceof DataAccessException failure && isAway(failure)) {
            LOG.warnf("the store is away: %s", e.getMessage());
            Problem.end(request, ProblemType.SERVICE_UNAVAILABLE, AWAY_SENTENCE, SOON);
        } else {
            LOG.errorf(e, "%s %s failed", request.method(), request.path());
            Problem.endInternalError(request);
        }
    }

    @ServerExceptionMapper
    Response unavailable(DataAccessException e, @Context HttpServerRequest request) {
        if (isAway(e)) {
            LOG.warnf("the store is away: %s", e.getMessage());
            return Problem.response(request, ProblemType.SERVICE_UNAVAILABLE, AWAY_SENTENCE, SOON);
        }
        LOG.errorf(e, "%s %s failed in the store", request.method(), request.path());
        return Problem.internalError(request);
    }

    /** What was to be written could not be committed: the store went away in the middle, and has kept nothing, or all of it. */
    @ServerExceptionMapper({RollbackException.class, SystemException.class, TransactionalException.class})
    Response uncommitted(Exception e, @Context HttpServerRequest request) {
        LOG.warnf("%s %s was not committed: %s", request.method(), request.path(), e.getMessage());
        return Problem.response(
                request,
                ProblemType.SERVICE_UNAVAILABLE,
                "The store of this service went away in the middle. Send the request again, with the same Idempotency-Key.",
                Map.of("Retry-After", "1"));
    }

    /** A pool that could not get a connection in time gives no state. */
    private static boolean isAway(DataAccessException e) {
        SQLException cause = e.getCause(SQLException.class);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState();
        return state == null || AWAY.stream().anyMatch(state::startsWith);
    }
}
