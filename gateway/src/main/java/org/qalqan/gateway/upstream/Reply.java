package org.qalqan.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A service's answer.
 *
 * @param status its status
 * @param headers its headers
 * @param body the body to its last byte; empty when it is open
 * @param open the body as it comes, paused, when the call said that it may be passed on so; null otherwise
 */
public record Reply(
        int status, MultiMap headers, Buffer body, @Nullable HttpClientResponse open) {

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
