package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** JSON answers with an entity tag, or 304 when the client has the answer already. */
public final class Answers {

    private static final int TAG_BYTES = 12;

    private Answers() {}

    /** The answer to a read. */
    public static Response json(String body, HttpServerRequest request) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String tag = '"' + digest(bytes) + '"';
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean fresh = known != null
                && Arrays.stream(known.split(","))
                        .map(String::trim)
                        .anyMatch(t -> t.equals("*") || t.equals(tag) || t.equals("W/" + tag));
        Response.ResponseBuilder answer =
                fresh ? Response.notModified() : Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .build();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
