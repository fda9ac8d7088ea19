package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.qalqan.localstack.Ports;

/** A cache in front of a gateway: a child process with a folder and a port of its own. Its answers say in {@code X-Cache} how it came by them. */
final class Cache implements AutoCloseable {

    /** The programs, and how they are told to behave. */
    enum Kind {
        /** Asks about what it has kept for a second. */
        NGINX,
        /** Serves what it has kept for a minute, and asks about it meanwhile. Keeps one coding, and makes the other of it. */
        VARNISH,
        /** A faulty one, for whom one address has one answer. */
        NGINX_WITHOUT_VARY
    }

    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final URI address;

    private Cache(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one, and returns when it can be asked. */
    static Cache start(Kind kind, Path folder, URI gateway) throws IOException {
        Files.createDirectories(folder);
        int port = Ports.freePort();
        Path log = folder.resolve("log");
        List<String> command =
                kind == Kind.VARNISH ? varnish(folder, port, gateway) : nginx(kind, folder, port, gateway);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await(kind + " answers").atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return isOpen(port);
        });
        return new Cache(process, URI.create("http://127.0.0.1:" + port));
    }

    private static List<String> nginx(Kind kind, Path folder, int port, URI gateway) throws IOException {
        String config = resource("/cache/nginx.conf")
                .replace("@user@", System.getProperty("user.name"))
                .replace("@folder@", folder.toString())
                .replace("@port@", Integer.toString(port))
                .replace("@gateway@", gateway.getAuthority())
                .replace("@ignored@", kind == Kind.NGINX ? "Cache-Control" : "Cache-Control Vary");
        Path file = Files.writeString(folder.resolve("nginx.conf"), config);
        return List.of(
                Program.needed("nginx").toString(), "-p", folder.toString(), "-e", "stderr", "-c", file.toString());
    }

    private static List<String> varnish(Path folder, int port, URI gateway) throws IOException {
        String rules = resource("/cache/varnish.vcl")
                .replace("@host@", gateway.getHost())
                .replace("@port@", Integer.toString(gateway.getPort()));
        Path file = Files.writeString(folder.resolve("varnish.vcl"), rules);
        String varnishd = Program.needed("varnishd").toString();
        return List.of(
                varnishd,
                "-F",
                "-j",
                "none",
                "-n",
                folder.resolve("work").toString(),
                "-f",
                file.toString(),
                "-a",
                "127.0.0.1:" + port,
                "-s",
                "malloc,64m");
    }

    private static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(Cache.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    /** Ends it, with the processes that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
