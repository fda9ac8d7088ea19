package org.qalqan.answers;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** The header in which a client sends back the {@code Data-Revision} of an earlier answer: it gets nothing older. */
public final class RevisionMin {

    /** The name of the header. */
    public static final String HEADER = "Data-Revision-Min";

    private static final Pattern ENTRIES =
            Pattern.compile("\\s*[a-z][a-z0-9-]*=[0-9]{1,15}(?:\\s*,\\s*[a-z][a-z0-9-]*=[0-9]{1,15})*+\\s*");

    private RevisionMin() {}

    /**
     * What the header says.
     *
     * @param header null when there is none
     * @return the same
     * @throws ProblemException a 400 when it is not what an answer said
     */
    public static @Nullable String checked(@Nullable String header) {
        if (header != null && !ENTRIES.matcher(header).matches()) {
            throw ProblemException.invalidParameters(List.of(FieldError.header(
                    HEADER, "'" + HEADER + "' is what an answer's 'Data-Revision' said: names and numbers")));
        }
        return header;
    }

    /** That what is of that revision cannot be had now. */
    public static ProblemException notYet() {
        return new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "That revision has not arrived here yet. Try again in a moment.",
                List.of(),
                Map.of("Retry-After", "1"));
    }
}
