package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The portal in a real browser: {@code browser-tests} at the root, run by Node.js against the system under test. Pictures of every page are
 * in {@code browser-tests/target/screenshots} afterwards.
 */
@Tag("thorough")
class PortalIT {

    private static final Path TESTS = Qalqan.REPOSITORY.resolve("browser-tests");
    private static final String CHROMIUM = Objects.requireNonNullElse(System.getenv("CHROMIUM"), "chromium");
    private static final int MINUTES = 15;

    private final Qalqan qalqan = Qalqan.running();

    @Test
    void pagesAreSoundInABrowser() throws IOException, InterruptedException {
        Path chromium = Program.needed(CHROMIUM);
        run(chromium, List.of("npm", "ci", "--no-audit", "--no-fund"));
        run(chromium, List.of("npm", "test"));
    }

    private void run(Path chromium, List<String> command) throws IOException, InterruptedException {
        Path log = Path.of("target", "browser-tests-" + command.get(1) + ".log").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(TESTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("QALQAN_URL", qalqan.address().toString());
        builder.environment().put("CHROMIUM", chromium.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as(command + " ends in time, see " + log)
                    .isTrue();
            assertThat(process.exitValue())
                    .as(String.join(" ", command) + "\n" + Files.readString(log))
                    .isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
