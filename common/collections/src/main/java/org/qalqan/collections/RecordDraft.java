package org.qalqan.collections;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Reading;

/**
 * A record as its editors have it: what they call it, and what the sources say of it. The shown record follows from it.
 *
 * @param id the id
 * @param title what a person calls the record
 * @param topics codes of topics
 * @param note a remark of the editors
 * @param readings all readings of all fields, in the editors' order
 */
public record RecordDraft(
        String id,
        String title,
        List<String> topics,
        @Nullable String note,
        List<Reading> readings) {}
