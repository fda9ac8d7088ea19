package org.qalqan.localstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Packages those services that are not packaged, or whose sources have changed since. */
final class Build {
    static final String NAME = "build";

    /** Maven's heading of a module: {@code [INFO] Building Qalqan :: Gateway 0.1.0-SNAPSHOT [9/11]}. */
    private static final Pattern MODULE = Pattern.compile("Building (.+?) \\S+ +\\[(\\d+)/(\\d+)]");

    private final Path repository;
    private final String maven;

    Build(Path repository, String maven) {
        this.repository = repository;
        this.maven = maven;
    }

    /** The services whose jar is missing or older than something that it is made of. */
    List<Service> stale() {
        return Stream.of(Service.values()).filter(this::isStale).toList();
    }

    /**
     * Packages them and what they need, without tests.
     *
     * @param progress is told of each module as it is begun
     * @throws StackException if Maven fails, with the end of its log
     */
    void run(List<Service> services, Children children, LogFile log, Consumer<String> progress) {
        String modules = services.stream().map(Service::module).collect(Collectors.joining(","));
        List<String> command = List.of(
                maven,
                "--batch-mode",
                "--no-transfer-progress",
                "--file",
                repository.resolve("pom.xml").toString(),
                "--projects",
                modules,
                "--also-make",
                // neither tests nor formatting nor lint decide whether one may look at one's work
                "--activate-profiles",
                "!error-prone",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                // by this the process is known as this stack's
                "-Dqalqan.home=" + children.home(),
                "package");
        Path javaHome = Path.of(System.getProperty("java.home", ""));
        if (Files.notExists(javaHome.resolve("bin/javac"))) {
            throw new StackException(
                    "%s is a Java without compiler: building needs a JDK, version 17 or newer".formatted(javaHome));
        }
        log.rotate();
        Process process =
                children.start(NAME, command, Map.of("JAVA_HOME", javaHome.toString()), ProcessBuilder.Redirect.PIPE);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log.path()), true)) {
            output.lines().forEach(line -> {
                copy.println(line);
                Matcher module = MODULE.matcher(line);
                if (module.find()) {
                    progress.accept("%s (%s of %s)".formatted(module.group(1), module.group(2), module.group(3)));
                }
            });
            int exit = process.waitFor();
            if (exit != 0) {
                throw new StackException("the build failed (exit code %d). %s".formatted(exit, log.quoteEnd(30)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted during the build", e);
        }
        services.forEach(this::markNew);
    }

    private boolean isStale(Service service) {
        Path jar = new PackagedService(service, repository).jar();
        if (Files.notExists(jar)) {
            return true;
        }
        Path module = repository.resolve(service.module());
        List<Path> sources = new ArrayList<>(List.of(
                repository.resolve("pom.xml"),
                repository.resolve("common"),
                module.resolve("pom.xml"),
                module.resolve("src/main")));
        if (service == Service.GATEWAY) {
            // it carries the contracts of the services that it forwards to
            Service.storingOnes()
                    .map(other -> repository.resolve(other.module()).resolve("openapi.yaml"))
                    .forEach(sources::add);
        }
        return modified(jar).isBefore(newest(sources));
    }

    private static Instant newest(List<Path> roots) {
        return roots.stream()
                .filter(Files::exists)
                .flatMap(Build::sourcesIn)
                .map(Build::modified)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    private static Stream<Path> sourcesIn(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> isMadeInto(root.relativize(file)))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMadeInto(Path file) {
        for (Path part : file) {
            if (part.toString().equals("target") || part.toString().equals("test")) {
                return false;
            }
        }
        return true;
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A build may write generated sources after the jar; it is the newer one all the same. */
    private void markNew(Service service) {
        Path jar = new PackagedService(service, repository).jar();
        try {
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
