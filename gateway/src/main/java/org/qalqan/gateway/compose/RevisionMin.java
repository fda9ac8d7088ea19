package org.qalqan.gateway.compose;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * The header in which a client sends back the {@code Data-Revision} of an earlier answer: it gets nothing older. Each service judges its own
 * entry; an answer that lacks a part for it, or that could only have had an old one, is none.
 */
public final class RevisionMin {

    /** The name of the header. */
    public static final String HEADER = "Data-Revision-Min";

    private static final Pattern ENTRIES =
            Pattern.compile("\\s*[a-z][a-z0-9-]*=[0-9]{1,15}(?:\\s*,\\s*[a-z][a-z0-9-]*=[0-9]{1,15})*+\\s*");

    private RevisionMin() {}

    /** What the request says; null without the header; a 400 when it is not what an answer said. */
    static @Nullable String of(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null && !ENTRIES.matcher(header).matches()) {
            throw ProblemException.invalidParameters(List.of(FieldError.header(
                    HEADER, "'" + HEADER + "' is what an answer's 'Data-Revision' said: names and numbers")));
        }
        return header;
    }

    /** That a part of that revision cannot be had now. */
    static ProblemException notYet() {
        return new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "Not every service has that revision here yet. Try again in a moment.",
                List.of(),
                Map.of("Retry-After", "1"));
    }
}
