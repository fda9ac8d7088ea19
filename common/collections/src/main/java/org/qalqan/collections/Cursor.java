package org.qalqan.collections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A place in a list: the sort keys of the last item seen. Opaque and URL-safe to clients, and bound to its query: a digest over
 * keys and query refuses a cursor that was cut, changed, or taken from another query. It is no secret and needs none: a cursor
 * gives nobody more than the list itself. Who makes one up can put any text into it: whoever reads the keys checks them.
 */
public final class Cursor {

    private static final int DIGEST_BYTES = 9;
    private static final int LONGEST = 4_000;

    private Cursor() {}

    /** The place behind the item with these sort keys. */
    public static String write(List<String> keys, String query) {
        byte[] payload = Json.write(keys).getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(payload, query);
        byte[] cursor = Arrays.copyOf(digest, digest.length + payload.length);
        System.arraycopy(payload, 0, cursor, digest.length, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The sort keys; empty when the text is no cursor of this query. */
    public static Optional<List<String>> read(String text, String query) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] cursor = Base64.getUrlDecoder().decode(text);
            if (cursor.length <= DIGEST_BYTES || !write(cursor).equals(text)) {
                return Optional.empty();
            }
            byte[] payload = Arrays.copyOfRange(cursor, DIGEST_BYTES, cursor.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(cursor, DIGEST_BYTES), digest(payload, query))) {
                return Optional.empty();
            }
            List<String> keys = Json.MAPPER.readValue(
                    new String(payload, StandardCharsets.UTF_8), new TypeReference<List<String>>() {});
            return keys == null || keys.contains(null) ? Optional.empty() : Optional.of(keys);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Base64 has unused bits at its end: only the one canonical text is accepted. */
    private static String write(byte[] cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private static byte[] digest(byte[] payload, String query) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(payload);
            sha.update((byte) 0);
            sha.update(query.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
