package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder with everything that a stack keeps: data, passwords, logs, pid files, unpacked programs. Its full path
 * also stands in the arguments of each process of the stack, which is how they are told from others.
 */
final class StackDirectory {
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;

    private StackDirectory(Path root) {
        this.root = root;
    }

    /** The folder at that path, made if it is not there. */
    static StackDirectory at(Path path) {
        try {
            Files.createDirectories(path);
            StackDirectory directory = new StackDirectory(path.toRealPath());
            directory.makeParts();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeParts() throws IOException {
        for (Path part : List.of(logs(), pids(), applications())) {
            Files.createDirectories(part);
        }
        if (Files.notExists(passwords())) {
            Files.createDirectory(passwords(), OURS_ALONE);
        }
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    /** Where a new cluster grows before it becomes {@link #data()}, so that half a cluster is never taken for one. */
    Path unfinishedData() {
        return root.resolve("data.unfinished");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path passwords() {
        return root.resolve("passwords");
    }

    Path issuer() {
        return root.resolve("issuer");
    }

    Path applications() {
        return root.resolve("applications");
    }

    Path logs() {
        return root.resolve("logs");
    }

    LogFile log(String name) {
        return new LogFile(logs().resolve(name + ".log"));
    }

    Path pids() {
        return root.resolve("pids");
    }

    PidFile pid(String name) {
        return new PidFile(pids().resolve(name + ".pid"), root.toString());
    }

    Path lock() {
        return root.resolve("stack.lock");
    }

    Path state() {
        return root.resolve("stack.properties");
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Deletes the databases and what belongs to them; nothing must be running. */
    void deleteData() {
        List.of(data(), unfinishedData(), passwords(), issuer(), applications()).forEach(StackDirectory::delete);
        try {
            makeParts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
