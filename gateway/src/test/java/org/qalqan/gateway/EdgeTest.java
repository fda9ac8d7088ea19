package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.qalqan.conformance.RawHttp.assertProblem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;

/** Requests that no client library sends. Whatever layer refuses them, the answer is one that the document promises. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class EdgeTest {

    @BeforeEach
    void reset() {
        Stubs.reset();
    }

    /** Sent as it is on a connection of its own; the answer is checked as that of any other client. */
    private static Answer ask(String method, String target, String headers, String body) throws IOException {
        Answer answer = RawHttp.ask(
                "localhost",
                RestAssured.port,
                method + " " + target + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n" + body);
        Stubs.checked().check(method, target, answer);
        return answer;
    }

    private static Answer ask(String method, String target) throws IOException {
        return ask(method, target, "Host: test\r\n", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a b\r\n",
                "Host: [\r\n",
                "Host: a:b:c\r\n",
                "Host: a:99999\r\n",
                "Host: a/b\r\n",
                "Host: a\r\nHost: b\r\n"
            })
    void aMalformedHostIsAProblem(String host) throws IOException {
        for (String target : new String[] {"/v1/decrees", "/v1/years/2003", "/"}) {
            assertProblem(ask("GET", target, host, ""), 400);
        }
        assertThat(Stubs.asked(Stubs.TIMELINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /v1/nothing,                404",
        "HEAD,    /v1/nothing,                404",
        "GET,     /nothing,                   404",
        "GET,     //v1/decrees,               404",
        "GET,     /v1//decrees,               404",
        "GET,     /v1/decrees/,               404",
        "GET,     //other/../v1/decrees,      404",
        "GET,     /v1/%2e%2e/q/health,        404",
        "GET,     /v1/decrees/%2e%2e/nothing, 404",
        "GET,     v1/decrees,                 404",
        "GET,     ?x,                         400",
        "GET,     /v1/de\\crees,              400",
        "GET,     /v1/decrees?q=%zz,          400",
        "OPTIONS, *,                          404",
        "CONNECT, test:80,                    404",
        "CONNECT, /v1/decrees,                405",
        "TRACE,   /v1/decrees,                405",
        "TRACE,   /v1/years/2003,             405",
        "TRACE,   /,                          405",
        "BREW,    /v1/decrees,                405",
        "BREW,    /v1/years/2003,             405",
        "BREW,    /v1/readings.csv,           405",
        "POST,    /v1/sources,                405",
        "POST,    /v1/years/2003,             405",
        "POST,    /v1/readings,               405",
        "POST,    /v1/readings.csv,           405",
        "PUT,     /docs,                      405",
    })
    void whatIsNotOfferedIsAProblem(String method, String target, int status) throws IOException {
        Answer answer = ask(method, target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (!method.equals("HEAD")) {
            assertProblem(answer, status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/decrees", "/v1/years/2003", "/v1/readings", "/v1/readings.csv"})
    void optionsNameWhatIsOffered(String target) throws IOException {
        Answer answer = ask("OPTIONS", target);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).contains("GET", "HEAD", "OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/decrees", "/v1/years/2003"})
    void headHasNoBody(String target) throws IOException {
        assertThat(ask("HEAD", target).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/years/2003, ';;;',      406",
        "/v1/years/2003, image/png,  406",
        "/v1/readings,   image/png,  406",
    })
    void whatIsNotAcceptableIsAProblem(String target, String accept, int status) throws IOException {
        assertProblem(ask("GET", target, "Host: test\r\nAccept: " + accept + "\r\n", ""), status);
    }

    /** RFC 9112, section 3.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/decrees?limit=1", "/v1/years/2003"})
    void anAddressMayHaveItsHost(String target) throws IOException {
        assertThat(ask("GET", "http://other.example" + target).status()).isEqualTo(200);
        if (target.contains("decrees")) {
            assertThat(Stubs.asked(Stubs.TIMELINE)).containsExactly(target);
        }
    }

    @Test
    void anOldClientNamesNoHost() throws IOException {
        for (String target : new String[] {"/v1/decrees", "/v1/years/2003", "/v1/nothing"}) {
            Answer answer = RawHttp.ask("localhost", RestAssured.port, "GET " + target + " HTTP/1.0\r\n\r\n");
            Stubs.checked().check("GET", target, answer);
            assertThat(answer.status()).isEqualTo(target.contains("nothing") ? 404 : 200);
        }
    }

    @Test
    void whatIsTooLargeIsAProblem() throws IOException {
        assertProblem(ask("GET", "/v1/decrees?q=" + "a".repeat(9_000)), 414);
        assertProblem(ask("GET", "/v1/years/2003", "Host: test\r\nX-Large: " + "a".repeat(30_000) + "\r\n", ""), 431);
        for (String target : new String[] {"/v1/releases", "/v1/decrees"}) {
            assertProblem(post(target, "Content-Length: 12582912\r\n", "{"), 413);
            assertProblem(post(target, "Transfer-Encoding: chunked\r\n", chunks(12)), 413);
        }
    }

    private static Answer post(String target, String headers, String body) throws IOException {
        return ask("POST", target, "Host: test\r\nContent-Type: application/json\r\n" + headers, body);
    }

    /** So many pieces of a hundred thousand bytes. */
    private static String chunks(int pieces) {
        return ("186a0\r\n" + "x".repeat(100_000) + "\r\n").repeat(pieces) + "0\r\n\r\n";
    }

    @Test
    void aBodyThatCannotBeReadIsAProblem() throws IOException {
        assertProblem(post("/v1/releases", "Content-Length: 1\r\n", "{"), 400);
        assertProblem(
                ask("POST", "/v1/releases", "Host: test\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n", "{}"),
                415);
        assertProblem(
                ask("POST", "/v1/releases", "Host: test\r\nContent-Type: ;;;\r\nContent-Length: 2\r\n", "{}"), 415);
    }

    /** Chunks that are none: nothing is answered, or a problem; either way the connection ends, and nothing is passed on. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/releases", "/v1/decrees"})
    void brokenChunksEndTheConnection(String target) throws IOException {
        String answer = RawHttp.send(
                "localhost",
                RestAssured.port,
                "POST " + target + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
        assertThat(answer).doesNotContain("200 OK", "201");
        Stubs.TIMELINE.verify(0, postRequestedFor(urlPathEqualTo(target)));
    }

    /** RFC 9110, section 10.1.1: the client holds its body back until it is asked for it. */
    @ParameterizedTest
    @CsvSource({"/v1/decrees, 405", "/v1/releases, 400"})
    void aClientThatWaitsToBeAskedForItsBodyIsAsked(String target, int status) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "POST " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nExpect: 100-continue\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n");
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("HTTP/1.1 100 ");
            assertThat(lines.readLine()).isEmpty();
            send(socket, "{}");
            assertThat(lines.readLine()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is no HTTP, or larger than 64 kB, is refused below everything of ours: bare, but refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /v1/decrees\r\n\r\n",
                "G@T /v1/decrees HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /v1/decrees HTTP/1.1\r\nHost: test\r\nno header\r\n\r\n",
                "POST /v1/releases HTTP/1.1\r\nHost: test\r\nContent-Length: -2\r\n\r\n{}",
                "POST /v1/releases HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            })
    void whatIsNoHttpIsRefused(String request) throws IOException {
        Answer answer = RawHttp.ask("localhost", RestAssured.port, request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
    }
}
