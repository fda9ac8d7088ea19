package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/** A stack of one test class's own, on free ports, with a copy of the dataset that the tests may change. */
final class ChangeableStack implements BeforeAllCallback, AfterAllCallback {

    private static final Path ORIGINAL = Qalqan.REPOSITORY.resolve("seeds");

    private @Nullable Path folder;
    private @Nullable LocalStack stack;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("qalqan");
        copy(ORIGINAL, seeds());
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Qalqan.START)
                .withSeeds(seeds());
        stack = LocalStack.start(plan, progress -> {});
    }

    private static void copy(Path folder, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    LocalStack processes() {
        return Objects.requireNonNull(stack);
    }

    /** The gateway's. */
    URI address() {
        return processes().url(Service.GATEWAY);
    }

    /** Somebody who writes there. */
    Editor editor() {
        return new Editor(address(), processes());
    }

    /** A folder that goes with the stack. */
    Path folder() {
        return Objects.requireNonNull(folder);
    }

    /** The copy of the dataset. */
    Path seeds() {
        return folder().resolve("seeds");
    }

    /** Other words in a file of the dataset. */
    void write(String file, String words, String others) throws IOException {
        Path path = seeds().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(words);
        Files.writeString(path, text.replace(words, others));
    }

    /** Other words in a file of the dataset, and the service that reads it started again. */
    void change(Service service, String file, String words, String others) throws IOException {
        write(file, words, others);
        processes().restart(service);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (stack != null) {
            stack.close();
        }
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
