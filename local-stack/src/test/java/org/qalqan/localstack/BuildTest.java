package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    private final FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    private final Path folder;
    private final Path repository;
    private final StackDirectory directory;

    BuildTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        repository = StubRepository.at(folder.resolve("repository"));
        directory = StackDirectory.at(folder.resolve("home"));
    }

    @Test
    void buildsNothingWhenAllIsPackaged() {
        assertThat(new Build(repository, "mvn").stale()).isEmpty();
    }

    @Test
    void buildsWhatHasNoJar() throws IOException {
        Files.delete(new PackagedService(Service.PARTNERS, repository).jar());

        assertThat(new Build(repository, "mvn").stale()).containsExactly(Service.PARTNERS);
    }

    @Test
    void buildsTheServiceWhoseSourceIsNewer() throws IOException {
        change("forces-service/src/main/java/Unit.java");

        assertThat(new Build(repository, "mvn").stale()).containsExactly(Service.FORCES);
    }

    @Test
    void buildsTheGatewayTooWhenAContractIsNewer() throws IOException {
        change("timeline-service/openapi.yaml");

        assertThat(new Build(repository, "mvn").stale()).containsExactly(Service.GATEWAY);
    }

    @Test
    void buildsAllWhenALibraryIsNewer() throws IOException {
        change("common/evidence/src/main/java/Reading.java");

        assertThat(new Build(repository, "mvn").stale()).containsExactly(Service.values());
    }

    @Test
    void buildsNothingForANewerTest() throws IOException {
        change("common/evidence/src/test/java/ReadingTest.java");
        change("timeline-service/src/test/java/DecreeTest.java");

        assertThat(new Build(repository, "mvn").stale()).isEmpty();
    }

    @Test
    void tellsEachModuleAndIsDoneWithIt() throws IOException {
        change("forces-service/src/main/java/Unit.java");
        Build build = new Build(
                repository, maven("echo '[INFO] Building Qalqan :: Forces service 0.1.0-SNAPSHOT              [2/7]'"));
        Files.setLastModifiedTime(
                repository.resolve("forces-service/src/main/java/Unit.java"), FileTime.from(Instant.now()));
        List<String> modules = new ArrayList<>();

        build.run(build.stale(), new Children(directory), directory.log("build"), modules::add);

        assertThat(modules).containsExactly("Qalqan :: Forces service (2 of 7)");
        assertThat(build.stale()).isEmpty();
    }

    @Test
    void showsTheEndOfTheLogOfABuildThatFails() throws IOException {
        Build build = new Build(repository, maven("echo '[ERROR] Unit.java:[7,1] a semicolon is missing'; exit 1"));

        assertThatThrownBy(() -> build.run(
                        List.of(Service.FORCES), new Children(directory), directory.log("build"), module -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the build failed (exit code 1)")
                .hasMessageContaining("a semicolon is missing");
    }

    private void change(String file) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, "changed");
        Files.setLastModifiedTime(path, later);
    }

    private String maven(String script) throws IOException {
        Path program = folder.resolve("maven");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}
