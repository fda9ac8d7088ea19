package org.qalqan.gateway.readings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * Where a walk through the services has got to: a service, and that service's own cursor. As text it is opaque, URL-safe and
 * bound to the query that it belongs to, so that a cursor that was altered, cut or used elsewhere is told from a good one.
 *
 * @param service the service whose page comes next
 * @param cursor where in that service; null for its beginning
 */
record Position(Service service, @Nullable String cursor) {

    private static final int DIGEST_BYTES = 12;
    private static final char BETWEEN = ' ';

    /** The position as a cursor of the given query. */
    String encode(String query) {
        String text = service.id() + BETWEEN + (cursor == null ? "" : cursor);
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(query, payload);
        byte[] all = Arrays.copyOf(digest, DIGEST_BYTES + payload.length);
        System.arraycopy(payload, 0, all, DIGEST_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Reads a cursor back; a 400 when it is not one of this query. */
    static Position decode(String encoded, String query) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        // the last character of Base64 has spare bits: only the one canonical spelling counts
        boolean canonical =
                Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(encoded);
        if (!canonical || all.length <= DIGEST_BYTES) {
            throw bad();
        }
        byte[] payload = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
        if (!MessageDigest.isEqual(digest(query, payload), Arrays.copyOf(all, DIGEST_BYTES))) {
            throw bad();
        }
        String text = new String(payload, StandardCharsets.UTF_8);
        int between = text.indexOf(BETWEEN);
        String id = between < 0 ? text : text.substring(0, between);
        String cursor = between < 0 ? "" : text.substring(between + 1);
        return Arrays.stream(Service.values())
                .filter(service -> service.id().equals(id))
                .findFirst()
                .map(service -> new Position(service, cursor.isEmpty() ? null : cursor))
                .orElseThrow(Position::bad);
    }

    private static ProblemException bad() {
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
