package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;

/** One change that a writing transaction makes to one record. */
public sealed interface RecordWrite {

    /** The collection that the record belongs to. */
    Declaration declaration();

    /** The record's id. */
    String id();

    /** The record as editors write it after the change: an entry of the dataset. */
    ObjectNode entry();

    /** Digest of the dataset's entry that the change comes from; null when it comes from an editor: what was loaded last is then not forgotten. */
    @Nullable
    String digest();

    /** The record is as the draft says, whether it existed before or not. */
    record Put(
            Declaration declaration,
            RecordDraft draft,
            ObjectNode entry,
            @Nullable String digest) implements RecordWrite {
        @Override
        public String id() {
            return draft.id();
        }
    }

    /** The record leaves; its id answers 410 with the reason. */
    record Withdraw(
            Declaration declaration,
            String id,
            String title,
            String reason,
            ObjectNode entry,
            @Nullable String digest) implements RecordWrite {}

    /** Another record takes its place; its id answers 308. */
    record Merge(
            Declaration declaration,
            String id,
            String title,
            String successor,
            ObjectNode entry,
            @Nullable String digest)
            implements RecordWrite {}
}
