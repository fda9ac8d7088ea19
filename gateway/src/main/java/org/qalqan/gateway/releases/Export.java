package org.qalqan.gateway.releases;

import java.util.Arrays;

/**
 * A list of a service to its end, as the service writes it.
 *
 * @param revision the revision of the service's store that the answer names; the rows may be newer, and are never older
 * @param bytes the body
 */
record Export(long revision, byte[] bytes) {

    /** The names of the columns as the first line of CSV has them; the whole body when there is only one line. */
    byte[] header() {
        return Arrays.copyOfRange(bytes, 0, endOfHeader());
    }

    /** What follows the first line. */
    byte[] rows() {
        return Arrays.copyOfRange(bytes, endOfHeader(), bytes.length);
    }

    private int endOfHeader() {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }
}
