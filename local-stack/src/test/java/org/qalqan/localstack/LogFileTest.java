package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private final LogFile log;

    LogFileTest(@TempDir Path folder) {
        log = new LogFile(folder.resolve("timeline.log"));
    }

    @Test
    void quotesTheLastLines() throws IOException {
        Files.writeString(log.path(), "one\ntwo\nthree\n");

        assertThat(log.quoteEnd(2)).isEqualTo("The end of " + log.path() + ":\n    two\n    three");
    }

    @Test
    void showsTheCausesOfAStackTraceAndNotItsPlaces() throws IOException {
        Files.writeString(log.path(), """
                java.lang.RuntimeException: it did not start
                \tat org.qalqan.Main.main(Main.java:1)
                Caused by: java.io.IOException: no such file
                \t... 9 more
                """);

        assertThat(log.quoteEnd(2))
                .endsWith("    java.lang.RuntimeException: it did not start\n"
                        + "    Caused by: java.io.IOException: no such file");
    }

    @Test
    void saysThatNothingWasWritten() {
        assertThat(log.quoteEnd(2)).isEqualTo("Nothing was written to " + log.path());
    }

    @Test
    void keepsTheRunBefore() throws IOException {
        Files.writeString(log.path(), "yesterday");

        log.rotate();

        assertThat(log.path()).doesNotExist();
        assertThat(log.path().resolveSibling("timeline.log.1")).hasContent("yesterday");
    }
}
