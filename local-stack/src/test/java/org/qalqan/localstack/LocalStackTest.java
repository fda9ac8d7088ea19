package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
    private static StackPlan plan;
    private static LocalStack stack;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path repository = StubRepository.at(folder.resolve("repository"));
        plan = StackPlan.of(repository, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Duration.ofSeconds(60));
        stack = LocalStack.start(plan, line -> {});
    }

    @AfterAll
    static void end() {
        stack.close();
        assertThat(Ending.living(stack.directory())).isEmpty();
    }

    @Test
    void isReadyAndAnswersOnEveryAddress() throws Exception {
        for (Service service : Service.values()) {
            assertThat(stack.isReady(service)).as(service.id()).isTrue();
            assertThat(Http.get(stack.url(service))).as(service.id()).matches("\\d+");
        }
    }

    @Test
    void anExportReplacesNothingWhenOneServiceFails(@TempDir Path folder) throws IOException {
        Path target = Files.createDirectory(folder.resolve("exported"));
        Files.writeString(target.resolve("timeline.yaml"), "as it was");
        Path failure = Files.createFile(plan.seeds().resolve("partners.fails"));
        List<String> said = new ArrayList<>();
        try {
            assertThat(stack.export(target, said::add)).isEqualTo(1);
        } finally {
            Files.delete(failure);
        }
        assertThat(said)
                .containsExactly(
                        "timeline was asked",
                        "forces was asked",
                        "partners was asked",
                        "nothing was written to " + target);
        assertThat(target.resolve("timeline.yaml")).content().isEqualTo("as it was");
        assertThat(folder).isDirectoryNotContaining("glob:**/.exported-*");
        assertThat(target).isDirectoryNotContaining("glob:**/forces.yaml");
    }

    @Test
    void letsARoleIntoItsOwnDatabaseOnly() throws SQLException {
        String password = stack.databasePassword(Service.TIMELINE);
        try (Connection connection =
                DriverManager.getConnection(stack.jdbcUrl(Service.TIMELINE), "timeline", password)) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(stack.jdbcUrl(Service.FORCES), "timeline", password))
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> DriverManager.getConnection(stack.jdbcUrl(Service.TIMELINE), "timeline", "guess"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void treatsLettersOfEveryScriptAsLettersAndSortsByCodePoint() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl(Service.TIMELINE), "timeline", stack.databasePassword(Service.TIMELINE));
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT lower('ҚАЛҚАН'), 'a' > 'B', show_trgm('Қ') <> '{}'")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("қалқан");
            assertThat(rows.getBoolean(2)).isTrue();
            assertThat(rows.getBoolean(3)).isTrue();
        }
    }

    /** As large tables are read: the workers take over every setting, and refuse one that they cannot read. */
    @Test
    void answersWhatPostgresRunsInParallel() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        stack.jdbcUrl(Service.TIMELINE), "timeline", stack.databasePassword(Service.TIMELINE));
                var statement = connection.createStatement()) {
            statement.execute("SET debug_parallel_query = on");
            try (var rows = statement.executeQuery("SELECT count(*) FROM pg_class")) {
                rows.next();
                assertThat(rows.getInt(1)).isPositive();
            }
        }
    }

    @Test
    void bringsBackAServiceThatWasKilledWithItsData() throws Exception {
        int starts = Integer.parseInt(Http.get(stack.url(Service.FORCES)));

        stack.kill(Service.FORCES);
        assertThat(stack.isAlive(Service.FORCES)).isFalse();
        assertThat(stack.isReady(Service.GATEWAY)).isTrue();

        stack.start(Service.FORCES);
        assertThat(Http.get(stack.url(Service.FORCES))).isEqualTo(Integer.toString(starts + 1));
    }

    @Test
    void bringsBackTheDatabase() throws Exception {
        stack.stopDatabase();
        assertThat(stack.isDatabaseAlive()).isFalse();

        stack.startDatabase();
        stack.restart(Service.PARTNERS);
        assertThat(stack.isReady(Service.PARTNERS)).isTrue();
    }

    @Test
    void refusesASecondStackInTheSameHome() {
        assertThatThrownBy(() -> LocalStack.start(plan.withPorts(Ports.free()), line -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("already running (pid %d)"
                        .formatted(ProcessHandle.current().pid()));
        assertThat(stack.isReady(Service.TIMELINE)).isTrue();
    }

    @Test
    void keepsDataOverAnEnd(@TempDir Path home) throws Exception {
        StackPlan other = planFor(home);
        try (LocalStack first = LocalStack.start(other, line -> {})) {
            assertThat(Http.get(first.url(Service.TIMELINE))).isEqualTo("1");
        }
        try (LocalStack second = LocalStack.start(other, line -> {})) {
            assertThat(Http.get(second.url(Service.TIMELINE))).isEqualTo("2");
        }
    }

    @Test
    void namesTheServiceThatDiesShowsItsLogAndLeavesNothing(@TempDir Path home, @TempDir Path seeds)
            throws IOException {
        Files.createFile(seeds.resolve("mistake.yaml"));
        List<String> progress = new ArrayList<>();

        assertThatThrownBy(() -> LocalStack.start(planFor(home).withSeeds(seeds), progress::add))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("ended before it was ready (exit code 3)")
                .hasMessageContaining("the seeds have a mistake");
        assertThat(Ending.living(StackDirectory.at(home))).isEmpty();
    }

    private static StackPlan planFor(Path home) {
        return new StackPlan(plan.repository(), home, plan.seeds(), Ports.free(), plan.limit(), plan.environment());
    }
}
