package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.qalqan.localstack.Ports;

/** HAProxy in front of instances of one service, which are called {@code one}, {@code two} and so on. */
final class Balancer implements AutoCloseable {

    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final Duration START = Duration.ofSeconds(60);
    private static final int STATUS = 17;
    private static final int REQUESTS = 7;

    private final Process process;
    private final URI address;
    private final Path admin;

    /** Where an instance answers, and the port on which it tells whether it is ready. */
    record Instance(URI address, int managementPort) {}

    private Balancer(Process process, URI address, Path admin) {
        this.process = process;
        this.address = address;
        this.admin = admin;
    }

    /** Starts it, and returns when it takes all instances for ready. */
    static Balancer start(Path folder, List<Instance> instances) throws IOException {
        int port = Ports.freePort();
        Path admin = folder.resolve("haproxy.sock");
        List<String> servers = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            String server = "server " + NAMES.get(i) + " " + instance.address().getAuthority();
            servers.add(server + " port " + instance.managementPort());
            states.add(server + " track instances/" + NAMES.get(i));
        }
        String config;
        try (InputStream resource = Objects.requireNonNull(Balancer.class.getResourceAsStream("/haproxy.cfg"))) {
            config = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@admin@", admin.toString())
                    .replace("@port@", Integer.toString(port))
                    .replace("@servers@", String.join("\n    ", servers))
                    .replace("@states@", String.join("\n    ", states));
        }
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), config);
        Path log = folder.resolve("haproxy.log");
        Process process = new ProcessBuilder(Program.needed("haproxy").toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Balancer balancer = new Balancer(process, URI.create("http://127.0.0.1:" + port), admin);
        await("haproxy takes all for ready").atMost(START).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return Files.exists(admin)
                    && NAMES.subList(0, instances.size()).stream().allMatch(balancer::isUp);
        });
        return balancer;
    }

    URI address() {
        return address;
    }

    /** Whether the instance is given requests. */
    boolean isUp(String instance) {
        return statistics("instances", instance)[STATUS].startsWith("UP");
    }

    /** Tells it that the instance is to be given no requests, or again. */
    void take(String instance, boolean away) {
        command("set server instances/" + instance + " state " + (away ? "maint" : "ready"));
    }

    /** How many requests there were, those that found no instance included. */
    long requests() {
        return Long.parseLong(statistics("instances", "BACKEND")[REQUESTS]);
    }

    private String[] statistics(String backend, String name) {
        return command("show stat")
                .lines()
                .map(line -> line.split(",", -1))
                .filter(values -> values.length > STATUS && values[0].equals(backend) && values[1].equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String command(String words) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(admin));
            channel.write(ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
