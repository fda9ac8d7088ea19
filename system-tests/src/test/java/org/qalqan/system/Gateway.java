package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;

/** A gateway of one test's own, from the packaged jar: what stands behind it, and what it is told, are the test's to say. */
final class Gateway implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration START = Duration.ofMinutes(2);
    private static final int SECONDS_TO_END = 60;

    private final Process process;
    private final Path log;
    private final URI address;
    private final URI management;

    private Gateway(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.management = URI.create("http://127.0.0.1:" + managementPort);
    }

    /** Starts one on free ports, and returns when it is ready. */
    static Gateway start(Path folder, Map<String, String> environment) throws IOException {
        return start(folder, Ports.freePort(), Ports.freePort(), environment);
    }

    /**
     * Starts one, and returns when it is ready.
     *
     * @param environment its variables besides the ports
     */
    static Gateway start(Path folder, int port, int managementPort, Map<String, String> environment)
            throws IOException {
        Path jar = Qalqan.REPOSITORY.resolve("gateway/target/quarkus-app/quarkus-run.jar");
        Path log = Files.createDirectories(folder).resolve("gateway-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(managementPort)));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Gateway gateway = new Gateway(process, log, port, managementPort);
        await("the gateway is ready").atMost(START).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return gateway.isReady();
        });
        return gateway;
    }

    /** The variables that put one in front of the services of a stack. */
    static Map<String, String> before(LocalStack stack) {
        return Map.of(
                "SERVICES_TIMELINE_URL", stack.url(Service.TIMELINE).toString(),
                "SERVICES_FORCES_URL", stack.url(Service.FORCES).toString(),
                "SERVICES_PARTNERS_URL", stack.url(Service.PARTNERS).toString());
    }

    URI address() {
        return address;
    }

    int managementPort() {
        return management.getPort();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** What it has written. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Whether it says that it can be used. */
    boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(management.resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it in order, and returns when it is gone. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS))
                .as("ends when it is told to")
                .isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
