package org.qalqan.collections;

import java.util.List;

/** What the editors have of each record, straight from the dataset. The documents take their examples from it. */
public interface Drafts {

    /** The records of that type that are neither withdrawn nor merged, in the dataset's order. */
    List<RecordDraft> drafts(String recordType);
}
