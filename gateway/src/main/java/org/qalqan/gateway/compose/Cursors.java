package org.qalqan.gateway.compose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * Positions as callers see them: opaque, URL-safe and bound to the query that they belong to, so that a cursor that was altered,
 * cut or used elsewhere is told from a good one.
 */
public final class Cursors {

    private static final int DIGEST_BYTES = 12;

    private Cursors() {}

    /** The position as a cursor of the given query. */
    public static String encode(String position, String query) {
        byte[] payload = position.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(query, payload);
        byte[] all = Arrays.copyOf(digest, DIGEST_BYTES + payload.length);
        System.arraycopy(payload, 0, all, DIGEST_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Reads a position back; a 400 when the cursor is not one of this query. */
    public static String decode(String cursor, String query) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        // the last character of Base64 has spare bits: only the one canonical spelling counts
        boolean canonical =
                Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(cursor);
        if (!canonical || all.length <= DIGEST_BYTES) {
            throw refused();
        }
        byte[] payload = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
        if (!MessageDigest.isEqual(digest(query, payload), Arrays.copyOf(all, DIGEST_BYTES))) {
            throw refused();
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** What a cursor that does not belong to its query is answered with. */
    public static ProblemException refused() {
        return ProblemException.invalidParameters(List.of(FieldError.query(
                "cursor", "The cursor does not belong to this query: take it from next, and change nothing.")));
    }

    private static byte[] digest(String query, byte[] payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(query.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return Arrays.copyOf(sha256.digest(payload), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
