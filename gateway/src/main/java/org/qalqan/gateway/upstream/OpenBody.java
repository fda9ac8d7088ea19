package org.qalqan.gateway.upstream;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes, paused until somebody takes it. That it broke off before then is told to who takes it.
 */
public final class OpenBody implements ReadStream<Buffer> {

    private final HttpClientResponse response;
    private @Nullable Throwable failure;
    private @Nullable Handler<Throwable> listener;

    OpenBody(HttpClientResponse response) {
        this.response = response;
        response.pause();
        response.exceptionHandler(this::fail);
    }

    private void fail(Throwable e) {
        if (listener == null) {
            failure = e;
        } else {
            listener.handle(e);
        }
    }

    /** Takes no more of it, and ends the connection. */
    public void reset() {
        response.request().reset();
    }

    @Override
    public OpenBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        listener = handler;
        Throwable before = failure;
        if (handler != null && before != null) {
            failure = null;
            handler.handle(before);
        }
        return this;
    }

    @Override
    public OpenBody handler(@Nullable Handler<Buffer> handler) {
        response.handler(handler);
        return this;
    }

    @Override
    public OpenBody endHandler(@Nullable Handler<Void> handler) {
        response.endHandler(handler);
        return this;
    }

    @Override
    public OpenBody pause() {
        response.pause();
        return this;
    }

    @Override
    public OpenBody resume() {
        response.resume();
        return this;
    }

    @Override
    public OpenBody fetch(long amount) {
        response.fetch(amount);
        return this;
    }
}
