package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that is made from code. The tests fail when it differs from what the code makes, so that every change of it is
 * seen in review; {@code -Dregenerate} writes it instead.
 */
public final class GeneratedFile {

    private GeneratedFile() {}

    /** Asserts that the file holds the text, or writes it when the tests run with {@code -Dregenerate}. */
    public static void assertUpToDate(Path file, String text) {
        try {
            if (System.getProperty("regenerate") != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(file)
                    .as("generated file; run the tests with -Dregenerate to write it")
                    .exists()
                    .hasContent(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
