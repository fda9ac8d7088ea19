package org.qalqan.problems;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace id of a request: that of its {@code traceparent} header (W3C Trace Context), or a new one. */
public final class TraceId {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NONE = "0".repeat(32);

    private TraceId() {}

    /** Thirty-two hexadecimal digits. */
    public static String of(HttpServerRequest request) {
        String header = request.getHeader("traceparent");
        if (header != null) {
            Matcher matcher = TRACEPARENT.matcher(header);
            if (matcher.matches() && !matcher.group(1).equals(NONE)) {
                return matcher.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("%016x%016x", random.nextLong(), random.nextLong() | 1);
    }
}
