package org.qalqan.gateway.upstream;

import io.vertx.core.Future;

/**
 * One service, as something that answers calls. What bears with a failing service (a breaker, a bulkhead, a bounded retry, a
 * cache) is another upstream around this one.
 */
public interface Upstream {

    /** The service that answers. */
    Service service();

    /** Sends the call. The future fails with an {@link UpstreamException} only; any status is an answer. */
    Future<Reply> send(Call call);
}
