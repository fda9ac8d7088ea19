package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder of the repository whose tests Node.js runs against the system under test. What they say is in {@code target}. */
final class NodeProject {

    private static final int MINUTES = 15;

    private final String folder;

    NodeProject(String folder) {
        this.folder = folder;
    }

    /** Installs what the tests need, and runs them with the address of the system, and these variables besides. */
    void test(Map<String, String> variables) throws IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("QALQAN_URL", Qalqan.running().address().toString());
        run(environment, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        run(environment, List.of("npm", "test"));
    }

    private void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path log = Path.of("target", folder.replace('/', '-') + "-" + command.get(1) + ".log")
                .toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Qalqan.REPOSITORY.resolve(folder).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
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
