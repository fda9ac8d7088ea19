package org.qalqan.localstack;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts the processes of a stack, and none once the stack is being ended: whoever ends it then sees each process that
 * there is in the pid files.
 */
final class Children {
    /**
     * The process writes its own number before it becomes the program, so that a launcher killed at that moment leaves
     * nothing unknown behind. The terminal's Ctrl-C and the end of a login are for the launcher to hear: it ends its
     * children in order.
     */
    private static final String BECOME = "trap '' INT HUP; echo $$ > \"$0\" && exec \"$@\"";

    private final StackDirectory directory;
    private boolean ended;

    Children(StackDirectory directory) {
        this.directory = directory;
    }

    /**
     * Starts a process and remembers it under a name.
     *
     * @throws StackException if the stack is being ended, or there is no such program
     */
    synchronized Process start(
            String name, List<String> command, Map<String, String> environment, ProcessBuilder.Redirect output) {
        if (ended) {
            throw new StackException("the stack is being ended");
        }
        PidFile pidFile = directory.pid(name);
        pidFile.delete();
        List<String> wrapped =
                new ArrayList<>(List.of("/bin/sh", "-c", BECOME, pidFile.path().toString()));
        wrapped.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(wrapped)
                .directory(directory.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Polling.until(Duration.ofSeconds(10), () -> pidFile.isWritten() || !process.isAlive());
            pidFile.write(process.pid());
            return process;
        } catch (IOException e) {
            throw new StackException("cannot start %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * Starts a process and waits for its end.
     *
     * @return its exit code
     * @throws StackException if it has not ended within the limit, after which it is ended
     */
    int run(String name, List<String> command, LogFile log, Duration limit) {
        Process process = start(name, command, Map.of(), log.asOutput());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Ending.endNow(process.toHandle());
                throw new StackException(
                        "%s has not ended within %d s.\n%s".formatted(name, limit.toSeconds(), log.quoteEnd(20)));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + name, e);
        } finally {
            directory.pid(name).delete();
        }
    }

    /**
     * Starts a process, passes on each line that it writes, and waits for its end.
     *
     * @return its exit code
     */
    int run(String name, List<String> command, Map<String, String> environment, Consumer<String> output) {
        Process process = start(name, command, environment, ProcessBuilder.Redirect.PIPE);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(output);
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + name, e);
        } finally {
            directory.pid(name).delete();
        }
    }

    /** The stack's folder, whose path stands in the arguments of each process. */
    Path home() {
        return directory.root();
    }

    /** From now on nothing is started. */
    synchronized void startNoMore() {
        ended = true;
    }

    synchronized boolean isEnded() {
        return ended;
    }
}
