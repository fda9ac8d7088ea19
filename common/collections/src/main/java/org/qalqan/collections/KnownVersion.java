package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;

/**
 * A record as a reader knew it from one day until another: the rank rule applied to the readings that were out by then. Most records
 * rest on one source and so have one version; the last version is the record of today.
 *
 * @param body the record as it shows itself
 * @param readings the readings that were out
 * @param from the first day; the first day there is when nothing tells when the readings came out
 * @param until the day on which the next version takes its place; the last day there is for the last version
 * @param certain false when a reading counts from its earliest possible day and may have come out later
 */
record KnownVersion(ObjectNode body, List<Reading> readings, LocalDate from, LocalDate until, boolean certain) {

    /** All versions of the record, the oldest first. */
    static List<KnownVersion> of(Declaration declaration, RecordDraft draft, long revision, Instant updatedAt) {
        List<KnownVersion> versions = new ArrayList<>();
        for (LocalDate day : days(draft.readings())) {
            List<Reading> known = draft.readings().stream()
                    .filter(reading -> !earliest(reading).isAfter(day))
                    .toList();
            boolean certain = known.stream().allMatch(reading -> {
                LocalDate latest = latest(reading);
                return latest != null && !latest.isAfter(day);
            });
            ObjectNode body = ShownRecord.of(declaration, draft, known, revision, updatedAt);
            KnownVersion before = versions.isEmpty() ? null : versions.get(versions.size() - 1);
            if (before != null) {
                versions.set(
                        versions.size() - 1,
                        new KnownVersion(before.body, before.readings, before.from, day, before.certain));
            }
            versions.add(new KnownVersion(body, known, day, Columns.LAST_DAY, certain));
        }
        return versions;
    }

    /** The days on which something changes. */
    private static SortedSet<LocalDate> days(List<Reading> readings) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Reading reading : readings) {
            days.add(earliest(reading));
            LocalDate latest = latest(reading);
            if (latest != null) {
                days.add(latest);
            }
        }
        if (days.isEmpty()) {
            days.add(Columns.FIRST_DAY);
        }
        return days;
    }

    private static LocalDate earliest(Reading reading) {
        String known = reading.knownOn();
        LocalDate earliest = known == null ? null : Edtf.parse(known).earliest();
        return earliest == null ? Columns.FIRST_DAY : earliest;
    }

    private static @Nullable LocalDate latest(Reading reading) {
        String known = reading.knownOn();
        return known == null ? null : Edtf.parse(known).latest();
    }
}
