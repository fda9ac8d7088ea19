package org.qalqan.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.CheckedClient;
import org.qalqan.localstack.LocalStack;

/** Somebody who reads and writes at one address, with a token of the stack's issuer. Each answer is checked against the contract. */
final class Editor {

    private static final Duration TOKEN = Duration.ofMinutes(10);

    private final CheckedClient client;
    private final LocalStack issuing;

    /**
     * An editor.
     *
     * @param address of a gateway
     * @param issuing the stack whose issuer makes the tokens
     */
    Editor(URI address, LocalStack issuing) {
        this.client = new CheckedClient(address, Qalqan.running().contract());
        this.issuing = issuing;
    }

    Answer get(String path) {
        return client.get(path);
    }

    /** The body of an answer that must be 200. */
    JsonNode json(String path) {
        return client.json(path);
    }

    /** All items of a list, by following next. */
    List<JsonNode> crawl(String path) {
        return client.crawl(path);
    }

    /** A new record. */
    Answer post(String collection, JsonNode entry) {
        return write("POST", "/v1/" + collection, Json.write(entry), "Content-Type", "application/json");
    }

    /** One reading more of a record, whatever it is by now. */
    Answer addReading(String url, JsonNode reading) {
        return write(
                "POST", url + "/readings", Json.write(reading), "Content-Type", "application/json", "If-Match", "*");
    }

    /** One record into another, whatever they are by now. */
    Answer merge(String url, String into) {
        String body = Json.write(Json.MAPPER.createObjectNode().put("into", into));
        return write("POST", url + "/merge", body, "Content-Type", "application/json", "If-Match", "*");
    }

    /** One member of a record, as it was when its tag was read. */
    Answer patch(String url, String tag, String member, String value, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/merge-patch+json", "If-Match", tag));
        all.addAll(List.of(headers));
        String body = Json.write(Json.MAPPER.createObjectNode().put(member, value));
        return write("PATCH", url, body, all.toArray(String[]::new));
    }

    /** The withdrawal of a record, whatever it is by now. */
    Answer withdraw(String url) {
        return write("DELETE", url, null, "If-Match", "*");
    }

    private Answer write(String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + issuing.token("editor", TOKEN)));
        all.addAll(List.of(headers));
        return client.send(method, path + "?reason=a%20test", body, all.toArray(String[]::new));
    }

    static String tag(Answer answer) {
        return Objects.requireNonNull(answer.header("ETag"));
    }
}
