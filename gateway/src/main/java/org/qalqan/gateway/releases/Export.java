package org.qalqan.gateway.releases;

import io.vertx.core.buffer.Buffer;

/**
 * A list of a service to its end, as the service writes it.
 *
 * @param revision the revision of the service's store that the answer names; the rows may be newer, and are never older
 * @param body the body
 */
record Export(long revision, Buffer body) {

    /** The first line: of CSV the names of the columns. */
    byte[] header() {
        return body.getBytes(0, endOfHeader());
    }

    /** What follows the first line. */
    byte[] rows() {
        return body.getBytes(endOfHeader(), body.length());
    }

    private int endOfHeader() {
        int end = 0;
        while (end < body.length() && body.getByte(end) != '\n') {
            end++;
        }
        return Math.min(end + 1, body.length());
    }
}
