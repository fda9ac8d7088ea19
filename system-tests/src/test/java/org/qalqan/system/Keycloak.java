package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qalqan.collections.Json;

/** A Keycloak server, as the build has unpacked it, with the realm of {@code keycloak/qalqan-realm.json}: it keeps all in memory. */
final class Keycloak implements AutoCloseable {

    static final String REALM = "qalqan";

    private static final String ADMINISTRATOR = "administrator";
    private static final String PASSWORD = "only-for-this-test";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration START = Duration.ofMinutes(10);
    private static final int SECONDS_TO_END = 60;

    private final URI address;
    private final Process process;

    private Keycloak(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Where the realm is on that port: what stands in the tokens' {@code iss}. */
    static String issuer(int port) {
        return "http://127.0.0.1:" + port + "/realms/" + REALM;
    }

    /** Where the realm publishes its keys. */
    static String keys(int port) {
        return issuer(port) + "/protocol/openid-connect/certs";
    }

    /** Starts it, and returns when it gives tokens. */
    static Keycloak start(Path folder, int port, int managementPort) throws IOException {
        Path home = unpacked();
        Path realms = Files.createDirectories(home.resolve("data/import"));
        Files.copy(
                Path.of("src/test/resources/keycloak/qalqan-realm.json"),
                realms.resolve("qalqan-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Path log = folder.resolve("keycloak.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + managementPort,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx448m",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        PASSWORD));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
        Keycloak keycloak = new Keycloak(URI.create("http://127.0.0.1:" + port), process);
        await("Keycloak is ready")
                .atMost(START)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
                    return keycloak.answers();
                });
        return keycloak;
    }

    private static Path unpacked() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("target", "keycloak"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private boolean answers() {
        try {
            return send(HttpRequest.newBuilder(address.resolve("/realms/" + REALM)))
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** A token of somebody of the realm, who has the password of the realm's file, by one of its clients. */
    String token(String client, String user) {
        return token(REALM, client, user, user + "-only-here");
    }

    private String token(String realm, String client, String user, String password) {
        String form = Map.of("grant_type", "password", "client_id", client, "username", user, "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(address.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body()).path("access_token").asText();
    }

    /** From now on the realm signs with a new key; tokens of the one before are good still. */
    void changeKey() {
        String administrator = "Bearer " + token("master", "admin-cli", ADMINISTRATOR, PASSWORD);
        URI realm = address.resolve("/admin/realms/" + REALM);
        JsonNode described = Json.read(send(HttpRequest.newBuilder(realm).header("Authorization", administrator))
                .body());
        String key = Json.write(Map.of(
                "name",
                "next",
                "providerId",
                "rsa-generated",
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "parentId",
                described.path("id").asText(),
                "config",
                Map.of("priority", List.of("1000"), "algorithm", List.of("RS256"), "keySize", List.of("2048"))));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(realm + "/components"))
                .header("Authorization", administrator)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(key)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends it, and returns when it is gone. */
    @Override
    public void close() {
        kill(process);
        try {
            assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
