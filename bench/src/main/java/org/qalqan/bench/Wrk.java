package org.qalqan.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The load: wrk with 2 threads and 32 connections. */
final class Wrk {

    static final int THREADS = 2;
    static final int CONNECTIONS = 32;

    private static final int MOST_WINDOWS = 30;
    private static final int LAST_WINDOWS = 4;
    private static final double CLIMBING = 1.03;

    private final Path folder;
    private final Path script;
    private final int seconds;

    /**
     * What is asked of one side.
     *
     * @param url scheme, host and port
     * @param paths one of them is asked for at a time, at random
     * @param tag sent as {@code If-None-Match}; {@code -} for none
     * @param pids the processes that answer, apart from the database
     */
    record Target(String url, List<String> paths, String tag, List<Long> pids) {}

    /**
     * One window.
     *
     * @param rate answers a second
     * @param p50 microseconds
     * @param p99 microseconds
     * @param cpu microseconds of the answering processes for each answer
     * @param databaseCpu microseconds of PostgreSQL for each answer
     */
    record Figures(double rate, double p50, double p99, double cpu, double databaseCpu) {}

    /** With files of its own in the folder, and windows of so many seconds. */
    Wrk(Path folder, int seconds) {
        this.folder = folder;
        this.seconds = seconds;
        this.script = folder.resolve("wrk.lua");
        try (InputStream resource = Objects.requireNonNull(Wrk.class.getResourceAsStream("wrk.lua"))) {
            Files.createDirectories(folder);
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks as fast as the answers come until the rate no longer climbs, or has climbed for long enough. */
    void warmUp(Target target) {
        warmUp(target, CONNECTIONS);
    }

    /** The same with one question after the other. */
    void warmUpAlone(Target target) {
        warmUp(target, 1);
    }

    private void warmUp(Target target, int connections) {
        List<Double> rates = new ArrayList<>();
        while (rates.size() < MOST_WINDOWS && climbs(rates)) {
            rates.add(run(target, connections, 0, List.of()).rate());
        }
    }

    /**
     * Whether one of the last windows was clearly better than all before them. One window says nothing: compilers take their time out of
     * some, and what they have compiled shows in a later one.
     */
    static boolean climbs(List<Double> rates) {
        int before = rates.size() - LAST_WINDOWS;
        if (before < 1) {
            return true;
        }
        return Collections.max(rates.subList(before, rates.size()))
                > Collections.max(rates.subList(0, before)) * CLIMBING;
    }

    /** As fast as the answers come. */
    Figures saturate(Target target, List<Long> database) {
        return run(target, CONNECTIONS, 0, database);
    }

    /** So many a second. */
    Figures at(double rate, Target target, List<Long> database) {
        return run(target, CONNECTIONS, Math.max(1, Math.round(THREADS * 1e6 / rate)), database);
    }

    /** One after the other. */
    Figures alone(Target target) {
        return run(target, 1, 0, List.of());
    }

    private Figures run(Target target, int connections, long interval, List<Long> database) {
        Path paths = folder.resolve("paths.txt");
        try {
            Files.write(paths, target.paths());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long cpu = Machine.cpuMicros(target.pids());
        long databaseCpu = Machine.cpuMicros(database);
        String output = Commands.output(
                "wrk",
                "-t" + Math.min(THREADS, connections),
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "20s",
                "-s",
                script.toString(),
                target.url(),
                "--",
                paths.toString(),
                Long.toString(interval),
                target.tag());
        long took = Machine.cpuMicros(target.pids()) - cpu;
        long databaseTook = Machine.cpuMicros(database) - databaseCpu;
        return figures(output, target, took, databaseTook);
    }

    static Figures figures(String output, Target target, long cpu, long databaseCpu) {
        String line = output.lines()
                .filter(each -> each.startsWith("FIGURES "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(output));
        String[] fields = line.split(" ", -1);
        double requests = Double.parseDouble(fields[1]);
        if (requests == 0 || !fields[5].equals("0") || !fields[6].equals("0")) {
            throw new IllegalStateException(
                    "not all answers of " + target.url() + target.paths().get(0) + " were good:\n" + output);
        }
        return new Figures(
                requests * 1e6 / Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                cpu / requests,
                databaseCpu / requests);
    }
}
