package org.qalqan.gateway.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.qalqan.problems.TraceId;

/** The {@code traceparent} header (W3C Trace Context, level 1): one trace from the client through the gateway to the services. */
public final class TraceParent {

    static final String HEADER = "traceparent";
    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int FLAGS = 53;
    private static final String NOT_SAMPLED = "00";

    private TraceParent() {}

    /** Sees to it that the request has the header, so that everything that is done for it names one trace. */
    static void ensure(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        if (header == null || !VALID.matcher(header).matches()) {
            request.headers().remove(HEADER);
            request.headers().set(HEADER, "00-" + TraceId.of(request) + "-" + spanId() + "-" + NOT_SAMPLED);
        }
    }

    /** The header of a call that is made for this request: its trace, a span of its own. */
    public static String ofCallFor(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        String flags = header == null ? NOT_SAMPLED : header.substring(FLAGS, FLAGS + 2);
        return "00-" + TraceId.of(request) + "-" + spanId() + "-" + flags;
    }

    private static String spanId() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong() | 1);
    }
}
