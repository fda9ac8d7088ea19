package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Remembers one process over the end of the launcher: its number, and when it began, so that a number which the system
 * has given to another process since is never taken for ours.
 *
 * <p>A process started by {@link Children} writes its number itself, before it becomes the program; the launcher adds
 * the start. Where a launcher was killed between the two, the process is known by the marker in its arguments.
 */
final class PidFile {
    private final Path file;
    private final String marker;

    /**
     * Names a file that may or may not exist.
     *
     * @param marker occurs in the arguments of each process of this stack: the stack's folder
     */
    PidFile(Path file, String marker) {
        this.file = file;
        this.marker = marker;
    }

    /** The process, if it is alive and the one that was meant. */
    Optional<ProcessHandle> process() {
        List<String> lines = lines();
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        Optional<String> start = ProcessStart.of(pid);
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (start.isEmpty() || handle.isEmpty()) {
            return Optional.empty();
        }
        boolean ours = lines.size() > 1
                ? lines.get(1).equals(start.get())
                : handle.get().info().commandLine().orElse("").contains(marker);
        return ours ? handle : Optional.empty();
    }

    /** Whether anything has been written; says nothing of the process. */
    boolean isWritten() {
        return !lines().isEmpty();
    }

    /** Remembers a process that is alive now; one that has ended already is not remembered. */
    void write(long pid) {
        Optional<String> start = ProcessStart.of(pid);
        if (start.isEmpty()) {
            delete();
            return;
        }
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, List.of(Long.toString(pid), start.get()));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return file;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
