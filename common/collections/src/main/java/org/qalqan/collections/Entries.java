package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.FieldError;

/**
 * What an entry is: a record as its editors write it, in the dataset as in a request. A field is a plain value, which stands where the entry's
 * {@code cite} says, or a list of readings; an element of a field that holds a list is one or the other.
 */
public interface Entries {

    /**
     * An entry that has been looked at.
     *
     * @param entry the entry, its members in the order of the dataset
     * @param draft the record that it makes; null when something is wrong with it
     * @param errors what is wrong with it, each at its place
     */
    record Checked(ObjectNode entry, @Nullable RecordDraft draft, List<FieldError> errors) {}

    /**
     * An entry with one more reading, or with another one.
     *
     * @param entry the entry
     * @param pointer where the reading stands in it (RFC 6901)
     */
    record WithReading(ObjectNode entry, String pointer) {}

    /** Checks the entry as the dataset's own are checked. */
    Checked check(Declaration declaration, ObjectNode entry, Surroundings around);

    /** The entry with a reading more; when that one is preferred, those of the same field that were are so no longer. */
    WithReading withReading(Declaration declaration, ObjectNode entry, String field, ObjectNode reading);

    /**
     * The entry with the members of one of its readings changed; a member that is null is taken away. When the reading becomes preferred, those
     * of the same field that were are so no longer. Empty when the entry has no such reading.
     */
    Optional<WithReading> withChangedReading(
            Declaration declaration, ObjectNode entry, String reading, ObjectNode changes);

    /** The one entry with all that is said in the other: what differs is kept beside what the one shows, which stays. */
    ObjectNode withAllOf(Declaration declaration, ObjectNode entry, ObjectNode other);
}
