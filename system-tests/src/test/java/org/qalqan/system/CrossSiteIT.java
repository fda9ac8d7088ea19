package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;

/** A page of another origin has a browser send what a browser sends by itself: nothing is written for it. */
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "the services of a running system cannot be reached, and its issuer is not ours")
class CrossSiteIT {

    private static final String ORIGIN = "Origin: https://attacker.example";
    /** What a form, or a script without a preflight, can say that it sends. */
    private static final List<String> SIMPLE = List.of(
            "text/plain",
            "text/plain; charset=utf-8; application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x");

    private final LocalStack stack = Qalqan.running().stack().orElseThrow();

    private static Stream<DynamicTest> onEach(Check check) {
        return Write.ALL.stream().map(write -> DynamicTest.dynamicTest(write.toString(), () -> check.on(write)));
    }

    private interface Check {
        void on(Write write) throws IOException;
    }

    private String good(Write write) {
        return "Authorization: Bearer " + stack.token(write.role(), Duration.ofMinutes(5));
    }

    private static void givesNothingToAnotherOrigin(Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @TestFactory
    Stream<DynamicTest> whatABrowserSendsByItselfWritesNothing() {
        return onEach(write -> {
            String token = stack.token(write.role(), Duration.ofMinutes(5));
            for (String type :
                    Stream.concat(Stream.of(write.mediaType()), SIMPLE.stream()).toList()) {
                Answer answer = write.sendAs(
                        stack,
                        "",
                        type,
                        ORIGIN,
                        "Cookie: Bearer=" + token + "; session=" + token,
                        "Sec-Fetch-Site: cross-site");
                assertThat(answer.status()).as(type).isIn(401, 415);
                RawHttp.assertProblem(answer, answer.status());
                givesNothingToAnotherOrigin(answer);
            }
        });
    }

    /** A token that a page has come by is worth no more than one in the hands of anybody, but no form can make use of it. */
    @TestFactory
    Stream<DynamicTest> formIsRefusedEvenWithAToken() {
        // neither has a body, and no form sends a DELETE
        return Write.ALL.stream()
                .filter(write -> !List.of("GET", "DELETE").contains(write.method()))
                .flatMap(write -> SIMPLE.stream()
                        .map(type -> DynamicTest.dynamicTest(
                                write + " as " + type,
                                () -> RawHttp.assertProblem(write.sendAs(stack, "", type, ORIGIN, good(write)), 415))));
    }

    @TestFactory
    Stream<DynamicTest> preflightAllowsNoWrite() {
        return onEach(write -> {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                URI address = stack.url(write.at());
                Answer answer = RawHttp.ask(
                        address.getHost(),
                        address.getPort(),
                        "OPTIONS " + write.path() + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + ORIGIN
                                + "\r\nAccess-Control-Request-Method: " + method
                                + "\r\nAccess-Control-Request-Headers: authorization, content-type\r\n\r\n");
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
                givesNothingToAnotherOrigin(answer);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> methodIsTheOneOfTheRequest() {
        return onEach(write -> {
            URI address = stack.url(write.at());
            for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
                Answer answer = RawHttp.ask(
                        address.getHost(),
                        address.getPort(),
                        "GET /v1/releases?limit=1 HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + header + ": "
                                + write.method() + "\r\n\r\n");
                assertThat(answer.status()).isEqualTo(200);
            }
            Answer answer = RawHttp.ask(
                    address.getHost(),
                    address.getPort(),
                    "GET /v1/releases?_method=" + write.method()
                            + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
            RawHttp.assertProblem(answer, 400);
        });
    }
}
