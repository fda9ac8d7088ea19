package org.qalqan.collections;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * A client that sends back the {@code Data-Revision} of an earlier answer as {@code Data-Revision-Min} gets nothing older: a replica
 * that has not seen that revision yet says so. Entries for other stores are theirs to look at.
 */
@Provider
class RevisionMin implements ContainerRequestFilter {

    static final String HEADER = "Data-Revision-Min";
    private static final Pattern ENTRIES =
            Pattern.compile("\\s*[a-z][a-z0-9-]*=[0-9]{1,15}(?:\\s*,\\s*[a-z][a-z0-9-]*=[0-9]{1,15})*+\\s*");

    private final Store store;
    private final Pattern ours;

    RevisionMin(Store store, @ConfigProperty(name = "qalqan.service") String service) {
        this.store = store;
        this.ours = Pattern.compile("(?:^|[,\\s])" + Pattern.quote(service) + "=([0-9]+)");
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String header = context.getHeaderString(HEADER);
        if (header == null) {
            return;
        }
        if (!ENTRIES.matcher(header).matches()) {
            throw ProblemException.invalidParameters(List.of(FieldError.header(
                    HEADER, "'" + HEADER + "' is what an answer's 'Data-Revision' said: a name and a number")));
        }
        Matcher entry = ours.matcher(header);
        if (entry.find() && store.revision() < Long.parseLong(entry.group(1))) {
            throw new ProblemException(
                    ProblemType.SERVICE_UNAVAILABLE,
                    "That revision has not arrived here yet. Try again in a moment.",
                    List.of(),
                    Map.of("Retry-After", "1"));
        }
    }
}
