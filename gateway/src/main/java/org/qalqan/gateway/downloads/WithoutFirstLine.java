package org.qalqan.gateway.downloads;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A stream of lines without the first: the header of a table that follows another with the same header. */
final class WithoutFirstLine implements ReadStream<Buffer> {

    private final ReadStream<Buffer> lines;
    private boolean past;

    WithoutFirstLine(ReadStream<Buffer> lines) {
        this.lines = lines;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        lines.handler(
                handler == null
                        ? null
                        : buffer -> {
                            if (past) {
                                handler.handle(buffer);
                            } else {
                                for (int i = 0; i < buffer.length(); i++) {
                                    if (buffer.getByte(i) == '\n') {
                                        past = true;
                                        handler.handle(buffer.slice(i + 1, buffer.length()));
                                        break;
                                    }
                                }
                            }
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        lines.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        lines.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        lines.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        lines.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        lines.endHandler(handler);
        return this;
    }
}
