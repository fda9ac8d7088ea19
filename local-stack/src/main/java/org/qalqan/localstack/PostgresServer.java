package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * One PostgreSQL server in the stack's folder, with one database for each service that stores. Each database has a role
 * that owns it and can enter no other.
 *
 * <p>It listens on 127.0.0.1 only and asks everyone for a password. Text sorts by code point and letters of every script
 * are letters, whatever the machine's own language: the same as in the containers.
 */
final class PostgresServer {
    static final String NAME = "postgres";
    static final String INITDB = "initdb";
    static final String PG_CTL = "pg_ctl";

    private static final String SUPERUSER = "postgres";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

    private final StackDirectory directory;
    private final Children children;
    private final Passwords passwords;
    private final int port;

    PostgresServer(StackDirectory directory, Children children, int port) {
        this.directory = directory;
        this.children = children;
        this.passwords = new Passwords(directory.passwords());
        this.port = port;
    }

    /** The server's first process, if it runs, whether or not a launcher lived long enough to note it. */
    static Optional<ProcessHandle> running(StackDirectory directory) {
        return directory.pid(NAME).process().or(() -> ownPid(directory)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("").startsWith(directory.postgres() + "/")));
    }

    /**
     * Returns once the server accepts connections and the databases are there.
     *
     * @throws StackException if it does not come up, with the end of its log
     */
    void start(Duration limit) {
        Path binaries = PostgresBinaries.unpackInto(directory.postgres());
        requireOwnData();
        List<String> prefix = asOrdinaryUser();
        LogFile log = directory.log(NAME);
        if (Files.notExists(directory.data())) {
            createCluster(prefix, binaries, log);
        } else if (!passwords.has(SUPERUSER)) {
            throw new StackException("there are data in %s but no password in %s; ./qalqan reset starts afresh"
                    .formatted(directory.data(), passwords.file(SUPERUSER)));
        }
        removeStalePid();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                binaries.resolve("bin/pg_ctl").toString(),
                "start",
                "--wait",
                "--silent",
                "--timeout=" + limit.toSeconds(),
                "--pgdata=" + directory.data(),
                "--log=" + log.path(),
                "--options=-p " + port));
        int exit = children.run(PG_CTL, command, log, limit.plusSeconds(10));
        if (exit != 0) {
            throw new StackException("PostgreSQL did not start (exit code %d). %s".formatted(exit, log.quoteEnd(20)));
        }
        ownPid(directory).ifPresent(directory.pid(NAME)::write);
        createDatabases();
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    String password(String role) {
        return passwords.of(role);
    }

    private void createCluster(List<String> prefix, Path binaries, LogFile log) {
        StackDirectory.delete(directory.unfinishedData());
        passwords.of(SUPERUSER);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + directory.unfinishedData(),
                "--username=" + SUPERUSER,
                "--pwfile=" + passwords.file(SUPERUSER),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=" + (PostgresBinaries.isMac() ? "en_US.UTF-8" : "C.UTF-8"),
                "--text-search-config=simple",
                "--set=listen_addresses=127.0.0.1",
                "--set=unix_socket_directories=",
                "--set=max_connections=200",
                "--set=shared_buffers=64MB",
                "--set=log_line_prefix=%m [%p] %d "));
        int exit = children.run(INITDB, command, log, INITDB_LIMIT);
        if (exit != 0) {
            throw new StackException("initdb failed (exit code %d). %s".formatted(exit, log.quoteEnd(20)));
        }
        try {
            Files.move(directory.unfinishedData(), directory.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever of roles and databases is missing; a launcher may have been killed in the middle of it. */
    private void createDatabases() {
        Properties login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", passwords.of(SUPERUSER));
        login.setProperty("connectTimeout", "10");
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), login);
                Statement statement = connection.createStatement()) {
            for (Service service : Service.storingOnes().toList()) {
                // names are constants and passwords are letters and digits: nothing here needs quoting
                String role = service.id();
                String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role) ? "ALTER" : "CREATE";
                statement.execute("%s ROLE %s LOGIN PASSWORD '%s'".formatted(verb, role, passwords.of(role)));
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", role)) {
                    statement.execute("CREATE DATABASE %s OWNER %s".formatted(role, role));
                }
                statement.execute("REVOKE CONNECT, TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(role));
            }
        } catch (SQLException e) {
            throw new StackException("the databases cannot be made: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * PostgreSQL refuses to run as root. As root it is started in a user namespace of its own in which it is nobody: it
     * has none of root's powers there, while its files stay root's outside.
     */
    private List<String> asOrdinaryUser() {
        if (userId().filter(id -> id == 0).isEmpty()) {
            return List.of();
        }
        List<String> prefix = List.of("unshare", "--user");
        if (!succeeds(prefix, "true")) {
            throw new StackException("PostgreSQL does not run as root, and this system does not let it run as nobody"
                    + " (unshare --user is refused or missing): run ./qalqan as an ordinary user");
        }
        if (!succeeds(prefix, "test", "-x", directory.root() + "/.")) {
            throw new StackException(("without root's powers, which PostgreSQL does not take, %s cannot be entered: run"
                            + " ./qalqan as the folder's owner, or set QALQAN_HOME to a folder that root owns")
                    .formatted(directory.root()));
        }
        return prefix;
    }

    private void requireOwnData() {
        Optional<Integer> user = userId();
        try {
            if (user.isPresent() && Files.exists(directory.data())) {
                Object owner = Files.getAttribute(directory.data(), "unix:uid");
                if (!user.get().equals(owner)) {
                    throw new StackException(
                            "the data in %s are user %s's: run ./qalqan as that user, or set QALQAN_HOME"
                                    .formatted(directory.data(), Files.getOwner(directory.data())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This process's user, where the system has a /proc; elsewhere nothing here depends on it. */
    private static Optional<Integer> userId() {
        try {
            Path self = Path.of("/proc/self");
            return Files.exists(self) ? Optional.of((Integer) Files.getAttribute(self, "unix:uid")) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            return new ProcessBuilder(whole)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    /**
     * A server that was killed leaves its number behind, and PostgreSQL will not start while any process of the same
     * user has that number. Nobody else starts servers here (the stack's lock is ours), so what is not ours is stale.
     */
    private void removeStalePid() {
        if (running(directory).isEmpty()) {
            try {
                Files.deleteIfExists(pidFile(directory));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Optional<Long> ownPid(StackDirectory directory) {
        try {
            Path file = pidFile(directory);
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .findFirst()
                            .filter(line -> line.matches("\\d{1,18}"))
                            .map(Long::valueOf)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // just removed by the server itself, or another user's
        }
    }

    private static Path pidFile(StackDirectory directory) {
        return directory.data().resolve("postmaster.pid");
    }
}
