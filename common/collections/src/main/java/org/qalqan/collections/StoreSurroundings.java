package org.qalqan.collections;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;

/**
 * What this service's own store knows, and what is vouched for of others. What an entry refers to beyond that is noted, to be asked for.
 */
class StoreSurroundings implements Surroundings {

    private final StoredEntries stored;
    private final Collections collections;
    private final Vouched vouched;
    private final @Nullable String leaving;
    private final Set<String> elsewhere = new LinkedHashSet<>();

    /**
     * What stands around an entry.
     *
     * @param stored the records of the store
     * @param collections its collections
     * @param vouched what is known of other stores
     * @param leaving the record that leaves as the entry is written, whose names become free; null when none does
     */
    StoreSurroundings(StoredEntries stored, Collections collections, Vouched vouched, @Nullable String leaving) {
        this.stored = stored;
        this.collections = collections;
        this.vouched = vouched;
        this.leaving = leaving;
    }

    /** The ids that the entry referred to and that nobody here knows. */
    Set<String> elsewhere() {
        return elsewhere;
    }

    @Override
    public Optional<Target> record(String id) {
        return stored.find(id)
                .map(found -> new Target(found.type(), found.isCurrent()))
                .or(() -> Optional.ofNullable(vouched.references().get(id)).map(type -> new Target(type, true)));
    }

    @Override
    public List<String> similar(String id) {
        return stored.similar(id);
    }

    /** A field that refers to any type may refer to those of others as well. */
    @Override
    public boolean mayBeElsewhere(Field field, String id) {
        boolean may = field.refersTo().isEmpty()
                || field.refersTo().stream().anyMatch(type -> collections.all().stream()
                        .noneMatch(declaration -> declaration.type().equals(type)));
        if (may) {
            elsewhere.add(id);
        }
        return may;
    }

    @Override
    public List<String> spelled(String type, String spelling) {
        return stored.spelled(collections.ofType(type), spelling).stream()
                .filter(id -> !id.equals(leaving))
                .toList();
    }

    @Override
    public List<Reading> readings(String record) {
        return stored.readings(record);
    }
}
