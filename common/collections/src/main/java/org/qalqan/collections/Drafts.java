package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What the editors have of each record, straight from the dataset. The documents take their examples from it. */
public interface Drafts {

    /** The records of that type that are neither withdrawn nor merged, in the dataset's order. */
    List<RecordDraft> drafts(String recordType);

    /** Type of the record of that id, whatever service it belongs to. */
    Optional<String> typeOf(String id);

    /** Ids of all records of a service, in the order in which they are loaded. */
    List<String> idsOf(String service);

    /** The entry of that id. */
    Optional<ObjectNode> entry(String id);
}
