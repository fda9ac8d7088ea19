package org.qalqan.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** When a process began, as a word that no other process with the same number will ever have. */
final class ProcessStart {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START_TICKS = 19; // field 22 of proc(5), counted from the state, which is field 3

    private ProcessStart() {}

    /** Empty if there is no such process, or if it has ended and only waits to be collected. */
    static Optional<String> of(long pid) {
        return Files.isDirectory(PROC.resolve("self")) ? fromProc(pid) : fromHandle(pid);
    }

    /** The kernel's own ticks and boot: the time of day that Java shows is computed, and moves when the clock is set. */
    private static Optional<String> fromProc(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = field[STATE].equals("Z") || field[STATE].equals("X");
            if (ended && !hasOtherThreads(pid)) {
                return Optional.empty();
            }
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
            return Optional.of(boot.trim() + " " + field[START_TICKS]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A killed process is a zombie as soon as its first thread is gone; the others may still hold its sockets for a moment. */
    private static boolean hasOtherThreads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            return threads.count() > 1;
        }
    }

    private static Optional<String> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(instant -> Long.toString(instant.toEpochMilli()));
    }
}
