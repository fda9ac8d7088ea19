package org.qalqan.gateway.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

/**
 * Keeps what a service answers to reads that anybody may share. While its store is in the state that an answer was made from, the answer
 * is not asked for again; and of those who ask at once, one does so for all. The last good answer outlives the state, for those who would
 * rather have an old one than none.
 */
final class KeptReplies implements Upstream {

    /** What a header or a table entry takes besides the body. */
    private static final int OVERHEAD = 1_000;

    private static final long TOO_LITTLE_MILLIS = 20;

    private final Upstream behind;
    private final Revisions revisions;
    private final Vertx vertx;
    private final UpstreamMeters meters;
    private final Cache<String, Kept> kept;
    private final boolean keeping;
    private final Together<Asked, Reply> together = new Together<>();

    private record Kept(Reply reply, @Nullable StoreState state) {}

    /** Who asks after a change that is known here does not get what was asked before it. */
    private record Asked(String uri, @Nullable StoreState since) {}

    KeptReplies(Upstream behind, Revisions revisions, Vertx vertx, long bytes, UpstreamMeters meters) {
        this.meters = meters;
        this.behind = behind;
        this.revisions = revisions;
        this.vertx = vertx;
        this.keeping = bytes > 0;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String uri, Kept entry) ->
                        OVERHEAD + uri.length() + entry.reply().body().length())
                .build();
    }

    @Override
    public Service service() {
        return behind.service();
    }

    @Override
    public Future<Reply> send(Call call) {
        if (!call.shared()) {
            return behind.send(call).onSuccess(reply -> revisions.saw(service(), reply));
        }
        Kept entry = kept.getIfPresent(call.uri());
        StoreState last = revisions.last(service());
        if (entry == null || entry.state == null || !entry.state.equals(last)) {
            return together(call);
        }
        if (entry.state.equals(revisions.confirmed(service()))) {
            return given(entry);
        }
        return Contexts.here(vertx, revisions.confirm(Set.of(service())))
                .compose(asked -> entry.state.equals(revisions.confirmed(service())) ? given(entry) : together(call));
    }

    /** The last good answer to the call, however old; none when there was none, or it is not kept any more. */
    Optional<Reply> lastGood(String uri) {
        Optional<Reply> last = Optional.ofNullable(kept.getIfPresent(uri)).map(Kept::reply);
        last.ifPresent(reply -> meters.answeredStale());
        return last;
    }

    private Future<Reply> given(Kept entry) {
        meters.answeredFromKept();
        return Future.succeededFuture(entry.reply);
    }

    private Future<Reply> together(Call call) {
        return together.ask(
                new Asked(call.uri(), revisions.last(service())),
                () -> behind.send(call).onSuccess(reply -> keep(call.uri(), reply)),
                others -> joined(others, call));
    }

    /**
     * On the thread of whoever asked. What went wrong for somebody else, who may have had less time, and whose problem bears his trace, is
     * tried for oneself.
     */
    private Future<Reply> joined(Future<Reply> others, Call call) {
        meters.joined();
        Promise<Reply> own = Promise.promise();
        long timer = vertx.setTimer(
                Math.max(1, call.deadline().remainingMillis()),
                id -> own.tryFail(new UpstreamException(service(), Fault.TOO_SLOW, "no answer to a shared call")));
        Contexts.here(vertx, others).onComplete(reply -> {
            vertx.cancelTimer(timer);
            boolean tooSlow = reply.failed()
                    && reply.cause() instanceof UpstreamException fault
                    && fault.fault() == Fault.TOO_SLOW;
            boolean refused = reply.succeeded() && reply.result().status() >= 400;
            if ((tooSlow || refused) && call.deadline().remainingMillis() > TOO_LITTLE_MILLIS) {
                behind.send(call).onComplete(again -> settle(own, again));
            } else {
                settle(own, reply);
            }
        });
        return own.future();
    }

    /** Unless the deadline did before. */
    private static void settle(Promise<Reply> promise, AsyncResult<Reply> outcome) {
        if (outcome.succeeded()) {
            promise.tryComplete(outcome.result());
        } else {
            promise.tryFail(outcome.cause());
        }
    }

    private void keep(String uri, Reply reply) {
        revisions.saw(service(), reply);
        if (keeping
                && reply.status() == 200
                && reply.saysJson()
                && reply.headers().contains("ETag")) {
            kept.put(uri, new Kept(reply, revisions.of(service(), reply)));
        }
    }
}
