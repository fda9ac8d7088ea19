package org.qalqan.collections;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jooq.exception.DataAccessException;
import org.qalqan.collections.declare.Declaration;

/**
 * Asks each collection once before the service says that it is ready: the first client should not wait for classes to be loaded and
 * connections to be opened.
 */
@Singleton
class WarmUp {

    private static final int AFTER_LOADING = 1_000;

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Collections collections;
    private final CollectionReads reads;
    private final Codelists codelists;
    private final Answers answers;

    WarmUp(Collections collections, CollectionReads reads, Codelists codelists, Answers answers) {
        this.answers = answers;
        this.codelists = codelists;
        this.collections = collections;
        this.reads = reads;
    }

    void askOnce(@Observes @Priority(AFTER_LOADING) StartupEvent event) {
        // asks the store who it is, once and for all
        answers.shapedBy();
        for (Declaration declaration : collections.all()) {
            Listing listing = Listing.of(declaration);
            for (String query :
                    List.of("limit=1&total=true&q=first&include=readings", "limit=1&refersTo=first&fields=title")) {
                ask(listing, query);
            }
        }
    }

    /** On a busy machine the very first question can take longer than a client would wait. */
    private void ask(Listing listing, String query) {
        try {
            reads.list(listing, ListQuery.parse(query, listing, Format.JSON, codelists));
        } catch (DataAccessException e) {
            LOG.warnf("%s is not warm: %s", listing.path(), e.getMessage());
        }
    }
}
