package org.qalqan.collections;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.qalqan.collections.declare.Declaration;

/**
 * Asks each collection once before the service says that it is ready: the first client should not wait for classes to be loaded and
 * connections to be opened.
 */
@Singleton
class WarmUp {

    private static final int AFTER_LOADING = 1_000;

    private final Collections collections;
    private final CollectionReads reads;

    WarmUp(Collections collections, CollectionReads reads) {
        this.collections = collections;
        this.reads = reads;
    }

    void askOnce(@Observes @Priority(AFTER_LOADING) StartupEvent event) {
        for (Declaration declaration : collections.all()) {
            reads.list(declaration, "limit=1&total=true&q=first&include=readings");
            reads.list(declaration, "limit=1&refersTo=first&fields=title");
        }
    }
}
