package org.qalqan.localstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A service as the stack sees one: it takes the same variables, uses its database as the real ones do (an extension, a
 * table, a row), and says when it is ready. Its root shows how often it has been started with this database.
 */
final class StubService {
    private StubService() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Map<String, String> environment = System.getenv();
        Path seeds = Path.of(environment.getOrDefault("SEEDS_LOCATION", "."));
        if (Files.exists(seeds.resolve("mistake.yaml"))) {
            System.out.println("the seeds have a mistake");
            System.exit(3);
        }
        if (arguments.length > 0) {
            System.exit(command(variable(environment, "QUARKUS_DATASOURCE_USERNAME"), seeds, Path.of(arguments[1])));
        }
        String starts = environment.containsKey("QUARKUS_DATASOURCE_JDBC_URL") ? countStart(environment) : "0";
        serve(environment, "QUARKUS_HTTP", "/", starts);
        serve(environment, "QUARKUS_MANAGEMENT", "/q/health/ready", "{\"status\": \"UP\"}");
        System.out.println("ready");
    }

    /** An export of one file, which fails where the seeds say so. */
    private static int command(String service, Path seeds, Path folder) throws IOException {
        System.out.println(service + " was asked");
        if (Files.exists(seeds.resolve(service + ".fails"))) {
            return 1;
        }
        Files.writeString(folder.resolve(service + ".yaml"), service);
        return 0;
    }

    private static String countStart(Map<String, String> environment) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        variable(environment, "QUARKUS_DATASOURCE_JDBC_URL"),
                        variable(environment, "QUARKUS_DATASOURCE_USERNAME"),
                        variable(environment, "QUARKUS_DATASOURCE_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS unaccent");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
            statement.execute("CREATE TABLE IF NOT EXISTS start (at timestamptz DEFAULT now())");
            statement.execute("INSERT INTO start DEFAULT VALUES");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM start")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void serve(Map<String, String> environment, String prefix, String path, String body)
            throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        variable(environment, prefix + "_HOST"),
                        Integer.parseInt(variable(environment, prefix + "_PORT"))),
                0);
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
