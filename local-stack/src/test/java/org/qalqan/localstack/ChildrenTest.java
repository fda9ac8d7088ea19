package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    private final StackDirectory directory;
    private final Children children;

    ChildrenTest(@TempDir Path home) {
        directory = StackDirectory.at(home);
        children = new Children(directory);
    }

    @Test
    void remembersAProcessWhileItLives() throws InterruptedException {
        Process process = start("timeline", "sleep", "30");

        assertThat(directory.pid("timeline").process()).hasValue(process.toHandle());

        Ending.kill(directory, Service.TIMELINE);
        process.waitFor();
        assertThat(directory.pid("timeline").process()).isEmpty();
    }

    @Test
    void leavesCtrlCToTheLauncher() throws Exception {
        Process process = start("timeline", "sleep", "30");

        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();

        assertThat(process.waitFor(300, java.util.concurrent.TimeUnit.MILLISECONDS))
                .isFalse();
        Ending.end(directory, Service.TIMELINE);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void startsNothingOnceTheStackIsBeingEnded() {
        children.startNoMore();

        assertThatThrownBy(() -> start("timeline", "sleep", "30")).hasMessage("the stack is being ended");
        assertThat(directory.pid("timeline").process()).isEmpty();
    }

    @Test
    void endsWhatDoesNotEndWithinItsLimitAndShowsItsLog() {
        assertThatThrownBy(() -> children.run(
                        "initdb",
                        List.of("sh", "-c", "echo still at it; sleep 30"),
                        directory.log("initdb"),
                        Duration.ofSeconds(1)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("initdb has not ended within 1 s")
                .hasMessageContaining("still at it");
        assertThat(Ending.living(directory)).isEmpty();
    }

    private Process start(String name, String... command) {
        return children.start(
                name, List.of(command), Map.of(), directory.log(name).asOutput());
    }
}
