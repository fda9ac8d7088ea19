package org.qalqan.collections;

import java.util.List;

/** The codelists of the dataset. */
public interface Codelists {

    /** The codes of the list of that name, in its order; empty when there is no such list. */
    List<String> codes(String name);
}
