package org.qalqan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Other programs. */
final class Commands {

    private Commands() {}

    /** Waits for the program's end; it has to go well. */
    static void run(ProcessBuilder program) {
        try {
            finish(program, program.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program writes; it has to go well. */
    static String output(String... command) {
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        try {
            Process process = program.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            finish(program, process);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void finish(ProcessBuilder program, Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "ended with " + process.exitValue() + ": " + String.join(" ", program.command()));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
