package org.qalqan.seeds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Collections;
import org.qalqan.collections.Json;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.Store;
import org.qalqan.collections.declare.Declaration;

/**
 * Loads this service's part of the dataset at start: in one transaction, under a lock that replicas wait for. An entry that is as it
 * was when last loaded is left alone, whatever editors have done to the record since.
 */
@ApplicationScoped
public class SeedLoader {

    private static final Logger LOG = Logger.getLogger(SeedLoader.class);
    private static final String LOADER = "dataset";

    private final Dataset dataset;
    private final Collections collections;
    private final Store store;
    private final String service;

    SeedLoader(
            Dataset dataset,
            Collections collections,
            Store store,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.dataset = dataset;
        this.collections = collections;
        this.store = store;
        this.service = service;
    }

    /** Early: what observes the start later can count on the records. */
    void onStart(@Observes @Priority(1) StartupEvent event) {
        LOG.info(load());
    }

    /** Loads what has changed; nothing when nothing has. */
    @Transactional
    public LoadReport load() {
        store.lockForWriting();
        Map<String, @Nullable String> loaded = store.loadedDigests();
        List<RecordWrite> writes = new ArrayList<>();
        ReadingIndex index = new ReadingIndex(dataset);
        int added = 0;
        int changed = 0;
        int left = 0;
        int unchanged = 0;
        for (Entry entry : dataset.entries()) {
            if (!entry.collection().service().equals(service)) {
                continue;
            }
            RecordDraft draft = entry.draft(index::knownOn);
            String digest = digest(entry, draft);
            if (digest.equals(loaded.get(entry.id()))) {
                unchanged++;
                continue;
            }
            writes.add(write(entry, draft, digest));
            if (!entry.isCurrent()) {
                left++;
            } else if (loaded.containsKey(entry.id())) {
                changed++;
            } else {
                added++;
            }
        }
        long revision = writes.isEmpty() ? store.revision() : store.write(writes, LOADER, "load of the dataset");
        return new LoadReport(added, changed, left, unchanged, revision);
    }

    private RecordWrite write(Entry entry, RecordDraft draft, String digest) {
        Declaration declaration = collections.ofType(entry.collection().type());
        ObjectNode node = (ObjectNode) entry.node();
        if (node.has("withdrawn")) {
            String reason = node.path("withdrawn").path("reason").asText();
            return new RecordWrite.Withdraw(declaration, entry.id(), entry.title(), reason, node, digest);
        }
        if (node.has("mergedInto")) {
            return new RecordWrite.Merge(
                    declaration,
                    entry.id(),
                    entry.title(),
                    node.path("mergedInto").asText(),
                    node,
                    digest);
        }
        return new RecordWrite.Put(declaration, draft, node, digest);
    }

    /**
     * Of the entry, of its collection's schema and of when its readings were out: a changed declaration, or a changed date of a source,
     * shows the same entry differently.
     */
    private static String digest(Entry entry, RecordDraft draft) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(Json.write(entry.collection().schema()).getBytes(StandardCharsets.UTF_8));
            sha.update(Json.write(entry.node()).getBytes(StandardCharsets.UTF_8));
            draft.readings()
                    .forEach(reading ->
                            sha.update(String.valueOf(reading.knownOn()).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
