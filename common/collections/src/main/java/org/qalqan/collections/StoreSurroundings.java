package org.qalqan.collections;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/** What this service's own store knows. Records of other services are none of its business: who passes the entry on has seen to them. */
@Singleton
class StoreSurroundings implements Surroundings {

    private final StoredEntries stored;
    private final Collections collections;

    StoreSurroundings(StoredEntries stored, Collections collections) {
        this.stored = stored;
        this.collections = collections;
    }

    @Override
    public Optional<Target> record(String id) {
        return stored.find(id).map(found -> new Target(found.type(), found.isCurrent()));
    }

    @Override
    public List<String> similar(String id) {
        return stored.similar(id);
    }

    /** A field that refers to any type may refer to those of others as well. */
    @Override
    public boolean mayBeElsewhere(Field field) {
        return field.refersTo().isEmpty()
                || field.refersTo().stream().anyMatch(type -> collections.all().stream()
                        .noneMatch(declaration -> declaration.type().equals(type)));
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
