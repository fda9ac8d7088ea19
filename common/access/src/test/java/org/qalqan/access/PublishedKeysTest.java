package org.qalqan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final RsaJsonWebKey OLD = key("old");
    private static final RsaJsonWebKey NEW = key("new");

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer issuer = serving(() -> keys(OLD));
    private volatile String answer = "";

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keys(RsaJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson();
    }

    private interface Body {
        String now();
    }

    private HttpServer serving(Body first) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.incrementAndGet();
                byte[] body = (answer.isEmpty() ? first.now() : answer).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private PublishedKeys keysOf(int port, Duration fresh, Duration pause) throws UnresolvableKeyException {
        JWTAuthContextInfo trusted = new JWTAuthContextInfo();
        trusted.setPublicKeyLocation("http://127.0.0.1:" + port + "/keys");
        return new PublishedKeys(trusted, fresh, pause);
    }

    private PublishedKeys keys(Duration fresh, Duration pause) throws UnresolvableKeyException {
        return keysOf(issuer.getAddress().getPort(), fresh, pause);
    }

    private static java.security.Key resolve(PublishedKeys keys, String id) throws UnresolvableKeyException {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue("RS256");
        token.setKeyIdHeaderValue(id);
        return keys.resolveKey(token, List.of());
    }

    private static void refuses(PublishedKeys keys, String id) {
        assertThatExceptionOfType(UnresolvableKeyException.class).isThrownBy(() -> resolve(keys, id));
    }

    @Test
    void fetchesOnceForManyTokens() throws Exception {
        PublishedKeys keys = keys(LONG, LONG);
        assertThat(asked).as("before the first token").hasValue(0);
        for (int i = 0; i < 10; i++) {
            assertThat(resolve(keys, "old")).isEqualTo(OLD.getPublicKey());
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void findsTheKeyThatTheIssuerHasChangedTo() throws Exception {
        PublishedKeys keys = keys(LONG, Duration.ZERO);
        resolve(keys, "old");
        answer = keys(OLD, NEW);
        assertThat(resolve(keys, "new")).isEqualTo(NEW.getPublicKey());
        assertThat(resolve(keys, "old")).isEqualTo(OLD.getPublicKey());
    }

    @Test
    void forgetsTheKeyThatTheIssuerHasTakenBack() throws Exception {
        PublishedKeys keys = keys(Duration.ZERO, Duration.ZERO);
        resolve(keys, "old");
        answer = keys(NEW);
        assertThat(resolve(keys, "new")).isEqualTo(NEW.getPublicKey());
        refuses(keys, "old");
    }

    @Test
    void whoInventsKeysMakesItAskNoMoreThanOnceInAWhile() throws Exception {
        PublishedKeys keys = keys(LONG, LONG);
        resolve(keys, "old");
        for (int i = 0; i < 100; i++) {
            refuses(keys, "invented-" + i);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void goesOnWithItsKeysWhileTheIssuerIsAway() throws Exception {
        PublishedKeys keys = keys(Duration.ZERO, Duration.ZERO);
        resolve(keys, "old");
        issuer.stop(0);
        assertThat(resolve(keys, "old")).isEqualTo(OLD.getPublicKey());
        refuses(keys, "new");
    }

    @Test
    void findsTheIssuerWhenItComes() throws Exception {
        int port = issuer.getAddress().getPort();
        issuer.stop(0);
        PublishedKeys keys = keysOf(port, LONG, Duration.ZERO);
        refuses(keys, "old");
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        issuer.createContext("/", exchange -> {
            byte[] body = keys(OLD).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        assertThat(resolve(keys, "old")).isEqualTo(OLD.getPublicKey());
    }

    @Test
    void rubbishIsNoKeySetAndIsNotKept() throws Exception {
        PublishedKeys keys = keys(LONG, Duration.ZERO);
        for (String rubbish : List.of("<html>Please wait</html>", "{}", "{\"keys\":7}", "[]", "{\"keys\":[{}]}")) {
            answer = rubbish;
            refuses(keys, "old");
        }
        answer = keys(OLD);
        assertThat(resolve(keys, "old")).isEqualTo(OLD.getPublicKey());
    }

    /** What would be a door for whoever knows a public key: a secret among the keys, or a key of the wrong kind. */
    @Test
    void takesPublicKeysOnly() throws Exception {
        answer = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"old\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}";
        refuses(keys(LONG, Duration.ZERO), "old");
    }

    @Test
    void issuerThatHangsIsGivenUpAndHoldsUpFew() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(200);
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PublishedKeys keys = keysOf(hanging.getLocalPort(), LONG, LONG);
            AtomicInteger held = new AtomicInteger();
            List<CompletableFuture<Void>> refused = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                long begin = System.nanoTime();
                                refuses(keys, "old");
                                if (System.nanoTime() - begin
                                        > Duration.ofSeconds(1).toNanos()) {
                                    held.incrementAndGet();
                                }
                            },
                            callers))
                    .toList();
            long begin = System.nanoTime();
            CompletableFuture.allOf(refused.toArray(CompletableFuture[]::new)).join();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(held.get()).isBetween(1, 16);
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void knowsWhichKeysArePublished() {
        assertThat(Arrays.asList("https://a/keys", "http://a/keys", "HTTPS://a/keys"))
                .allMatch(PublishedKeys::areAt);
        assertThat(Arrays.asList("file:/a/key.pem", "no-keys.json", "", null)).noneMatch(PublishedKeys::areAt);
    }
}
