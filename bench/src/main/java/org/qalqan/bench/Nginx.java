package org.qalqan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.qalqan.localstack.Ports;

/** The limit for what is asked warm: files with the same bytes. Debian's settings, but without a log of the requests. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            %sworker_processes auto;
            daemon off;
            pid %s/nginx.pid;
            error_log %s/error.log;
            events { worker_connections 768; }
            http {
              sendfile on;
              tcp_nopush on;
              access_log off;
              default_type application/json;
              keepalive_requests 1000000000;
              client_body_temp_path %s/body;
              proxy_temp_path %s/proxy;
              fastcgi_temp_path %s/fastcgi;
              uwsgi_temp_path %s/uwsgi;
              scgi_temp_path %s/scgi;
              server {
                listen 127.0.0.1:%d;
                root %s/files;
              }
            }
            """;

    private final Process process;
    private final Path folder;
    private final int port = Ports.freePort();

    /** Started, with files of its own in the folder. */
    Nginx(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("files"));
            boolean root = "root".equals(System.getProperty("user.name"));
            String f = folder.toString();
            Path file = Files.writeString(
                    folder.resolve("nginx.conf"),
                    CONFIGURATION.formatted(root ? "user root;\n" : "", f, f, f, f, f, f, f, port, f));
            process = new ProcessBuilder("nginx", "-e", f + "/error.log", "-c", file.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Serves the bytes. */
    void put(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve("files").resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    List<Long> pids() {
        return Machine.family(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
