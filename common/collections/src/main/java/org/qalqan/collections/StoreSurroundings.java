package org.qalqan.collections;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/**
 * What this service's own store knows, and what is vouched for of others. What an entry refers to beyond that is noted, to be asked for.
 */
class StoreSurroundings implements Surroundings {

    private final StoredEntries stored;
    private final Collections collections;
    private final Vouched vouched;
    private final Set<String> elsewhere = new LinkedHashSet<>();

    StoreSurroundings(StoredEntries stored, Collections collections, Vouched vouched) {
        this.stored = stored;
        this.collections = collections;
        this.vouched = vouched;
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
    public Optional<Reading> input(String input) {
        Optional<Reading> named = stored.reading(input);
        int dot = input.indexOf('.');
        if (named.isPresent() || dot < 0) {
            return named;
        }
        String field = input.substring(dot + 1);
        return Optional.ofNullable(ShownReading.of(stored.readings(input.substring(0, dot)).stream()
                        .filter(reading -> reading.field().equals(field))
                        .toList())
                .reading());
    }

    @Override
    public boolean isElsewhere(String input) {
        int dot = input.indexOf('.');
        return dot > 0 && stored.find(input.substring(0, dot)).isEmpty();
    }
}
