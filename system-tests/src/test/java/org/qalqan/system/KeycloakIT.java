package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/**
 * A real issuer says who may write: one that is not there when the stack starts, comes, changes its keys, and goes. Nothing of Qalqan is started
 * again meanwhile.
 */
@Tag("thorough")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "the issuer of a running system is not ours")
class KeycloakIT {

    private static final String REFUSES = "Bearer realm=\"qalqan\", error=\"invalid_token\"";
    private static final String CURATION = "curation";
    /** Longer than the pause between two looks at the issuer's keys. */
    private static final Duration FOUND = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static @Nullable LocalStack started;
    private static @Nullable Keycloak keycloak;
    private static int port;

    @BeforeAll
    static void startWithoutTheIssuer() {
        port = Ports.freePort();
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Qalqan.START);
        started = LocalStack.start(TokenIssuer.named(plan, Keycloak.issuer(port), Keycloak.keys(port)), progress -> {});
    }

    @AfterAll
    static void end() {
        if (keycloak != null) {
            keycloak.close();
        }
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

    private static Keycloak keycloak() {
        if (keycloak == null) {
            throw new IllegalStateException("the issuer is not there");
        }
        return keycloak;
    }

    private static void isLetIn(String token) throws IOException {
        for (Write write : Write.ALL) {
            assertThat(write.send(stack(), "Authorization: Bearer " + token).status())
                    .as(write.toString())
                    .isNotIn(401, 403)
                    .isLessThan(500);
        }
    }

    private static void isRefused(String token) throws IOException {
        for (Write write : Write.ALL) {
            Answer answer = write.send(stack(), "Authorization: Bearer " + token);
            RawHttp.assertProblem(answer, 401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo(REFUSES);
        }
    }

    private static void everythingCanBeRead() throws IOException {
        URI gateway = stack().url(Service.GATEWAY);
        for (String path : new String[] {"/v1/decrees?limit=1", "/v1/formations?limit=1", "/v1/partners?limit=1"}) {
            Answer answer = RawHttp.ask(
                    gateway.getHost(),
                    gateway.getPort(),
                    "GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    private static String keyOf(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
        return Json.read(new String(header, StandardCharsets.UTF_8)).path("kid").asText();
    }

    @Test
    @Order(1)
    void issuerThatComesLaterIsFound() throws IOException {
        isRefused(new TokenIssuer(Keycloak.issuer(port), "key").token("maintainer"));
        everythingCanBeRead();
        assertThat(Files.readString(stack().log(Service.TIMELINE)))
                .contains("the keys of the issuer at " + Keycloak.keys(port) + " cannot be had");

        keycloak = Keycloak.start(folder, port, Ports.freePort());

        await().atMost(FOUND).untilAsserted(() -> isLetIn(keycloak().token(CURATION, "marat")));
    }

    @Test
    @Order(2)
    void rolesOfARealIssuerSayWhoMayWrite() throws IOException {
        isLetIn(keycloak().token(CURATION, "marat"));
        String editor = keycloak().token(CURATION, "aigul");
        String visitor = keycloak().token(CURATION, "visitor");
        for (Write write : Write.ALL) {
            RawHttp.assertProblem(write.send(stack(), "Authorization: Bearer " + visitor), 403);
            if (write.role().equals("maintainer")) {
                RawHttp.assertProblem(write.send(stack(), "Authorization: Bearer " + editor), 403);
            } else {
                assertThat(write.send(stack(), "Authorization: Bearer " + editor)
                                .status())
                        .isNotIn(401, 403);
            }
            RawHttp.assertProblem(write.send(stack()), 401);
        }
        isRefused(keycloak().token("another", "marat"));
        isRefused(new TokenIssuer(Keycloak.issuer(port), keyOf(editor)).token("maintainer"));
    }

    @Test
    @Order(3)
    void keysThatTheIssuerChangesAreFoundAndTheIssuerMayGo() throws IOException {
        String before = keycloak().token(CURATION, "marat");
        isLetIn(before);

        keycloak().changeKey();
        String after = keycloak().token(CURATION, "marat");
        assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
        await().atMost(FOUND).untilAsserted(() -> isLetIn(after));
        isLetIn(before);

        keycloak().close();
        isLetIn(after);
        isRefused(new TokenIssuer(Keycloak.issuer(port), "key").token("maintainer"));
        isLetIn(before);
        everythingCanBeRead();
    }
}
