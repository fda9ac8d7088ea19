package org.qalqan.gateway.downloads;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Coding;

/** A stream whose bytes go on compressed (gzip). Only one that is ended is whole: the last bytes come with the end. */
final class Compressed implements WriteStream<Buffer> {

    private final WriteStream<Buffer> to;
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final OutputStream coder;

    Compressed(WriteStream<Buffer> to) {
        this.to = to;
        try {
            this.coder = Coding.GZIP.encode(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Future<Void> write(Buffer data) {
        try {
            coder.write(data.getBytes());
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
        return ready.size() == 0 ? Future.succeededFuture() : to.write(taken());
    }

    @Override
    public void write(Buffer data, @Nullable Handler<AsyncResult<Void>> handler) {
        Future<Void> written = write(data);
        if (handler != null) {
            written.onComplete(handler);
        }
    }

    @Override
    public void end(@Nullable Handler<AsyncResult<Void>> handler) {
        Future<Void> ended;
        try {
            coder.close();
            ended = to.write(taken()).compose(last -> to.end());
        } catch (IOException e) {
            ended = Future.failedFuture(e);
        }
        if (handler != null) {
            ended.onComplete(handler);
        }
    }

    /** Ends what is not to be whole. */
    void abandon() {
        try {
            coder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Buffer taken() {
        Buffer bytes = Buffer.buffer(ready.toByteArray());
        ready.reset();
        return bytes;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        to.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        to.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return to.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        to.drainHandler(handler);
        return this;
    }
}
