package org.qalqan.seeds;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Surroundings;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/** All readings of the entries, of all services: what one is computed from, and when it was out. */
final class ReadingIndex implements Surroundings {

    private static final String PUBLISHED_ON = "publishedOn";

    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, List<Entry.Located>> byEntry = new LinkedHashMap<>();
    private final Map<String, Reading> byReadingId = new HashMap<>();

    ReadingIndex(Collection<Entry> entries) {
        for (Entry entry : entries) {
            List<Entry.Located> located = entry.node().isObject() ? entry.readings() : List.of();
            byId.putIfAbsent(entry.id(), entry);
            byEntry.putIfAbsent(entry.id(), located);
            located.forEach(reading -> byReadingId.put(reading.reading().id(), reading.reading()));
        }
    }

    @Override
    public Optional<Target> record(String id) {
        return Optional.ofNullable(byId.get(id))
                .map(entry -> new Target(entry.collection().type(), entry.isCurrent()));
    }

    @Override
    public List<String> similar(String id) {
        return List.copyOf(byId.keySet());
    }

    /** The dataset is whole. */
    @Override
    public boolean mayBeElsewhere(Field field, String id) {
        return false;
    }

    @Override
    public boolean isElsewhere(String input) {
        return false;
    }

    @Override
    public Optional<Reading> input(String input) {
        Reading named = byReadingId.get(input);
        int dot = input.indexOf('.');
        return named != null || dot < 0
                ? Optional.ofNullable(named)
                : Optional.ofNullable(shown(input.substring(0, dot), input.substring(dot + 1)));
    }

    private @Nullable Reading shown(String record, String field) {
        return ShownReading.of(byEntry.getOrDefault(record, List.of()).stream()
                        .map(Entry.Located::reading)
                        .filter(reading -> reading.field().equals(field))
                        .toList())
                .reading();
    }

    /** When the reading was out: its source, or all that it is computed from; null when nothing tells. */
    @Nullable
    Edtf knownOn(Reading reading) {
        return knownOn(reading, new HashSet<>());
    }

    private @Nullable Edtf knownOn(Reading reading, Set<String> onTheWay) {
        String source = reading.source();
        if (source != null) {
            Reading published = shown(source, PUBLISHED_ON);
            return published == null || published.value() == null
                    ? null
                    : Edtf.parse(published.value().textValue());
        }
        if (!onTheWay.add(reading.id())) {
            return null;
        }
        List<Edtf> times = reading.inputs().stream()
                .map(this::input)
                .flatMap(Optional::stream)
                .map(input -> knownOn(input, onTheWay))
                .filter(Objects::nonNull)
                .toList();
        return times.isEmpty() ? null : Edtf.lastOf(times);
    }
}
