package org.qalqan.seeds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.qalqan.collections.Collections;
import org.qalqan.collections.LoadedEntries;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.Store;
import org.qalqan.collections.declare.Declaration;

/**
 * Loads this service's part of the dataset, at start and on demand: in one transaction, under a lock that replicas wait for. What editors have
 * changed stays; where the dataset has changed it too, to something else, the record waits for a decision.
 */
@ApplicationScoped
public class SeedLoader {

    private static final String LOADER = "dataset";

    private final Dataset dataset;
    private final Collections collections;
    private final Store store;
    private final LoadedEntries loaded;
    private final String service;

    SeedLoader(
            Dataset dataset,
            Collections collections,
            Store store,
            LoadedEntries loaded,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.dataset = dataset;
        this.collections = collections;
        this.store = store;
        this.loaded = loaded;
        this.service = service;
    }

    /** Loads what has changed, and decides nothing; writes nothing when nothing has changed. */
    @Transactional
    public LoadReport load() {
        return load(Decision.NONE);
    }

    /** Loads what has changed, and decides. */
    @Transactional
    public LoadReport load(Decision decision) {
        store.lockForWriting();
        LoadPlan plan = new LoadPlan(dataset, service, collections, loaded, decision);
        long revision = plan.writes().isEmpty()
                ? store.revision()
                : store.write(plan.writes().stream().map(this::write).toList(), LOADER, "load of the dataset");
        loaded.remember(plan.remembered());
        return plan.report(revision);
    }

    /** What {@link #load(Decision)} would do; writes nothing. */
    @Transactional
    public LoadReport compare(Decision decision) {
        return new LoadPlan(dataset, service, collections, loaded, decision).report(store.revision());
    }

    private RecordWrite write(LoadPlan.Write write) {
        Entry entry = write.entry();
        Declaration declaration = collections.ofType(entry.collection().type());
        ObjectNode node = (ObjectNode) entry.node();
        if (node.has("withdrawn")) {
            String reason = node.path("withdrawn").path("reason").asText();
            return new RecordWrite.Withdraw(declaration, entry.id(), entry.title(), reason, node, write.digest());
        }
        if (node.has("mergedInto")) {
            return new RecordWrite.Merge(
                    declaration,
                    entry.id(),
                    entry.title(),
                    node.path("mergedInto").asText(),
                    node,
                    write.digest());
        }
        return new RecordWrite.Put(declaration, write.draft(), node, write.digest());
    }
}
