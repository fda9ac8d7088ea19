package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
    private final Path home;

    PasswordsTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void keepsEachInAFileThatOnlyItsOwnerReads() throws IOException {
        StackDirectory directory = StackDirectory.at(home.resolve("stack"));
        Passwords passwords = new Passwords(directory.passwords());
        passwords.of("timeline");

        assertThat(mode(passwords.file("timeline"))).isEqualTo("rw-------");
        assertThat(mode(directory.passwords())).isEqualTo("rwx------");
    }

    @Test
    void givesTheSameAgainAndEachRoleItsOwn() {
        Passwords passwords = new Passwords(home);

        assertThat(passwords.of("timeline")).hasSize(48).isEqualTo(new Passwords(home).of("timeline"));
        assertThat(passwords.of("forces")).isNotEqualTo(passwords.of("timeline"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
