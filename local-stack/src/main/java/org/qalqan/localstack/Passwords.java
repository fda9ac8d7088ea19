package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;

/** One random password for each database role, each in a file that only its owner reads, made when first asked for. */
final class Passwords {
    private static final int BYTES = 24;

    private final Path folder;

    Passwords(Path folder) {
        this.folder = folder;
    }

    /** The role's password: lower-case letters and digits, so that it needs no quoting anywhere. */
    String of(String role) {
        Path file = file(role);
        try {
            if (Files.notExists(file)) {
                write(file);
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String role) {
        return Files.exists(file(role));
    }

    Path file(String role) {
        return folder.resolve(role);
    }

    private static void write(Path file) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        // the mode is given at creation: there is no moment in which another could read it
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var channel = Files.newByteChannel(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(
                    HexFormat.of().formatHex(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        Files.move(draft, file);
    }
}
