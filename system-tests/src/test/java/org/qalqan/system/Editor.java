package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.localstack.LocalStack;

/** Somebody who reads and writes at one address, with a token of the stack's issuer. Each answer is checked against the contract. */
final class Editor {

    static final String JSON = "application/json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration TOKEN = Duration.ofMinutes(10);

    private final URI address;
    private final LocalStack issuing;
    private final ContractFilter contract;

    /**
     * An editor.
     *
     * @param address of a gateway
     * @param issuing the stack whose issuer makes the tokens
     */
    Editor(URI address, LocalStack issuing) {
        this.address = address;
        this.issuing = issuing;
        this.contract = Qalqan.running().contract();
    }

    /**
     * The answer to a request, whatever it is.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> send(String method, String path, String mediaType, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", mediaType)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!method.equals("GET")) {
            request.header("Authorization", "Bearer " + issuing.token("editor", TOKEN));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        contract.check(
                method, path, new Answer(answer.statusCode(), answer.headers().map(), answer.body()));
        return answer;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, JSON, null);
    }

    /** The body of an answer that must be 200. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    /** All items of a list, by following next. */
    List<JsonNode> crawl(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = json(next);
            page.path("items").forEach(items::add);
            next = page.path("next").textValue();
        }
        return items;
    }

    HttpResponse<String> post(String collection, JsonNode entry) throws IOException, InterruptedException {
        return send("POST", "/v1/" + collection + "?reason=a%20test", JSON, Json.write(entry));
    }

    /** One member of a record, as it was when its tag was read. */
    HttpResponse<String> patch(String url, String tag, String member, String value, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("If-Match", tag));
        all.addAll(List.of(headers));
        String body = Json.write(Json.MAPPER.createObjectNode().put(member, value));
        return send("PATCH", url + "?reason=a%20test", MERGE_PATCH, body, all.toArray(String[]::new));
    }

    static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
