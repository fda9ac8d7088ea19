package org.qalqan.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server as a plain client does, and holds every answer against the server's document. For sweeps of thousands of requests, of
 * which each should cost little; what looks closely at one answer is better written with REST-assured.
 */
public final class CheckedClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI server;
    private final ContractFilter contract;

    /**
     * A client of one server.
     *
     * @param server its address, without a path
     */
    public CheckedClient(URI server, ContractFilter contract) {
        this.server = server;
        this.contract = contract;
    }

    /**
     * The answer to a GET, whatever it is.
     *
     * @param path path and query, encoded
     * @param headers names and values in turn
     */
    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** The answer to any request; {@link #get} says what is given. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        Answer answer = send(server, method, path, body, headers);
        contract.check(method, path, answer);
        return answer;
    }

    /** The body of an answer that must be 200. */
    public JsonNode json(String path) {
        Answer answer = get(path, "Accept", "application/json");
        assertThat(answer.status()).as(path + "\n" + answer.body()).isEqualTo(200);
        return ContractFilter.read(answer.body());
    }

    /** All items of a list, by following next. */
    public List<JsonNode> crawl(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = json(next);
            page.path("items").forEach(items::add);
            next = page.path("next").textValue();
        }
        return items;
    }

    /** The answer to a GET, held against nothing. */
    public static Answer fetch(URI server, String path) {
        return send(server, "GET", path, null);
    }

    private static Answer send(URI server, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(LIMIT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
