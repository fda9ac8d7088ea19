package org.qalqan.collections;

import java.util.Collection;

/** What the store needs to know of the sources that readings cite. They are reference data: every service has all of them. */
public interface Sources {

    /** Whether there is a source of that id. */
    boolean isSource(String id);

    /** How many of the sources are independent: those that derive from one another, or from one work, count as one. */
    int independent(Collection<String> ids);
}
