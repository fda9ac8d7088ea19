package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/**
 * The issuer of tokens that the services of this stack trust: a key pair in a folder of its own, made when first asked for, of which only the
 * owner reads the private half. A token is a JWT (RFC 7519) signed with RS256.
 */
final class Issuer {
    static final String NAME = "qalqan-local-stack";
    static final String AUDIENCE = "qalqan";
    static final List<String> ROLES = List.of("editor", "maintainer");

    private static final int KEY_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Path folder;

    Issuer(Path folder) {
        this.folder = folder;
    }

    /** Whether there is a key pair. */
    boolean exists() {
        return Files.exists(privateKey());
    }

    /** The file of the public key (PEM). */
    Path publicKey() {
        makeKeys();
        return folder.resolve("public-key.pem");
    }

    /** A token that gives the role from now on for the given time. */
    String token(String role, Duration lifetime) {
        makeKeys();
        Instant now = Instant.now();
        // none of these words needs quoting in JSON
        String claims =
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"local-%s\",\"groups\":[\"%s\"],\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                        .formatted(
                                NAME,
                                AUDIENCE,
                                role,
                                role,
                                now.getEpochSecond(),
                                now.plus(lifetime).getEpochSecond(),
                                UUID.randomUUID());
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(readPrivateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new StackException("the key in %s cannot be used: %s".formatted(folder, e.getMessage()));
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path privateKey() {
        return folder.resolve("private-key.pem");
    }

    private PrivateKey readPrivateKey() throws GeneralSecurityException {
        try {
            String pem = Files.readString(privateKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeKeys() {
        if (exists()) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair keys = generator.generateKeyPair();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            write(
                    folder.resolve("public-key.pem"),
                    "PUBLIC KEY",
                    keys.getPublic().getEncoded());
            // last: where it is, all is there
            write(privateKey(), "PRIVATE KEY", keys.getPrivate().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mode is given at creation: there is no moment in which another could read it. */
    private static void write(Path file, String kind, byte[] key) throws IOException {
        String pem = "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var channel = Files.newByteChannel(
                draft,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(draft, file);
    }
}
