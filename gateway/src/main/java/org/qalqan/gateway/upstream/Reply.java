package org.qalqan.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A service's whole answer: status, headers, and the body to its last byte. */
public record Reply(int status, MultiMap headers, Buffer body) {

    /** The media type of the body without parameters, in lower case; null when the service named none. */
    public @Nullable String mediaType() {
        String header = headers.get("Content-Type");
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the body says that it is JSON of some kind. */
    public boolean saysJson() {
        String type = mediaType();
        return type != null && (type.equals("application/json") || type.endsWith("+json"));
    }
}
