package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A service as Maven packages it. It runs from a copy, so that building again, or {@code mvn clean}, does not pull the
 * jars from under a running stack.
 */
record PackagedService(Service service, Path repository) {
    private static final String APPLICATION = "target/quarkus-app";
    private static final String JAR = "quarkus-run.jar";

    Path jar() {
        return application().resolve(JAR);
    }

    /**
     * Copies what is packaged now into the folder.
     *
     * @return the command that starts the copy
     * @throws StackException if it is not packaged
     */
    List<String> install(StackDirectory directory) {
        if (Files.notExists(jar())) {
            throw new StackException("%s is not built: %s is missing".formatted(service.id(), jar()));
        }
        Path copy = directory.applications().resolve(service.id());
        try {
            StackDirectory.delete(copy);
            StackDirectory.copy(application(), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                copy.resolve(JAR).toString());
    }

    private Path application() {
        return repository.resolve(service.module()).resolve(APPLICATION);
    }
}
