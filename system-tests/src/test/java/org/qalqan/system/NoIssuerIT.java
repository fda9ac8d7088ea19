package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/** A stack as the containers start it: nobody has named an issuer, and so nobody may write, whatever the token. */
@Tag("thorough")
@DisabledIfSystemProperty(named = "qalqan.url", matches = ".+", disabledReason = "a running system may have an issuer")
class NoIssuerIT {

    @TempDir
    static Path folder;

    private static @Nullable LocalStack started;

    @BeforeAll
    static void start() {
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Qalqan.START);
        started = LocalStack.start(TokenIssuer.named(plan, "", ""), progress -> {});
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    private static LocalStack stack() {
        if (started == null) {
            throw new IllegalStateException("the stack is not there");
        }
        return started;
    }

    private static List<String> tokens(String role) {
        TokenIssuer named = new TokenIssuer("https://issuer.invalid", "key");
        return List.of(
                stack().token(role, Duration.ofMinutes(5)),
                named.token(role),
                named.headed(role, "kid", null),
                new TokenIssuer("", "key").token(role),
                TokenIssuer.sealed(java.util.Map.of("alg", "HS256"), named.claims(role), new byte[] {0}),
                TokenIssuer.unsigned(java.util.Map.of("alg", "none"), named.claims(role)) + ".",
                "abc");
    }

    @TestFactory
    Stream<DynamicTest> noTokenIsGoodForAnything() {
        return Write.ALL.stream()
                .map(write -> DynamicTest.dynamicTest(write.toString(), () -> {
                    RawHttp.assertProblem(write.send(stack()), 401);
                    for (String token : tokens(write.role())) {
                        Answer answer = write.send(stack(), "Authorization: Bearer " + token);
                        RawHttp.assertProblem(answer, 401);
                        assertThat(answer.header("WWW-Authenticate"))
                                .isEqualTo("Bearer realm=\"qalqan\", error=\"invalid_token\"");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everythingCanBeReadWithAnyTokenAndWithNone() {
        return Stream.of("/v1/decrees?limit=1", "/v1/formations?limit=1", "/v1/partners?limit=1", "/v1/releases")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    assertThat(read(path, "")).isEqualTo(200);
                    for (String token : tokens("maintainer")) {
                        assertThat(read(path, "Authorization: Bearer " + token + "\r\n"))
                                .isEqualTo(200);
                    }
                }));
    }

    private static int read(String path, String header) throws IOException {
        URI gateway = stack().url(Service.GATEWAY);
        return RawHttp.ask(
                        gateway.getHost(),
                        gateway.getPort(),
                        "GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + header + "\r\n")
                .status();
    }
}
