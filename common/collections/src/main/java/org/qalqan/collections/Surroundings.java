package org.qalqan.collections;

import java.util.List;
import java.util.Optional;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;

/** What stands around an entry: the records that it may refer to, and the readings that it may be derived from. */
public interface Surroundings {

    /**
     * A record that an entry refers to.
     *
     * @param type its type
     * @param current false when it has been withdrawn or merged
     */
    record Target(String type, boolean current) {}

    /** The record of that id. */
    Optional<Target> record(String id);

    /** Ids that may have been meant by one that no record has. */
    List<String> similar(String id);

    /** Whether the record of that id, to which the field refers and which is not known, may stand where nobody here can see it. */
    boolean mayBeElsewhere(Field field, String id);

    /** The current records of that type that have the spelling as their title or as another name. */
    List<String> spelled(String type, String spelling);

    /** The readings of the record of that id; none when there is no such record. */
    List<Reading> readings(String record);
}
