package org.qalqan.localstack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as Maven packages it. It runs from a copy, so that building again, or {@code mvn clean}, does not pull the
 * jars from under a running stack.
 */
record PackagedService(Service service, Path repository) {
    private static final String APPLICATION = "target/quarkus-app";
    private static final String JAR = "quarkus-run.jar";
    private static final String JAVA =
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    /** What runs for seconds is not worth the better compiler's time. */
    private static final String ONCE = "-XX:TieredStopAtLevel=1";

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
        Path copy = installed(directory);
        try {
            StackDirectory.delete(copy);
            StackDirectory.copy(application(), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command(directory);
    }

    private List<String> command(StackDirectory directory) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(service.javaOptions());
        command.addAll(List.of("-jar", installed(directory).resolve(JAR).toString()));
        return command;
    }

    /** The command by which the copy that is there does what the arguments say, instead of serving. */
    List<String> command(StackDirectory directory, List<String> arguments) {
        List<String> command = new ArrayList<>(command(directory));
        command.add(1, ONCE);
        command.addAll(arguments);
        return command;
    }

    /** The command that runs another program out of the libraries of the copy. */
    List<String> program(StackDirectory directory, String program, List<String> arguments) {
        Path libraries = installed(directory).resolve("lib");
        String classes = libraries.resolve("main") + "/*" + File.pathSeparator + libraries.resolve("boot") + "/*";
        List<String> command =
                new ArrayList<>(List.of(JAVA, ONCE, "-Xmx256m", "-XX:+UseSerialGC", "-cp", classes, program));
        command.addAll(arguments);
        return command;
    }

    private Path installed(StackDirectory directory) {
        return directory.applications().resolve(service.id());
    }

    private Path application() {
        return repository.resolve(service.module()).resolve(APPLICATION);
    }
}
