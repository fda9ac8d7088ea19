package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    private final Path folder;

    PidFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsTheProcessThatWasWritten() throws IOException {
        Process process = new ProcessBuilder("sleep", "30").start();
        try {
            PidFile file = pidFile("no-marker");
            file.write(process.pid());

            assertThat(file.process()).hasValue(process.toHandle());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void doesNotFindAProcessThatHasEnded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "30").start();
        PidFile file = pidFile("no-marker");
        file.write(process.pid());
        process.destroyForcibly().waitFor();

        assertThat(file.process()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSameNumberForIt() throws IOException {
        long other = ProcessHandle.current().pid();
        Files.write(folder.resolve("a.pid"), List.of(Long.toString(other), "an-earlier-boot 4711"));

        assertThat(pidFile("java").process()).isEmpty();
    }

    @Test
    void knowsByItsArgumentsAProcessOfWhichOnlyTheNumberWasWritten() throws IOException {
        Process process = new ProcessBuilder("sh", "-c", "sleep 30; true " + folder).start();
        try {
            Files.write(folder.resolve("a.pid"), List.of(Long.toString(process.pid())));

            assertThat(pidFile(folder.toString()).process()).hasValue(process.toHandle());
            assertThat(pidFile("/another/stack").process()).isEmpty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void findsNothingWithoutAFileOrInOneThatIsNoPidFile() throws IOException {
        assertThat(pidFile("m").process()).isEmpty();

        Files.writeString(folder.resolve("a.pid"), "no number");
        assertThat(pidFile("m").process()).isEmpty();
    }

    private PidFile pidFile(String marker) {
        return new PidFile(folder.resolve("a.pid"), marker);
    }
}
