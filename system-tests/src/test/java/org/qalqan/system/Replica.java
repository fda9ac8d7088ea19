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

/** An instance of a service, or of the gateway, of one test's own, from the packaged jar: what it is told is the test's to say. */
final class Replica implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration START = Duration.ofMinutes(2);
    private static final int SECONDS_TO_END = 60;

    private final ProcessBuilder builder;
    private final Path log;
    private final URI address;
    private final URI management;
    private Process process;

    private Replica(ProcessBuilder builder, Path log, int port, int managementPort) throws IOException {
        this.builder = builder;
        this.log = log;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.management = URI.create("http://127.0.0.1:" + managementPort);
        this.process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts one on free ports, and returns when it is ready. */
    static Replica start(Service service, Path folder, Map<String, String> environment) throws IOException {
        return start(service, folder, Ports.freePort(), Ports.freePort(), environment);
    }

    /**
     * Starts one, and returns when it is ready.
     *
     * @param environment its variables besides the ports
     */
    static Replica start(Service service, Path folder, int port, int managementPort, Map<String, String> environment)
            throws IOException {
        Path jar = Qalqan.REPOSITORY.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        Path log = Files.createDirectories(folder).resolve(service.id() + "-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.javaOptions());
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
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
        Replica replica = new Replica(builder, log, port, managementPort);
        replica.awaitReady();
        return replica;
    }

    private void awaitReady() {
        await(log.getFileName() + ": it is ready").atMost(START).until(() -> {
            assertThat(process.isAlive()).as(log()).isTrue();
            return isReady();
        });
    }

    /** Ends it at once, starts it again, and returns when it is ready. */
    void killAndStart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = builder.start();
        awaitReady();
    }

    /** The variables that put a gateway in front of the services of a stack. */
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
