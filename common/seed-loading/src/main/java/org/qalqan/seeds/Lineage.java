package org.qalqan.seeds;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.qalqan.evidence.Reading;

/**
 * Which sources hang together: one derives from the other, or both from a third, which may be a work outside the record. What hangs
 * together speaks with one voice.
 */
final class Lineage {

    private static final String DERIVES_FROM = "derivesFrom";

    private final Map<String, String> towardsRoot = new HashMap<>();
    private final Set<String> sources = new HashSet<>();

    void add(Entry source) {
        towardsRoot.putIfAbsent(source.id(), source.id());
        for (Entry.Located located : source.readings()) {
            Reading reading = located.reading();
            String origin = reading.item();
            if (reading.field().equals(DERIVES_FROM) && origin != null && reading.counts()) {
                towardsRoot.putIfAbsent(origin, origin);
                towardsRoot.put(root(source.id()), root(origin));
            }
        }
        sources.add(source.id());
    }

    boolean isSource(String id) {
        return sources.contains(id);
    }

    int independent(Collection<String> ids) {
        return (int) ids.stream().map(this::root).distinct().count();
    }

    private String root(String id) {
        String at = id;
        String next = towardsRoot.getOrDefault(at, at);
        while (!next.equals(at)) {
            at = next;
            next = towardsRoot.getOrDefault(at, at);
        }
        return at;
    }
}
