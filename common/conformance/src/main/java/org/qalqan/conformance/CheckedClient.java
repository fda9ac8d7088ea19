package org.qalqan.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reads from a server as a plain client does, and holds every answer against the server's document. For sweeps of thousands of requests, of
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
        Answer answer = fetch(server, path, headers);
        contract.check("GET", path, answer);
        return answer;
    }

    /** The answer to a GET, held against nothing. */
    public static Answer fetch(URI server, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
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
