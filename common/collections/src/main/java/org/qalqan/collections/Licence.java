package org.qalqan.collections;

/** What one may do with the record. It is the dataset's to say. */
public interface Licence {

    /** The licence's name (SPDX where it has one there). */
    String licence();
}
