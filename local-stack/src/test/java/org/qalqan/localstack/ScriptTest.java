package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./qalqan} itself does: which program it starts, where, and with what. The program only says so. */
class ScriptTest {
    private static final List<String> JAVA = List.of(
            "#!/bin/sh",
            "[ \"$1\" != -XshowSettings:properties ] || { echo '    java.specification.version = 17'; exit; }",
            "shift 2",
            "echo \"$PWD: $*\"");

    private final Path repository;
    private final Path elsewhere;
    private final Path home;

    ScriptTest(@TempDir Path folder) throws IOException {
        Path root = folder.toRealPath();
        repository = Files.createDirectories(root.resolve("repository"));
        elsewhere = Files.createDirectories(root.resolve("else where"));
        home = Files.createDirectories(root.resolve("jdk"));
        Files.copy(Path.of("..", "qalqan"), repository.resolve("qalqan"));
        Files.createDirectories(repository.resolve("timeline-service/target/quarkus-app/lib"));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.write(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void checksFormatsAndComparesTheDatasetBesideItself() throws Exception {
        String command = elsewhere + ": org.qalqan.seeds.SeedsCommand %s " + repository.resolve("seeds");

        assertThat(run("seeds", "check")).isEqualTo(command.formatted("check") + "\nexit code 0");
        assertThat(run("seeds", "format")).isEqualTo(command.formatted("format") + "\nexit code 0");
        assertThat(run("seeds", "evidence", "my documents"))
                .as("the folder is one of where the caller stands")
                .isEqualTo(command.formatted("evidence") + " my documents\nexit code 0");
    }

    @Test
    void saysWhatCanBeDoneWithTheDataset() throws Exception {
        for (List<String> mistake : List.of(
                List.<String>of(),
                List.of("chekc"),
                List.of("check", "documents"),
                List.of("evidence"),
                List.of("evidence", "one", "two"))) {
            List<String> command = new ArrayList<>(List.of("seeds"));
            command.addAll(mistake);
            assertThat(run(command.toArray(String[]::new)))
                    .as("%s", mistake)
                    .isEqualTo("qalqan: usage: ./qalqan seeds check|format, or seeds evidence FOLDER\nexit code 2");
        }
    }

    private String run(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", repository.resolve("qalqan").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.toString());
        Process script = builder.start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit code " + script.waitFor();
    }
}
