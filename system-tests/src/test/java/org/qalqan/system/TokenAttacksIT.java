package org.qalqan.system;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/**
 * Tokens that are not what they say they are, on every way to write: through the gateway, and at the services themselves. The stack's issuer is
 * the test's own, and publishes its keys by HTTP as real ones do; the attacker has a key pair and a server, too.
 */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "the issuer of a running system is not ours")
class TokenAttacksIT {

    private static final String NAME = "https://issuer.test/realms/qalqan";
    private static final String KEY = "key-1";
    private static final TokenIssuer ISSUER = new TokenIssuer(NAME, KEY);
    private static final TokenIssuer ATTACKER = new TokenIssuer(NAME, KEY);

    private static final String ASKS = "Bearer realm=\"qalqan\"";
    private static final String REFUSES = "Bearer realm=\"qalqan\", error=\"invalid_token\"";
    private static final String FORBIDS = "Bearer realm=\"qalqan\", error=\"insufficient_scope\"";

    private static final WireMockServer KEYS =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private static final WireMockServer ATTACKERS_KEYS =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @TempDir
    static Path folder;

    private static @Nullable LocalStack started;

    /**
     * Something that somebody without the right to write sends.
     *
     * @param status what is answered
     * @param challenge the {@code WWW-Authenticate} of the answer; null when it has none
     * @param query what follows the path
     * @param headers lines of the head
     */
    private record Attack(String name, int status, @Nullable String challenge, String query, List<String> headers) {

        static Attack refused(String name, String token) {
            return new Attack(name, 401, REFUSES, "", List.of("Authorization: Bearer " + token));
        }

        static Attack forbidden(String name, String token) {
            return new Attack(name, 403, FORBIDS, "", List.of("Authorization: Bearer " + token));
        }

        static Attack asked(String name, String... headers) {
            return new Attack(name, 401, ASKS, "", List.of(headers));
        }

        static Attack malformed(String name, String... headers) {
            return new Attack(name, 400, null, "", List.of(headers));
        }

        /** Whatever of it is long enough to be known again. */
        Stream<String> secrets() {
            return Stream.concat(Stream.of(query), headers.stream())
                    .flatMap(text -> Arrays.stream(text.split("[ .=:,]", -1)))
                    .filter(part -> part.length() > 24);
        }
    }

    @BeforeAll
    static void start() {
        KEYS.start();
        KEYS.stubFor(get("/keys").willReturn(okJson(ISSUER.keySet())));
        ATTACKERS_KEYS.start();
        ATTACKERS_KEYS.stubFor(get(anyUrl()).willReturn(okJson(ATTACKER.keySet())));
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Qalqan.START);
        started = LocalStack.start(TokenIssuer.named(plan, NAME, KEYS.url("/keys")), progress -> {});
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
        KEYS.stop();
        ATTACKERS_KEYS.stop();
    }

    private static LocalStack stack() {
        if (started == null) {
            throw new IllegalStateException("the stack is not there");
        }
        return started;
    }

    private static List<Attack> attacks(Write write) {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(unsignedOnes(write.role()));
        attacks.addAll(othersKeys(write.role()));
        attacks.addAll(othersTokens(write.role()));
        attacks.addAll(otherTimes(write.role()));
        attacks.addAll(otherRoles(write));
        attacks.addAll(otherForms(write));
        return attacks;
    }

    /** The signature is none, or a secret that everybody knows. */
    private static List<Attack> unsignedOnes(String role) {
        List<Attack> attacks = new ArrayList<>();
        for (String none : List.of("none", "None", "nOnE", "")) {
            String text = TokenIssuer.unsigned(Map.of("alg", none, "typ", "JWT"), ISSUER.claims(role));
            attacks.add(Attack.refused("algorithm '" + none + "' without a signature", text + "."));
            attacks.add(Attack.refused(
                    "algorithm '" + none + "' with a signature", text + "." + part(ISSUER.token(role), 2)));
        }
        String cut = ISSUER.token(role);
        attacks.add(Attack.refused("signature taken away", cut.substring(0, cut.lastIndexOf('.') + 1)));
        attacks.add(Attack.refused("signature cut", cut.substring(0, cut.length() - 8)));
        attacks.add(Attack.refused("another's claims before a good signature", swapped(role)));
        Map<String, Object> hmac = ISSUER.header();
        hmac.put("alg", "HS256");
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(ISSUER.publicKey())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(
                ISSUER.publicKey(),
                pem.getBytes(StandardCharsets.US_ASCII),
                ISSUER.keySet().getBytes(StandardCharsets.UTF_8))) {
            attacks.add(Attack.refused(
                    "public key as a secret of " + secret.length + " bytes",
                    TokenIssuer.sealed(hmac, ISSUER.claims(role), secret)));
        }
        Map<String, Object> curve = ISSUER.header();
        curve.put("alg", "ES256");
        attacks.add(Attack.refused(
                "a curve's signature of zeros",
                TokenIssuer.unsigned(curve, ISSUER.claims(role)) + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])));
        return attacks;
    }

    private static String part(String token, int index) {
        return token.split("\\.", -1)[index];
    }

    private static String swapped(String role) {
        String good = ISSUER.token("visitor");
        return part(good, 0) + "." + part(ATTACKER.token(role), 1) + "." + part(good, 2);
    }

    /** A key that the attacker has, and ways to have it looked up. */
    private static List<Attack> othersKeys(String role) {
        String address = ATTACKERS_KEYS.url("/keys");
        Map<String, Object> embedded = ATTACKER.header();
        embedded.put("jwk", ATTACKER.jwk());
        List<Attack> attacks = new ArrayList<>(List.of(
                Attack.refused("another key of the same id", ATTACKER.token(role)),
                Attack.refused("key set at the attacker's (jku)", ATTACKER.headed(role, "jku", address)),
                Attack.refused("certificate at the attacker's (x5u)", ATTACKER.headed(role, "x5u", address)),
                Attack.refused("key in the token (jwk)", ATTACKER.signed(embedded, ATTACKER.claims(role))),
                Attack.refused("no key id", ATTACKER.headed(role, "kid", null)),
                Attack.refused("a good signature and an extension that must be understood", critical(role))));
        for (String kid : List.of(
                "../../../../dev/null",
                "/proc/self/environ",
                "key-1' OR '1'='1",
                "'; DROP TABLE release; --",
                "| id",
                "${jndi:ldap://127.0.0.1/a}",
                "key-1\u0000",
                address)) {
            attacks.add(Attack.refused("key id " + kid.replace("\u0000", "\\0"), ATTACKER.headed(role, "kid", kid)));
        }
        return attacks;
    }

    private static String critical(String role) {
        Map<String, Object> header = ISSUER.header();
        header.put("crit", List.of("http://example.org/only-on-sundays"));
        header.put("http://example.org/only-on-sundays", true);
        return ISSUER.signed(header, ISSUER.claims(role));
    }

    /** Tokens that somebody has a right to, elsewhere. */
    private static List<Attack> othersTokens(String role) {
        TokenIssuer local = new TokenIssuer("qalqan-local-stack", KEY);
        return List.of(
                Attack.refused("another issuer", ISSUER.token(role, "iss", "https://issuer.test/realms/another")),
                Attack.refused("an issuer whose name only begins so", ISSUER.token(role, "iss", NAME + "/")),
                Attack.refused("no issuer", ISSUER.token(role, "iss", null)),
                Attack.refused("issuer of this stack's neighbour", stack().token(role, Duration.ofMinutes(5))),
                Attack.refused("issuer of no stack, of the local one's name", local.token(role)),
                Attack.refused("another audience", ISSUER.token(role, "aud", "another-api")),
                Attack.refused("audiences that are others", ISSUER.token(role, "aud", List.of("a", "qalqan2"))),
                Attack.refused("no audience", ISSUER.token(role, "aud", null)));
    }

    private static List<Attack> otherTimes(String role) {
        long now = Instant.now().getEpochSecond();
        return List.of(
                Attack.refused("expired", ISSUER.token(role, "exp", now - 60)),
                Attack.refused("without an end", ISSUER.token(role, "exp", null)),
                Attack.refused("with an end that is no time", ISSUER.token(role, "exp", "tomorrow")),
                Attack.refused("not yet valid", ISSUER.token(role, "nbf", now + 120)));
    }

    /** What is good, but gives no right to this: nobody takes a role from where it is not looked for. */
    private static List<Attack> otherRoles(Write write) {
        String role = write.role();
        List<Attack> attacks = new ArrayList<>(List.of(
                Attack.forbidden("no role", ISSUER.token(role, "groups", null)),
                Attack.forbidden("no role in a list", ISSUER.token(role, "groups", List.of())),
                Attack.forbidden("role in capitals", ISSUER.token(role.toUpperCase(java.util.Locale.ROOT))),
                Attack.forbidden("role with a capital", ISSUER.token("M" + role.substring(1))),
                Attack.forbidden("role with a space", ISSUER.token(role + " ")),
                Attack.forbidden("role with a letter that looks the same", ISSUER.token(role.replace('i', 'і'))),
                Attack.forbidden("role of another kind", ISSUER.token("admin")),
                Attack.forbidden("role of any kind", ISSUER.token("**"))));
        if (!write.lesserRole().isEmpty()) {
            attacks.add(Attack.forbidden("lesser role", ISSUER.token(write.lesserRole())));
        }
        Map<String, Object> elsewhere = Map.of(
                "roles", List.of(role),
                "role", role,
                "scope", role,
                "scp", List.of(role),
                "permissions", List.of(role),
                "realm_access", Map.of("roles", List.of(role)),
                "resource_access", Map.of("qalqan", Map.of("roles", List.of(role))),
                "Groups", List.of(role));
        elsewhere.forEach((claim, value) -> {
            Map<String, Object> claims = ISSUER.claims("visitor");
            claims.put(claim, value);
            attacks.add(Attack.forbidden("role in '" + claim + "'", ISSUER.signed(ISSUER.header(), claims)));
        });
        return attacks;
    }

    /** The right to write, or what looks like it, sent in a way that nobody should take. */
    private static List<Attack> otherForms(Write write) {
        String good = ISSUER.token(write.role());
        String bad = ATTACKER.token(write.role());
        // the gateway takes no parameter there; a service asks for a token, wherever it was looked for in vain
        boolean takesNoQuery = write.path().equals("/v1/releases");
        return List.of(
                Attack.asked("nothing"),
                Attack.asked("a password", "Authorization: Basic bWFpbnRhaW5lcjptYWludGFpbmVyLXNlY3JldA=="),
                Attack.asked("a good token as a password", "Authorization: Basic " + good),
                Attack.asked("a good token without a scheme", "Authorization: " + good),
                Attack.asked("a good token in another header", "X-Authorization: Bearer " + good),
                Attack.asked("a good token in a cookie", "Cookie: Bearer=" + good + "; access_token=" + good),
                Attack.asked("a good token for a proxy", "Proxy-Authorization: Bearer " + good),
                new Attack(
                        "a good token in the address",
                        takesNoQuery ? 400 : 401,
                        takesNoQuery ? null : ASKS,
                        "?access_token=" + good,
                        List.of()),
                Attack.malformed("a good token after a bad one", authorization(bad), authorization(good)),
                Attack.malformed("a good token before a bad one", authorization(good), authorization(bad)),
                Attack.malformed("a good token twice", authorization(good), authorization(good)),
                Attack.refused("two tokens in one header", good + ", Bearer " + good),
                Attack.refused("a good token with a space in it", good.substring(0, 20) + " " + good.substring(20)),
                Attack.refused("a good token with a space in its signature", spaced(good)),
                Attack.refused("a good token with a fourth part", good + ".e30"),
                Attack.refused("an encrypted one, of five parts", "e30.e30.e30.e30.e30"),
                Attack.refused("dots", ".."),
                Attack.refused("eight kilobytes of nothing", "A".repeat(8_192)),
                Attack.refused("eight kilobytes in three parts", ("A".repeat(2_700) + ".").repeat(3)),
                Attack.refused("bytes that are no text", "\u00ff\u00fe\u0080".repeat(20)),
                new Attack(
                        "a bad token with the scheme in small letters",
                        401,
                        REFUSES,
                        "",
                        List.of("authorization: bearer " + bad)));
    }

    private static String authorization(String token) {
        return "Authorization: Bearer " + token;
    }

    private static String spaced(String token) {
        int middle = token.length() - 30;
        return token.substring(0, middle) + " " + token.substring(middle);
    }

    @TestFactory
    Stream<DynamicTest> attackIsRefusedOnEveryWayToWriteAndLoggedWithoutTheToken() {
        return Write.ALL.stream().flatMap(write -> attacks(write).stream()
                .map(attack -> DynamicTest.dynamicTest(write + ": " + attack.name(), () -> refuse(write, attack))));
    }

    private static void refuse(Write write, Attack attack) throws IOException {
        String before = state();
        String trace = UUID.randomUUID().toString().replace("-", "");
        List<String> headers = new ArrayList<>(attack.headers());
        headers.add("traceparent: 00-" + trace + "-00f067aa0ba902b7-01");

        Answer answer = write.sendAs(stack(), attack.query(), write.mediaType(), headers.toArray(String[]::new));

        RawHttp.assertProblem(answer, attack.status());
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(attack.challenge());
        attack.secrets().forEach(secret -> assertThat(answer.body()).doesNotContain(secret));
        if (attack.challenge() != null) {
            await("the refusal is in the log").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            Files.readString(stack().log(write.judge())).lines())
                    .anyMatch(line -> line.contains(trace) && line.endsWith(": " + attack.status())));
        }
        for (Service service : Service.values()) {
            String log = Files.readString(stack().log(service));
            attack.secrets().forEach(secret -> assertThat(log).as(service.id()).doesNotContain(secret));
        }
        assertThat(state()).as("nothing has been written").isEqualTo(before);
    }

    /** What a write would change: the releases, and the revision of each store. */
    private static String state() throws IOException {
        StringBuilder state = new StringBuilder(read("/v1/releases").body());
        for (String list : List.of("/v1/decrees?limit=1", "/v1/formations?limit=1", "/v1/partners?limit=1")) {
            state.append(read(list).header("Data-Revision"));
        }
        return state.toString();
    }

    private static Answer read(String path) throws IOException {
        java.net.URI gateway = stack().url(Service.GATEWAY);
        Answer answer = RawHttp.ask(
                gateway.getHost(),
                gateway.getPort(),
                "GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** Without this the attacks would prove little. */
    @TestFactory
    Stream<DynamicTest> goodTokenGetsPast() {
        return Write.ALL.stream().flatMap(write -> Stream.of(
                        "Authorization: Bearer " + ISSUER.token(write.role()),
                        // the name of a scheme has no case (RFC 9110, section 11.1)
                        "authorization: bearer " + ISSUER.token(write.role()),
                        "Authorization: Bearer " + ISSUER.token(write.role(), "aud", List.of("a", "qalqan")))
                .map(header -> DynamicTest.dynamicTest(write + ": " + header.substring(0, 21), () -> assertThat(
                                write.send(stack(), header).status())
                        .isNotIn(401, 403)
                        .isLessThan(500))));
    }

    @Test
    void nobodyAsksTheAttackersServer() throws IOException {
        for (Write write : Write.ALL) {
            for (Attack attack : othersKeys(write.role())) {
                RawHttp.assertProblem(write.send(stack(), attack.headers().get(0)), 401);
            }
        }
        assertThat(ATTACKERS_KEYS.getAllServeEvents()).isEmpty();
    }
}
