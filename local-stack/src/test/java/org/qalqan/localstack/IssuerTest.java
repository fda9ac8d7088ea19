package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {

    @TempDir
    Path home;

    private Issuer issuer() {
        return new Issuer(home.resolve("issuer"));
    }

    @Test
    void makesItsKeysOnceAndLetsNobodyElseReadThem() throws Exception {
        assertThat(issuer().exists()).isFalse();
        Path publicKey = issuer().publicKey();
        String first = Files.readString(publicKey);
        assertThat(Files.readString(issuer().publicKey())).isEqualTo(first);
        assertThat(issuer().exists()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("issuer/private-key.pem"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("issuer"))))
                .isEqualTo("rwx------");
    }

    @Test
    void signsATokenThatItsPublicKeyVerifies() throws Exception {
        String[] parts = issuer().token("maintainer", Duration.ofMinutes(5)).split("\\.", -1);

        String pem = Files.readString(issuer().publicKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        long end = Long.parseLong(claims.replaceFirst(".*\"exp\":(\\d+).*", "$1"));
        assertThat(Duration.between(Instant.now(), Instant.ofEpochSecond(end)))
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(claims)
                .contains(
                        "\"iss\":\"qalqan-local-stack\"",
                        "\"aud\":\"qalqan\"",
                        "\"groups\":[\"maintainer\"]",
                        "\"jti\":\"");
    }

    @Test
    void noTwoTokensAreTheSame() {
        assertThat(issuer().token("editor", Duration.ofMinutes(1)))
                .isNotEqualTo(issuer().token("editor", Duration.ofMinutes(1)));
    }
}
