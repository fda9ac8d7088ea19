package org.qalqan.system;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/** An issuer of tokens, good or forged: a key pair with a name, and every part of a token as one likes. */
final class TokenIssuer {

    static final String AUDIENCE = "qalqan";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String name;
    private final String keyId;
    private final KeyPair keys;

    /**
     * Makes an issuer with a new key pair.
     *
     * @param name what stands in {@code iss}
     * @param keyId what stands in {@code kid}
     */
    TokenIssuer(String name, String keyId) {
        this.name = name;
        this.keyId = keyId;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The stack with another issuer than its own.
     *
     * @param issuer its name
     * @param keys where its keys are; with both empty the stack has none
     */
    static StackPlan named(StackPlan plan, String issuer, String keys) {
        StackPlan with = plan;
        for (Service service : Service.values()) {
            with = with.withVariable(service, "MP_JWT_VERIFY_ISSUER", issuer)
                    .withVariable(service, "MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys);
        }
        return with;
    }

    /** The public key, as DER. */
    byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /** The public key as a member of a key set. */
    Map<String, Object> jwk() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("kid", keyId);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("n", BASE64.encodeToString(unsigned(key.getModulus())));
        jwk.put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())));
        return jwk;
    }

    /** The key set (RFC 7517) that holds the public key. */
    String keySet() {
        return Json.write(Map.of("keys", List.of(jwk())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** What stands in the head of a good token. */
    Map<String, Object> header() {
        return new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId));
    }

    /** What a good token says that gives the role for the next minutes. */
    Map<String, Object> claims(String role) {
        long now = Instant.now().getEpochSecond();
        return new LinkedHashMap<>(Map.of(
                "iss",
                name,
                "aud",
                AUDIENCE,
                "sub",
                "somebody-" + UUID.randomUUID(),
                "groups",
                List.of(role),
                "iat",
                now,
                "exp",
                now + 300));
    }

    /** A good token. */
    String token(String role) {
        return signed(header(), claims(role));
    }

    /** A token with another claim; null takes the claim away. */
    String token(String role, String claim, @Nullable Object value) {
        Map<String, Object> claims = claims(role);
        put(claims, claim, value);
        return signed(header(), claims);
    }

    /** A token with another member in its head; null takes the member away. */
    String headed(String role, String member, @Nullable Object value) {
        Map<String, Object> header = header();
        put(header, member, value);
        return signed(header, claims(role));
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
    }

    /** Whatever it says, signed by this issuer's key with RS256. */
    String signed(Map<String, Object> header, Map<String, Object> claims) {
        try {
            String text = unsigned(header, claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever it says, with an HMAC instead of a signature. */
    static String sealed(Map<String, Object> header, Map<String, Object> claims, byte[] secret) {
        try {
            String text = unsigned(header, claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first two parts of a token. */
    static String unsigned(Map<String, Object> header, Map<String, Object> claims) {
        return part(header) + "." + part(claims);
    }

    private static String part(Map<String, Object> members) {
        return BASE64.encodeToString(Json.write(members).getBytes(StandardCharsets.UTF_8));
    }
}
