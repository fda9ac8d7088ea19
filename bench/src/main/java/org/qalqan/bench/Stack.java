package org.qalqan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/** A Qalqan of the bench's own: real seeds first, then made-up records; its home is thrown away with it. */
final class Stack implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path repository;
    private final Path home;
    private final boolean profiled;
    private final Ports ports = Ports.free();
    private final Map<Service, Long> cpuToReady = new EnumMap<>(Service.class);
    private LocalStack running;

    private Stack(Path repository, Path home, boolean profiled) {
        this.profiled = profiled;
        this.repository = repository;
        this.home = home;
        this.running = LocalStack.startAfresh(plan(Map.of()), Bench::say);
        noteCpu();
    }

    /**
     * The services, ready, with the real seeds and nothing else.
     *
     * @param profiled whether each service leaves a recording of Java Flight Recorder in {@code bench/target}
     */
    static Stack afresh(Path repository, Path home, boolean profiled) {
        Stack stack = new Stack(repository, home, profiled);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        return stack;
    }

    private StackPlan plan(Map<String, String> ofGateway) {
        StackPlan plan = StackPlan.of(repository, home)
                .withPorts(ports)
                .withLimit(LIMIT)
                .withVariable(Service.GATEWAY, "RATE_LIMIT_REQUESTS", "0");
        for (Service service : List.of(Service.TIMELINE, Service.FORCES, Service.PARTNERS)) {
            // a busy machine may take longer than the usual minute to load the dataset
            plan = plan.withVariable(service, "QUARKUS_TRANSACTION_MANAGER_DEFAULT_TRANSACTION_TIMEOUT", "600");
        }
        if (profiled) {
            for (Service service : Service.values()) {
                plan = plan.withVariable(
                        service,
                        "JAVA_TOOL_OPTIONS",
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=%s"
                                .formatted(repository.resolve("bench/target").resolve(service.id() + ".jfr")));
            }
        }
        for (Map.Entry<String, String> variable : ofGateway.entrySet()) {
            plan = plan.withVariable(Service.GATEWAY, variable.getKey(), variable.getValue());
        }
        return plan;
    }

    /** Ends everything and starts it again, the gateway with these variables. */
    void restart(Map<String, String> ofGateway) {
        running.close();
        running = LocalStack.start(plan(ofGateway), Bench::say);
        noteCpu();
    }

    private void noteCpu() {
        for (Service service : Service.values()) {
            cpuToReady.put(service, Machine.cpuMicros(List.of(pid(service))));
        }
    }

    /**
     * Made-up records of one collection.
     *
     * @param view the class that declares the collection
     */
    record Made(Service service, String view, int count) {}

    /** Adds made-up records while no service runs, and starts the services again, the gateway with these variables. */
    void load(List<Made> collections, long seed, Map<String, String> ofGateway) {
        for (Service service : Service.values()) {
            running.stop(service);
        }
        collections.forEach(collection -> load(collection, seed));
        restart(ofGateway);
    }

    private void load(Made made, long seed) {
        long begin = System.nanoTime();
        Path libraries = repository.resolve(made.service().module()).resolve("target/quarkus-app");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                String.join(
                        ":",
                        repository.resolve("bench/target/classes").toString(),
                        libraries.resolve("app") + "/*",
                        libraries.resolve("lib/main") + "/*",
                        libraries.resolve("lib/boot") + "/*"),
                "org.qalqan.collections.SyntheticRecords",
                made.view(),
                Integer.toString(made.count()),
                Long.toString(seed),
                running.jdbcUrl(made.service()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PGPASSWORD", superuserPassword());
        Commands.run(builder);
        Bench.say("%,d records of %s were loaded (%d s)"
                .formatted(made.count(), made.view(), (System.nanoTime() - begin) / 1_000_000_000));
    }

    URI url(Service service) {
        return running.url(service);
    }

    long pid(Service service) {
        return pid(service.id());
    }

    private long pid(String name) {
        try {
            String file = Files.readString(home.resolve("pids").resolve(name + ".pid"));
            return Long.parseLong(file.lines().findFirst().orElse("").strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time that PostgreSQL has taken, in microseconds. */
    List<Long> database() {
        return Machine.family(pid("postgres"));
    }

    int databasePort() {
        return ports.database();
    }

    String superuserPassword() {
        try {
            return Files.readString(home.resolve("passwords/postgres")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path databaseLog() {
        return home.resolve("logs/postgres.log");
    }

    /** The first column of what the superuser's query finds. */
    List<String> query(Service service, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(running.jdbcUrl(service), "postgres", superuserPassword());
                var statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Resident memory and processor time to ready of each process, as rows of a Markdown table. */
    String processes() {
        StringBuilder rows = new StringBuilder("| process | resident MB | CPU s to ready |\n|---|---|---|\n");
        for (Service service : Service.values()) {
            rows.append("| %s | %d | %.1f |%n"
                    .formatted(
                            service.id(),
                            Machine.residentMegabytes(pid(service)),
                            cpuToReady.getOrDefault(service, 0L) / 1e6));
        }
        return rows.toString();
    }

    @Override
    public void close() {
        running.close();
    }
}
