package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What later commands must know of a stack that another process started.
 *
 * @param plan what was started; without the further variables of single services
 * @param detached whether it is meant to run without a launcher
 */
record StackState(StackPlan plan, boolean detached) {
    private static final String REPOSITORY = "repository";
    private static final String SEEDS = "seeds";
    private static final String LIMIT = "limitSeconds";
    private static final String DETACHED = "detached";

    /** Empty if nothing has been started since the last end. */
    static Optional<StackState> read(StackDirectory directory) {
        if (Files.notExists(directory.state())) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(directory.state())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> variables = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> variables.put(name, properties.getProperty(name, "")));
        StackPlan plan = new StackPlan(
                Path.of(variables.getOrDefault(REPOSITORY, "")),
                directory.root(),
                Path.of(variables.getOrDefault(SEEDS, "")),
                Ports.fromEnvironment(variables),
                Duration.ofSeconds(Long.parseLong(variables.getOrDefault(LIMIT, "120"))),
                Map.of());
        return Optional.of(new StackState(plan, Boolean.parseBoolean(variables.getOrDefault(DETACHED, "false"))));
    }

    void write(StackDirectory directory) {
        Properties properties = new Properties();
        properties.putAll(plan.ports().asEnvironment());
        properties.setProperty(REPOSITORY, plan.repository().toString());
        properties.setProperty(SEEDS, plan.seeds().toString());
        properties.setProperty(LIMIT, Long.toString(plan.limit().toSeconds()));
        properties.setProperty(DETACHED, Boolean.toString(detached));
        Path draft = directory.state().resolveSibling("stack.properties.new");
        try {
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, "the stack that runs here; written by ./qalqan");
            }
            Files.move(draft, directory.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(StackDirectory directory) {
        try {
            Files.deleteIfExists(directory.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
