package org.qalqan.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Of those who ask the same at once, one asks for all.
 *
 * @param <Q> a question; what makes two of them the same must be in it
 * @param <A> its answer
 */
public final class Together<Q, A> {

    private final Map<Q, Future<A>> underWay = new ConcurrentHashMap<>();

    /**
     * Asks, or joins somebody who is asking.
     *
     * @param ask asks for all
     * @param join what becomes, for who joins, of the answer for all; it may come on another thread, and may be a failure
     */
    public Future<A> ask(Q question, Supplier<Future<A>> ask, Function<Future<A>, Future<A>> join) {
        Promise<A> first = Promise.promise();
        Future<A> others = underWay.putIfAbsent(question, first.future());
        if (others != null) {
            return join.apply(others);
        }
        return Future.<Void>succeededFuture().compose(now -> ask.get()).onComplete(answer -> {
            underWay.remove(question);
            first.handle(answer);
        });
    }
}
