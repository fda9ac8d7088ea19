package org.qalqan.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A service's own word on whether it can be used: its database answers and its dataset is loaded. */
final class Readiness {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
    private static final int LONGEST_QUOTE = 600;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final URI uri;
    private String last = "it does not answer";

    Readiness(URI management) {
        this.uri = management.resolve("/q/health/ready");
    }

    /** Asks once. */
    boolean isReady() {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
            String body = answer.body().replaceAll("\\s+", " ");
            last = "%s answers %d %s"
                    .formatted(uri, answer.statusCode(), body.substring(0, Math.min(LONGEST_QUOTE, body.length())));
            return answer.statusCode() == 200;
        } catch (IOException e) {
            last = "%s does not answer".formatted(uri);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while asking " + uri, e);
        }
    }

    /** What it said when it was last asked. */
    String last() {
        return last;
    }
}
