package org.qalqan.collections;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.qalqan.answers.RevisionMin;

/**
 * Gives who sends back a revision nothing older: a replica that has not seen that revision yet says so. Entries for other stores are
 * theirs to look at.
 */
@Provider
class RevisionMinFilter implements ContainerRequestFilter {

    private final Store store;
    private final Pattern ours;

    RevisionMinFilter(Store store, @ConfigProperty(name = "qalqan.service") String service) {
        this.store = store;
        this.ours = Pattern.compile("(?:^|[,\\s])" + Pattern.quote(service) + "=([0-9]+)");
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String header = RevisionMin.checked(context.getHeaderString(RevisionMin.HEADER));
        if (header == null) {
            return;
        }
        Matcher entry = ours.matcher(header);
        if (entry.find() && store.revision() < Long.parseLong(entry.group(1))) {
            throw RevisionMin.notYet();
        }
    }
}
