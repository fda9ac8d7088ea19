package org.qalqan.seeds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Collections;
import org.qalqan.collections.LoadedEntries;
import org.qalqan.collections.LoadedEntries.Kept;
import org.qalqan.collections.LoadedEntries.Loaded;
import org.qalqan.collections.RecordDraft;
import org.qalqan.evidence.Reading;

/** What a load of a service's part of the dataset into its store comes to. */
final class LoadPlan {

    /**
     * One record to be written.
     *
     * @param entry what it becomes
     * @param draft the record that the entry makes
     * @param digest of the dataset's entry; null when the record is shown anew as editors have made it
     */
    record Write(Entry entry, RecordDraft draft, @Nullable String digest) {}

    private final Map<String, DatasetCollection> collections;
    private final Map<String, Entry> dataset = new LinkedHashMap<>();
    private final Map<String, Kept> kept;
    private final Map<String, ObjectNode> stored;
    private final Decision decision;

    private final List<Write> writes = new ArrayList<>();
    private final Map<String, Loaded> remembered = new LinkedHashMap<>();
    private final List<LoadReport.Finding> findings = new ArrayList<>();
    private int unchanged;

    LoadPlan(Dataset whole, String service, Collections declared, LoadedEntries entries, Decision decision) {
        this.decision = decision;
        this.collections = whole.collections().stream()
                .filter(collection -> collection.service().equals(service))
                .collect(Collectors.toMap(DatasetCollection::type, Function.identity()));
        whole.entries().stream()
                .filter(entry -> entry.collection().service().equals(service))
                .forEach(entry -> dataset.put(entry.id(), entry));
        this.kept = entries.all();
        kept.values().removeIf(record -> !collections.containsKey(record.type()));

        Set<String> ids = new LinkedHashSet<>(dataset.keySet());
        ids.addAll(kept.keySet());
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        ids.forEach(id -> comparisons.put(id, compare(id)));
        this.stored = entries.of(ids.stream()
                .filter(id -> kept.containsKey(id) && comparisons.get(id) != Comparison.UNCHANGED)
                .toList());

        // what a reading is computed from, and so when it was out, may be an editor's
        Map<String, Entry> results = new LinkedHashMap<>();
        whole.entries().forEach(entry -> results.put(entry.id(), entry));
        comparisons.forEach((id, comparison) -> results.put(id, result(id, comparison)));
        ReadingIndex index = new ReadingIndex(results.values());
        comparisons.forEach((id, comparison) -> {
            Entry entry = results.getOrDefault(id, result(id, comparison));
            String declaration =
                    LoadedEntries.digest(declared.ofType(entry.collection().type()));
            plan(id, entry, comparison, entry.draft(index::knownOn), declaration);
        });
    }

    /** The records that the load writes, in the dataset's order. */
    List<Write> writes() {
        return writes;
    }

    /** What the store is to remember of the dataset that it does not yet. */
    Map<String, Loaded> remembered() {
        return remembered;
    }

    LoadReport report(long revision) {
        return new LoadReport(List.copyOf(findings), unchanged, revision);
    }

    private Comparison compare(String id) {
        Kept record = kept.get(id);
        Entry entry = dataset.get(id);
        Loaded loaded = record == null ? null : record.loaded();
        return Comparison.of(
                loaded == null ? null : loaded.digest(),
                record == null ? null : record.digest(),
                entry == null ? null : digest(entry));
    }

    private static String digest(Entry entry) {
        return LoadedEntries.digest((ObjectNode) entry.node());
    }

    /** Whether the record becomes what the dataset has. */
    private boolean takesDataset(String id, Comparison comparison) {
        return switch (comparison) {
            case ADDED, CHANGED -> true;
            case EDITED, CONFLICTING -> decision.of(id, comparison) == Decision.Side.SEEDS;
            default -> false;
        };
    }

    /** The entry as it is after the load. */
    private Entry result(String id, Comparison comparison) {
        Entry entry = dataset.get(id);
        ObjectNode now = stored.get(id);
        if (entry != null && (now == null || takesDataset(id, comparison))) {
            return entry;
        }
        Kept record = kept.get(id);
        if (record == null || now == null) {
            throw new IllegalStateException("no entry of " + id);
        }
        DatasetCollection collection = collections.get(record.type());
        if (collection == null) {
            throw new IllegalStateException("no collection of " + record.type());
        }
        return Entry.stored(collection, now);
    }

    private void plan(String id, Entry entry, Comparison comparison, RecordDraft draft, String declaration) {
        boolean taken = takesDataset(id, comparison);
        boolean anew = !taken && isShownDifferently(id, entry, draft, declaration);
        if (taken || anew) {
            writes.add(new Write(entry, draft, taken ? digest(entry) : null));
        }
        remember(id, comparison, taken);
        find(id, comparison, taken, anew);
    }

    /** A changed declaration, or a changed date of a source, shows the same entry differently. */
    private boolean isShownDifferently(String id, Entry entry, RecordDraft draft, String declaration) {
        Kept record = kept.get(id);
        return record != null
                && (!record.declaration().equals(declaration)
                        || (entry.isCurrent()
                                && !record.knownOn()
                                        .equals(draft.readings().stream()
                                                .map(Reading::knownOn)
                                                .toList())));
    }

    private void remember(String id, Comparison comparison, boolean taken) {
        Entry entry = dataset.get(id);
        boolean open = comparison == Comparison.CONFLICTING && !taken && decision.of(id, comparison) == null;
        if (entry == null || open) {
            return;
        }
        Loaded now = new Loaded(digest(entry), entry.place());
        Kept record = kept.get(id);
        if (record == null || !now.equals(record.loaded())) {
            remembered.put(id, now);
        }
    }

    private void find(String id, Comparison comparison, boolean taken, boolean anew) {
        if (comparison == Comparison.ADDED) {
            findings.add(new LoadReport.Finding(id, LoadReport.Kind.ADDED, List.of()));
        } else if (taken) {
            findings.add(new LoadReport.Finding(id, LoadReport.Kind.CHANGED, differences(id)));
        } else if (anew) {
            findings.add(new LoadReport.Finding(id, LoadReport.Kind.CHANGED, List.of()));
        }
        switch (comparison) {
            case CONFLICTING -> {
                if (decision.of(id, comparison) == null) {
                    findings.add(new LoadReport.Finding(id, LoadReport.Kind.CONFLICTING, differences(id)));
                } else if (!taken) {
                    findings.add(new LoadReport.Finding(id, LoadReport.Kind.EDITED, differences(id)));
                }
            }
            case EDITED -> {
                unchanged += taken || anew ? 0 : 1;
                if (!taken) {
                    findings.add(new LoadReport.Finding(id, LoadReport.Kind.EDITED, differences(id)));
                }
            }
            case OWN -> findings.add(new LoadReport.Finding(id, LoadReport.Kind.EDITED, List.of()));
            case MISSING -> findings.add(new LoadReport.Finding(id, LoadReport.Kind.MISSING, List.of()));
            case UNCHANGED, AGREED -> unchanged += anew ? 0 : 1;
            default -> {
                // said above
            }
        }
    }

    private List<String> differences(String id) {
        Entry entry = dataset.get(id);
        ObjectNode now = stored.get(id);
        return entry == null || now == null ? List.of() : Differences.between(now, entry.node());
    }
}
