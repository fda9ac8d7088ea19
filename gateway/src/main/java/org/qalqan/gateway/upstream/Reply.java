package org.qalqan.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A service's answer.
 *
 * @param status its status
 * @param headers its headers
 * @param body the body to its last byte; empty when it is open
 * @param retrievedAt when it was there, or its head when the body is open; UTC, to the millisecond
 * @param open the body as it comes, paused, when the call said that it may be passed on so; null otherwise
 */
public record Reply(
        int status,
        MultiMap headers,
        Buffer body,
        Instant retrievedAt,
        @Nullable OpenBody open) {

    /** A whole one that is there now. */
    static Reply whole(int status, MultiMap headers, Buffer body) {
        return new Reply(status, headers, body, now(), null);
    }

    /** One of which only the head is there. */
    static Reply open(HttpClientResponse response) {
        return new Reply(response.statusCode(), response.headers(), Buffer.buffer(), now(), new OpenBody(response));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The media type of the body without parameters, in lower case; null when the service named none. */
    public @Nullable String mediaType() {
        return mediaType(headers);
    }

    static @Nullable String mediaType(MultiMap headers) {
        String header = headers.get("Content-Type");
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the body says that it is JSON of some kind. */
    public boolean saysJson() {
        return saysJson(headers);
    }

    static boolean saysJson(MultiMap headers) {
        String type = mediaType(headers);
        return type != null && (type.equals("application/json") || type.endsWith("+json"));
    }
}
