package org.qalqan.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qalqan.gateway.upstream.UpstreamException.Fault;

class BundlingUpstreamTest {

    private static final String TWO = """
            2
            ETag: "a"
            Content-Type: application/json

            {}-
            """;

    private final Vertx vertx = Vertx.vertx();
    private final List<Call> calls = new ArrayList<>();

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static Call call(String uri) {
        return Call.get(
                uri, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", Deadline.in(Duration.ofSeconds(9)));
    }

    private static Reply reply(int status, String body) {
        return Reply.whole(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
    }

    /** What becomes of calls that are made at once, of which the bundle gets that outcome, and each single one its own address. */
    private List<Reply> sent(Future<Reply> bundle, Call... made) {
        Upstream behind = new Upstream() {
            @Override
            public Service service() {
                return Service.TIMELINE;
            }

            @Override
            public Future<Reply> send(Call call) {
                calls.add(call);
                return call.uri().equals(BundlingUpstream.PATH)
                        ? bundle
                        : Future.succeededFuture(reply(200, call.uri()));
            }
        };
        BundlingUpstream upstream = new BundlingUpstream(behind);
        return Future.<Void>succeededFuture()
                .compose(start -> {
                    var done = Promise.<List<Reply>>promise();
                    vertx.runOnContext(now -> Future.join(
                                    Stream.of(made).map(upstream::send).toList())
                            .<List<Reply>>map(all -> all.list())
                            .onComplete(done));
                    return done.future();
                })
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void readsOfOneRequestAreOneCallAndWhatIsNotInItIsAskedForAlone() {
        List<Reply> replies = sent(Future.succeededFuture(reply(200, TWO)), call("/v1/a?x=1"), call("/v1/b"));

        assertThat(calls).extracting(Call::uri).containsExactly(BundlingUpstream.PATH, "/v1/b");
        Call bundle = calls.get(0);
        assertThat(bundle.method()).isEqualTo(HttpMethod.POST);
        assertThat(bundle.body()).hasToString("/v1/a?x=1\n/v1/b");
        assertThat(bundle.isSafe()).isTrue();
        assertThat(bundle.shared()).isFalse();
        assertThat(replies).extracting(reply -> reply.body().toString()).containsExactly("{}", "/v1/b");
        assertThat(replies.get(0).headers().get("etag")).isEqualTo("\"a\"");
        assertThat(replies.get(0).saysJson()).isTrue();
    }

    @Test
    void singleReadIsSentAsItIs() {
        assertThat(sent(Future.failedFuture("not asked"), call("/v1/a"))).hasSize(1);
        assertThat(calls).extracting(Call::uri).containsExactly("/v1/a");
    }

    @Test
    void readForOneselfIsNotBundled() {
        Call own = call("/v1/a").with("Data-Revision-Min", "timeline=3");

        sent(Future.failedFuture("not asked"), own, own);

        assertThat(calls).extracting(Call::uri).containsExactly("/v1/a", "/v1/a");
    }

    @Test
    void serviceThatDoesNotKnowBundlesIsAskedOneByOne() {
        List<Reply> replies = sent(Future.succeededFuture(reply(404, "")), call("/v1/a"), call("/v1/b"));

        assertThat(replies).extracting(reply -> reply.body().toString()).containsExactly("/v1/a", "/v1/b");
    }

    @Test
    void failureIsEverybodys() {
        assertThat(sent(Future.succeededFuture(reply(503, "")), call("/v1/a"), call("/v1/b")))
                .extracting(Reply::status)
                .containsExactly(503, 503);
        assertThat(calls).hasSize(1);

        UpstreamException fault = new UpstreamException(Service.TIMELINE, Fault.TOO_SLOW, "slow");
        assertThatThrownBy(() -> sent(Future.failedFuture(fault), call("/v1/a"), call("/v1/b")))
                .isInstanceOf(CompletionException.class)
                .hasCause(fault);
    }

    @Test
    void bundleThatIsNoneIsABrokenAnswer() {
        for (String body : List.of("", "2\n\n{", "x\n\n{}-\n", "2\nETag\n\n{}-\n", TWO + "-\n")) {
            assertThatThrownBy(() -> sent(Future.succeededFuture(reply(200, body)), call("/v1/a"), call("/v1/b")))
                    .as(body)
                    .hasCauseInstanceOf(UpstreamException.class)
                    .hasMessageContaining("answers in no order");
        }
    }
}
