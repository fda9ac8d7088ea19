package org.qalqan.gateway.compose;

import org.qalqan.gateway.upstream.Reply;
import org.qalqan.problems.Problem;

/** A service refused a request that the caller had put; its problem is the answer. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** The refusal. */
    public RefusedException(Reply reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    boolean isProblem() {
        return Problem.MEDIA_TYPE.equals(reply.mediaType()) && reply.body().length() > 0;
    }

    Reply reply() {
        return reply;
    }
}
