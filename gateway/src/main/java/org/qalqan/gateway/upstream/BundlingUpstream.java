package org.qalqan.gateway.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

/**
 * Of the reads that one request asks for at once, those of one service travel as one call, which its service answers all together. What
 * comes back is told apart again, so that nobody on either side of this sees more than single calls. What a service does not answer so is
 * asked for alone, and so is everything when the service does not know such calls.
 */
final class BundlingUpstream implements Upstream {

    /** Where a service takes addresses, one a line, and answers each. No document names it. */
    static final String PATH = "/internal/reads";

    private static final int MOST = 100;
    private static final byte LINE = '\n';

    private final Upstream behind;

    /** By the context of the request that makes them; each is looked at on the thread of that context only. */
    private final Map<Context, List<Waiting>> waiting = new ConcurrentHashMap<>();

    private record Waiting(Call call, Promise<Reply> reply) {

        void settle(AsyncResult<Reply> outcome) {
            if (outcome.succeeded()) {
                reply.complete(outcome.result());
            } else {
                reply.fail(outcome.cause());
            }
        }
    }

    BundlingUpstream(Upstream behind) {
        this.behind = behind;
    }

    @Override
    public Service service() {
        return behind.service();
    }

    @Override
    public Future<Reply> send(Call call) {
        Context context = Vertx.currentContext();
        if (!call.shared() || context == null) {
            return behind.send(call);
        }
        Waiting one = new Waiting(call, Promise.promise());
        List<Waiting> others = waiting.get(context);
        if (others == null) {
            waiting.put(context, new ArrayList<>(List.of(one)));
            context.runOnContext(now -> go(Objects.requireNonNull(waiting.remove(context))));
        } else {
            others.add(one);
        }
        return one.reply.future();
    }

    private void go(List<Waiting> all) {
        for (int i = 0; i < all.size(); i += MOST) {
            List<Waiting> some = all.subList(i, Math.min(all.size(), i + MOST));
            if (some.size() == 1) {
                alone(some.get(0));
            } else {
                behind.send(bundle(some)).onComplete(reply -> spread(reply, some));
            }
        }
    }

    private void alone(Waiting one) {
        behind.send(one.call).onComplete(one::settle);
    }

    private static Call bundle(List<Waiting> some) {
        Call first = some.get(0).call;
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .addAll(first.headers())
                .set(HttpHeaders.ACCEPT, "*/*")
                .set(HttpHeaders.CONTENT_TYPE, "text/plain");
        String addresses = some.stream().map(one -> one.call.uri()).collect(Collectors.joining("\n"));
        Deadline deadline = some.stream()
                .map(one -> one.call.deadline())
                .min(Comparator.comparingLong(Deadline::remainingMillis))
                .orElseThrow();
        return new Call(HttpMethod.POST, PATH, headers, Buffer.buffer(addresses), deadline, false);
    }

    private void spread(AsyncResult<Reply> bundle, List<Waiting> some) {
        if (bundle.failed() || bundle.result().status() >= 500) {
            some.forEach(one -> one.settle(bundle));
        } else if (bundle.result().status() != 200) {
            some.forEach(this::alone);
        } else {
            try {
                List<@Nullable Reply> replies = apart(bundle.result().body(), some.size());
                for (int i = 0; i < some.size(); i++) {
                    Reply reply = replies.get(i);
                    if (reply == null) {
                        alone(some.get(i));
                    } else {
                        some.get(i).reply.complete(reply);
                    }
                }
            } catch (IllegalArgumentException e) {
                UpstreamException broken = new UpstreamException(service(), Fault.BROKEN, "answers in no order", e);
                some.forEach(one -> one.reply.tryFail(broken));
            }
        }
    }

    /**
     * The replies in a bundle: of each the length of its body, on a line; its headers, on one line each; an empty line; the body. A hyphen
     * stands for one that is to be asked for alone.
     *
     * @throws IllegalArgumentException when it is none of so many
     */
    static List<@Nullable Reply> apart(Buffer bundle, int count) {
        List<@Nullable Reply> replies = new ArrayList<>(count);
        Lines lines = new Lines(bundle);
        while (replies.size() < count) {
            String length = lines.next();
            if (length.equals("-")) {
                replies.add(null);
                continue;
            }
            MultiMap headers = new HeadersMultiMap();
            for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
                int colon = line.indexOf(": ");
                if (colon < 0) {
                    throw new IllegalArgumentException("a header without a colon");
                }
                headers.add(line.substring(0, colon), line.substring(colon + 2));
            }
            replies.add(Reply.whole(200, headers, lines.bytes(Integer.parseInt(length))));
        }
        if (!lines.atEnd()) {
            throw new IllegalArgumentException("more than was asked for");
        }
        return replies;
    }

    /** Reads a buffer from its start. */
    private static final class Lines {
        private final Buffer buffer;
        private int at;

        Lines(Buffer buffer) {
            this.buffer = buffer;
        }

        String next() {
            for (int i = at; i < buffer.length(); i++) {
                if (buffer.getByte(i) == LINE) {
                    String line = new String(buffer.getBytes(at, i), StandardCharsets.UTF_8);
                    at = i + 1;
                    return line;
                }
            }
            throw new IllegalArgumentException("no end of a line");
        }

        Buffer bytes(int length) {
            if (length < 0 || length > buffer.length() - at) {
                throw new IllegalArgumentException("a body of " + length + " bytes");
            }
            at += length;
            return buffer.getBuffer(at - length, at);
        }

        boolean atEnd() {
            return at == buffer.length();
        }
    }
}
