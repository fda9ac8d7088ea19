package org.qalqan.problems;

import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace of a request: that of its {@code traceparent} header (W3C Trace Context, level 1), or a new one. */
public final class TraceId {

    static final String HEADER = "traceparent";

    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int BEGIN = 3;
    private static final int END = 35;
    private static final int FLAGS = 53;
    private static final String NOT_SAMPLED = "00";

    private TraceId() {}

    static boolean isValid(@Nullable String traceparent) {
        return traceparent != null && VALID.matcher(traceparent).matches();
    }

    /** Thirty-two hexadecimal digits. */
    public static String of(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        return header != null && isValid(header) ? header.substring(BEGIN, END) : newId();
    }

    /** The {@code traceparent} of a call that is made for this request: its trace, a span of its own. */
    public static String traceparentOfCallFor(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        String flags = header != null && isValid(header) ? header.substring(FLAGS, FLAGS + 2) : NOT_SAMPLED;
        return header(of(request), flags);
    }

    static String newHeader() {
        return header(newId(), NOT_SAMPLED);
    }

    private static String header(String trace, String flags) {
        return "00-" + trace + '-' + spanId() + '-' + flags;
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + spanId();
    }

    private static String spanId() {
        // never zero, which would be no span and no trace
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }
}
