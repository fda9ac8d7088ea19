package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackException;
import org.qalqan.localstack.StackPlan;

/** A dataset with mistakes is refused by a starting service, whole. */
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system cannot be started with another dataset")
class DatasetRefusalIT {

    @TempDir
    Path folder;

    @Test
    void serviceRefusesADatasetWithFiveMistakesNamingEach() throws IOException {
        Path seeds = folder.resolve("seeds");
        copy(Qalqan.REPOSITORY.resolve("seeds"), seeds);
        Path decrees = seeds.resolve("timeline/decrees.yaml");
        int line = Files.readAllLines(decrees).size();
        Files.writeString(decrees, Files.readString(decrees) + """
                        - id: decree-with-mistakes
                          title: Five mistakes
                          cite: qazaqstan-tarihy-review:999
                          topics:
                            - air-defense
                          sinedOn: "2003"
                          signedOn: "2003-02-30"
                          signedBy: nobody-at-all
                        """);
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withSeeds(seeds);
        Path log = folder.resolve("home");

        assertThatThrownBy(() -> {
                    try (LocalStack stack = LocalStack.start(plan, progress -> {})) {
                        assertThat(stack.isReady(Service.TIMELINE)).isFalse();
                    }
                })
                .isInstanceOf(StackException.class);

        String said;
        try (Stream<Path> files = Files.walk(log)) {
            said = files.filter(file -> file.toString().endsWith(".log"))
                    .map(DatasetRefusalIT::read)
                    .filter(text -> text.contains("the dataset is refused"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(said)
                .contains("the dataset is refused, 5 errors")
                .contains("timeline/decrees.yaml:" + (line + 3) + " ")
                .contains("timeline/decrees.yaml:" + (line + 5) + " ")
                .contains("timeline/decrees.yaml:" + (line + 7) + " ")
                .contains("timeline/decrees.yaml:" + (line + 8) + " ")
                .contains("/signedOn '2003-02-30' is not an EDTF level 1 date: there is no such day")
                .contains("did you mean 'air-defence'?")
                .contains("there is no record 'nobody-at-all'")
                .contains("has paragraphs 1 to 156")
                .contains("sinedOn")
                .doesNotContain("dataset loaded");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
