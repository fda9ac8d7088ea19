package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.conformance.RawHttp;

/**
 * Somebody who asks at one address while something is wrong. Each answer is checked against the contract: it is right, or a problem. No answer
 * at all is a failure.
 */
final class Caller {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8, Caller::daemon);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(THREADS)
            .build();

    /** Beyond every deadline of the gateway. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final URI address;
    private final ContractFilter contract;

    /**
     * An answer, and how long it took.
     *
     * @param path what was asked for
     */
    record Told(String path, HttpResponse<String> answer, Duration took) {

        int status() {
            return answer.statusCode();
        }

        String body() {
            return answer.body();
        }

        boolean isRight() {
            return status() == 200;
        }

        /** That it is a problem of that status, which says when to come back when that makes sense. */
        Told isProblem(Integer... statuses) {
            assertThat(status()).as(path + ": " + body()).isIn((Object[]) statuses);
            RawHttp.assertProblem(asAnswer(), status());
            if (status() == 502 || status() == 503 || status() == 504 || status() == 429) {
                assertThat(answer.headers().firstValue("Retry-After"))
                        .as(path + ": " + body())
                        .isPresent();
            }
            return this;
        }

        Told isWithin(Duration limit) {
            assertThat(took).as(path + ": " + body()).isLessThan(limit);
            return this;
        }

        private Answer asAnswer() {
            return new Answer(status(), answer.headers().map(), body());
        }
    }

    private Caller(URI address, ContractFilter contract) {
        this.address = address;
        this.contract = contract;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "caller");
        thread.setDaemon(true);
        return thread;
    }

    /** One who asks there. */
    static Caller at(URI address) {
        return new Caller(address, Qalqan.running().contract());
    }

    /** The answer, checked. */
    Told get(String path, String... headers) {
        return checked(ask(path, headers).join());
    }

    /** Asks for all of them at the same time. */
    List<Told> together(List<String> paths) {
        List<CompletableFuture<Told>> asked =
                paths.stream().map(path -> ask(path)).toList();
        return asked.stream().map(CompletableFuture::join).map(this::checked).toList();
    }

    /** Asks for all of them, a few at the same time. */
    List<Told> few(int atOnce, List<String> paths) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(atOnce, Caller::daemon);
        try {
            return callers
                    .invokeAll(paths.stream()
                            .map(path -> (Callable<Told>) () -> get(path))
                            .toList())
                    .stream()
                    .map(Caller::outcome)
                    .toList();
        } finally {
            callers.shutdown();
            assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** The answer as it comes, not checked. */
    CompletableFuture<Told> ask(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
        request.header("Accept", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        long begin = System.nanoTime();
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> new Told(path, answer, Duration.ofNanos(System.nanoTime() - begin)));
    }

    private Told checked(Told told) {
        contract.check("GET", told.path, told.asAnswer());
        return told;
    }
}
