package org.qalqan.seeds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Spelling;
import org.qalqan.collections.Surroundings;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;

/** All readings of the entries, of all services: what one is computed from, and when it was out. */
final class ReadingIndex implements Surroundings {

    private static final String PUBLISHED_ON = "publishedOn";

    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, List<Reading>> byEntry = new HashMap<>();
    private final Map<String, List<String>> bySpelling = new HashMap<>();
    private final Map<String, Optional<Edtf>> publishedOn = new ConcurrentHashMap<>();

    ReadingIndex(Collection<Entry> entries) {
        for (Entry entry : entries) {
            byId.putIfAbsent(entry.id(), entry);
            byEntry.putIfAbsent(
                    entry.id(),
                    entry.readings().stream().map(Entry.Located::reading).toList());
            if (entry.isCurrent()) {
                entry.spellings().forEach(spelling -> bySpelling
                        .computeIfAbsent(spelling(entry.collection().type(), spelling), none -> new ArrayList<>())
                        .add(entry.id()));
            }
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
    public List<String> spelled(String type, String spelling) {
        return bySpelling.getOrDefault(spelling(type, spelling), List.of());
    }

    @Override
    public List<Reading> readings(String record) {
        return byEntry.getOrDefault(record, List.of());
    }

    private static String spelling(String type, String spelling) {
        return type + " " + Spelling.fold(spelling);
    }

    private Optional<Reading> input(String text) {
        Input input = Input.of(text);
        return input.among(readings(input.record()));
    }

    /** When the reading was out: its source, or all that it is computed from; null when nothing tells. */
    @Nullable
    Edtf knownOn(Reading reading) {
        return knownOn(reading, new HashSet<>());
    }

    private Optional<Edtf> published(String source) {
        return input(source + "." + PUBLISHED_ON).map(Reading::value).map(date -> Edtf.parse(date.textValue()));
    }

    private @Nullable Edtf knownOn(Reading reading, Set<String> onTheWay) {
        String source = reading.source();
        if (source != null) {
            return publishedOn.computeIfAbsent(source, this::published).orElse(null);
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
