package org.qalqan.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests through a bare socket: client libraries mend, or refuse to send, what the tests of errors are about. */
public final class RawHttp {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private RawHttp() {}

    /** Sends the text as it is, and answers all that comes back until the connection is closed. */
    public static String send(String host, int port, String request) throws IOException {
        return send(host, port, request, LIMIT);
    }

    private static String send(String host, int port, String request, Duration limit) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout((int) limit.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The answer to a request whose connection is closed after it. */
    public static Answer ask(String host, int port, String request) throws IOException {
        return Answer.parse(send(host, port, request));
    }

    /** The same, when it may take longer than usual. */
    public static Answer ask(String host, int port, String request, Duration limit) throws IOException {
        return Answer.parse(send(host, port, request, limit));
    }

    /** Asserts that the answer is a whole problem of that status, which tells nothing of the machine. */
    public static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonNode problem = ContractFilter.read(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("/problems/");
        assertThat(problem.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(problem.path("detail").asText()).isNotEmpty().doesNotContain("Exception", "org.", "127.0.0.1");
    }
}
