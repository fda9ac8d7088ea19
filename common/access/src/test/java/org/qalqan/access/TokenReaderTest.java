package org.qalqan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {

    private static final String ISSUER = "https://issuer.test";
    private static final KeyPair KEYS = keys();

    private final TokenReader reader = new TokenReader();
    private final JWTAuthContextInfo trusted = new JWTAuthContextInfo();
    private final String token = token();

    TokenReaderTest() {
        trusted.setPublicVerificationKey(KEYS.getPublic());
        trusted.setIssuedBy(ISSUER);
        trusted.setExpectedAudience(Set.of("qalqan"));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("qalqan");
        claims.setSubject("somebody");
        claims.setStringListClaim("groups", List.of(Role.EDITOR));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setAlgorithmHeaderValue("RS256");
        signed.setKey(KEYS.getPrivate());
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuses(String sent) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> reader.parse(sent, trusted));
    }

    @Test
    void readsWhoItIsAndWhichRolesTheyHave() throws ParseException {
        assertThat(reader.parse(token, trusted).getName()).isEqualTo("somebody");
        assertThat(reader.parse(token, trusted).getGroups()).containsExactly(Role.EDITOR);
    }

    /** As when a variable is there but has no value. */
    @Test
    void takesNoTokenWhileNobodyIsNamedWhoseTokensAreGood() {
        trusted.setIssuedBy(null);
        refuses(token);
        trusted.setIssuedBy("");
        refuses(token);
    }

    @Test
    void takesNoTokenWhileNoAudienceIsNamed() {
        trusted.setExpectedAudience(null);
        refuses(token);
        trusted.setExpectedAudience(Set.of());
        refuses(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\n", "%s.", "%s.e30", "%s=", "%s\u00a0", ".%s", "%s,%s", "\"%s\""})
    void takesATokenAloneAndWhole(String form) {
        refuses(form.formatted(token, token));
        refuses(token.substring(0, token.length() - 9) + form.formatted("", "") + token.substring(token.length() - 9));
    }
}
