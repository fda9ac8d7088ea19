package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/** A stack of one test's own, with a copy of the dataset that the test may change. */
final class ChangeableStack implements AutoCloseable {

    private final Path seeds;
    private final LocalStack stack;

    private ChangeableStack(Path seeds, LocalStack stack) {
        this.seeds = seeds;
        this.stack = stack;
    }

    /** Starts one in that folder, on free ports. */
    static ChangeableStack start(Path folder) throws IOException {
        Path original = Qalqan.REPOSITORY.resolve("seeds");
        Path seeds = folder.resolve("seeds");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path copy = seeds.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        StackPlan plan = StackPlan.of(Qalqan.REPOSITORY, folder.resolve("home"))
                .withPorts(Ports.free())
                .withLimit(Duration.ofMinutes(6))
                .withSeeds(seeds);
        return new ChangeableStack(seeds, LocalStack.start(plan, progress -> {}));
    }

    LocalStack processes() {
        return stack;
    }

    /** The gateway's. */
    URI address() {
        return stack.url(Service.GATEWAY);
    }

    /** The copy of the dataset. */
    Path seeds() {
        return seeds;
    }

    /** Other words in a file of the dataset. */
    void write(String file, String words, String others) throws IOException {
        Path path = seeds.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(words);
        Files.writeString(path, text.replace(words, others));
    }

    /** Other words in a file of the dataset, and the service that reads it started again. */
    void change(Service service, String file, String words, String others) throws IOException {
        write(file, words, others);
        stack.restart(service);
    }

    @Override
    public void close() {
        stack.close();
    }
}
