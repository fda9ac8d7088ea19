package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of this machine that a thorough test needs. */
final class Program {

    private static final boolean ALL_ARE_NEEDED = System.getenv("CI") != null;

    private Program() {}

    /**
     * Where it is. A test that needs one that is missing is skipped, and says so; with {@code CI} in the environment it fails.
     *
     * @param name as in the {@code PATH}, or among what an administrator has; or its path
     */
    static Path needed(String name) {
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/local/sbin" + File.pathSeparator + "/usr/sbin";
        Optional<Path> found = Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        String missing = "there is no " + name + " on this machine; CONTRIBUTING.md names what the thorough run needs";
        if (!ALL_ARE_NEEDED) {
            assumeTrue(found.isPresent(), missing);
        }
        assertThat(found).as(missing).isPresent();
        return found.orElseThrow();
    }
}
