package org.qalqan.collections;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of one record, as the feed of changes has it.
 *
 * @param id service, revision and ordinal, as {@link ChangePosition} has them
 * @param service the service that keeps the record
 * @param revision the store's revision that the change belongs to
 * @param ordinal its place within the revision, from 1
 * @param kind {@code added}, {@code changed}, {@code withdrawn} or {@code merged}
 * @param record id of the record
 * @param recordType type of the record
 * @param title what a person calls the record today
 * @param url where the record is
 * @param at when it changed
 * @param who who changed it
 * @param why the reason
 * @param successor what took its place when it was merged; null otherwise
 * @param fields members that changed; empty when the record came or left as a whole
 * @param values the record on both sides; null unless asked for
 */
record Change(
        String id,
        String service,
        long revision,
        int ordinal,
        String kind,
        String record,
        String recordType,
        String title,
        String url,
        Instant at,
        String who,
        String why,
        @Nullable String successor,
        List<String> fields,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Values values) {

    /** Whether the record left with it: was withdrawn or merged. */
    boolean hasLeft() {
        return kind.equals("withdrawn") || kind.equals("merged");
    }

    /** The change without its values, and with the title that the record had then. */
    Change asItWas() {
        String titleThen = title;
        if (values != null) {
            Snapshot side = values.after == null ? values.before : values.after;
            titleThen = side == null ? title : side.record().path("title").asText(title);
        }
        return new Change(
                id,
                service,
                revision,
                ordinal,
                kind,
                record,
                recordType,
                titleThen,
                url,
                at,
                who,
                why,
                successor,
                fields,
                null);
    }

    /** The record as it was and as it became; null on the side on which it is not there. */
    record Values(@Nullable Snapshot before, @Nullable Snapshot after) {}

    /** A record with its readings at one revision. */
    record Snapshot(JsonNode record, JsonNode readings) {}

    /**
     * One page of the feed.
     *
     * @param items the changes, in order
     * @param next address of the next page; null when there is nothing more now
     * @param position where the page ends
     */
    record Page(List<Change> items, @Nullable String next, String position) {}
}
