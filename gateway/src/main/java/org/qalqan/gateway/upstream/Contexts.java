package org.qalqan.gateway.upstream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** On which thread somebody goes on who waited for what others do. */
public final class Contexts {

    private Contexts() {}

    /** What becomes of the other future, told on the thread of whoever asks now: a request is worked on by one thread only. */
    public static <T> Future<T> here(Vertx vertx, Future<T> others) {
        Context context = vertx.getOrCreateContext();
        Promise<T> own = Promise.promise();
        others.onComplete(outcome -> context.runOnContext(now -> own.handle(outcome)));
        return own.future();
    }
}
