package org.qalqan.seeds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.qalqan.collections.LoadedEntries;
import org.qalqan.collections.Store;

/** Writes this service's part of the store back as files of the dataset. */
@ApplicationScoped
public class SeedExport {

    private final Dataset dataset;
    private final Store store;
    private final LoadedEntries entries;
    private final String service;

    SeedExport(
            Dataset dataset,
            Store store,
            LoadedEntries entries,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.dataset = dataset;
        this.store = store;
        this.entries = entries;
        this.service = service;
    }

    /**
     * Writes a file for each collection into the folder, all of one revision: the records in the order of the dataset, behind them those that
     * editors have made, by id. The file of a collection without records is deleted: an empty one would be none.
     *
     * @return the revision
     */
    @Transactional
    public long write(Path folder) {
        store.lockForWriting();
        for (DatasetCollection collection : dataset.collections()) {
            if (collection.service().equals(service)) {
                write(
                        folder.resolve(collection.file()),
                        CanonicalYaml.format(collection, entries.ofType(collection.type())));
            }
        }
        return store.revision();
    }

    private static void write(Path file, String text) {
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
