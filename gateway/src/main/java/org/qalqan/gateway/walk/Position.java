package org.qalqan.gateway.walk;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Cursors;
import org.qalqan.gateway.upstream.Service;

/**
 * Where a walk through the services has got to: a service, and that service's own cursor.
 *
 * @param service the service whose page comes next
 * @param cursor where in that service; null for its beginning
 */
record Position(Service service, @Nullable String cursor) {

    private static final char BETWEEN = ' ';
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]+");

    /** The position as a cursor of the given query. */
    String encode(String query) {
        return Cursors.encode(service.id() + BETWEEN + (cursor == null ? "" : cursor), query);
    }

    /** Reads a cursor back; a 400 when it is not one of this query. */
    static Position decode(String encoded, String query) {
        String text = Cursors.decode(encoded, query);
        int between = text.indexOf(BETWEEN);
        String id = between < 0 ? text : text.substring(0, between);
        String cursor = between < 0 ? "" : text.substring(between + 1);
        // goes into an address as it is
        boolean cursorOfService = cursor.isEmpty() || CURSOR.matcher(cursor).matches();
        return Arrays.stream(Service.values())
                .filter(service -> cursorOfService && service.id().equals(id))
                .findFirst()
                .map(service -> new Position(service, cursor.isEmpty() ? null : cursor))
                .orElseThrow(Cursors::refused);
    }
}
