package org.qalqan.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** A process, with those that it has started, that does nothing while this is open (SIGSTOP), and goes on afterwards: it hangs. */
final class Suspended implements AutoCloseable {

    private final List<ProcessHandle> family;

    private Suspended(List<ProcessHandle> family) {
        this.family = family;
    }

    static Suspended of(ProcessHandle process) {
        // the parent first, so that it starts no further ones
        signal("STOP", List.of(process));
        List<ProcessHandle> others = process.descendants().toList();
        signal("STOP", others);
        return new Suspended(Stream.concat(others.stream(), Stream.of(process)).toList());
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                        .inheritIO()
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        signal("CONT", family);
    }
}
