package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher as a process of its own, as {@code ./qalqan} starts it. All tests use one home, one after the other, as a
 * person does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Ports ports = Ports.free();
    private final List<Process> launchers = new ArrayList<>();
    private final Path folder;
    private final Path repository;
    private final StackDirectory directory;

    LauncherTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        repository = StubRepository.at(folder.resolve("repository"));
        directory = StackDirectory.at(folder.resolve("home"));
    }

    @AfterEach
    void endWhatAFailedTestLeft() {
        launchers.forEach(Process::destroyForcibly);
        Ending.endAll(directory, Ending.WHILE_STARTING);
    }

    @Test
    void runsOnDetachedTellsItsStatusRefusesASecondAndEnds() throws Exception {
        assertThat(run("up", "--detach"))
                .contains("forces is ready on http://127.0.0.1:" + ports.http(Service.FORCES), "Qalqan is ready.")
                .contains("/v1/partners/russia/dossier", "exit code 0");
        assertThat(run("status")).contains("detached", "gateway", "ready", "exit code 0");
        assertThat(run("up")).contains("Qalqan is already running in", "exit code 1");
        assertThat(run("stop", "forces")).contains("forces is stopped", "exit code 0");
        assertThat(run("status")).contains("not running", "exit code 1");
        assertThat(run("start", "forces")).contains("forces is ready", "exit code 0");
        assertThat(run("down")).contains("Qalqan is down", "exit code 0");
        assertThat(Ending.living(directory)).isEmpty();
        assertThat(run("status")).contains("Qalqan is not running", "exit code 1");
        assertThat(run("down")).contains("Qalqan is not running", "exit code 0");
        assertThat(run("reset")).contains("the data are deleted", "exit code 0");
        assertThat(directory.data()).doesNotExist();
    }

    @Test
    void endsEverythingAtCtrlC() throws Exception {
        Process launcher = launch("up");
        await("Ctrl-C ends it.");

        assertThat(signal(launcher, "INT")).isEqualTo(130);
        assertThat(output()).contains("ending Qalqan", "ended; the data stay");
        assertThat(Ending.living(directory)).isEmpty();
    }

    @Test
    void endsEverythingAtCtrlCWhileStarting() throws Exception {
        StackDirectory.delete(directory.data());
        Process launcher = launch("up");
        assertThat(Polling.until(LIMIT, () -> !Ending.living(directory).isEmpty()))
                .isTrue();

        assertThat(signal(launcher, "INT")).isEqualTo(130);
        assertThat(output()).contains("ending Qalqan", "ended").doesNotContain("qalqan:");
        assertThat(Ending.living(directory)).isEmpty();
    }

    @Test
    void endsWhatAKilledLauncherLeftAndStartsAgain() throws Exception {
        Process killed = launch("up");
        await("Ctrl-C ends it.");
        int starts = starts();
        killed.destroyForcibly().waitFor();
        assertThat(Ending.living(directory)).hasSize(5);
        assertThat(run("status")).contains("left behind by a launcher that was killed");

        assertThat(run("up", "--detach"))
                .contains("ending what a killed launcher left behind: timeline pid", "exit code 0");
        assertThat(starts()).isEqualTo(starts + 1);
        assertThat(run("down")).contains("exit code 0");
        assertThat(Ending.living(directory)).isEmpty();
    }

    @Test
    void isEndedByDownFromElsewhere() throws Exception {
        Process launcher = launch("up");
        await("Ctrl-C ends it.");

        assertThat(run("down")).contains("ending the launcher, pid " + launcher.pid(), "Qalqan is down", "exit code 0");
        assertThat(launcher.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Ending.living(directory)).isEmpty();
    }

    @Test
    void knowsItsCommands() throws Exception {
        assertThat(run("dwon")).contains("no such command: dwon", "exit code 2");
        assertThat(run("stop", "postgres")).contains("no such command", "exit code 2");
    }

    /** How often the timeline service has been started with the data that are there. */
    private int starts() throws Exception {
        return Integer.parseInt(Http.get(URI.create("http://127.0.0.1:" + ports.http(Service.TIMELINE))));
    }

    private String run(String... command) throws Exception {
        Process launcher = launch(command);
        assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("%s has ended", List.of(command))
                .isTrue();
        return output() + "exit code " + launcher.exitValue();
    }

    private Process launch(String... command) throws IOException {
        // a build that was itself started in the background ignores signals, and its children inherit that
        List<String> whole = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,QUIT,HUP",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                repository.toString(),
                directory.root().toString()));
        whole.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().putAll(ports.asEnvironment());
        Process launcher = builder.start();
        launchers.add(launcher);
        return launcher;
    }

    private void await(String line) {
        assertThat(Polling.until(LIMIT, () -> output().contains(line)))
                .as(() -> "'" + line + "' in " + output())
                .isTrue();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int signal(Process process, String signal) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
