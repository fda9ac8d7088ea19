package org.qalqan.gateway.compose;

/** The record that a view is about was merged into another: the view's address is that of the successor. */
final class MovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String recordPath;
    private final String successorPath;

    MovedException(String recordPath, String successorPath) {
        super(recordPath + " moved to " + successorPath, null, false, false);
        this.recordPath = recordPath;
        this.successorPath = successorPath;
    }

    /** The address that takes the place of the requested one. */
    String insteadOf(String requestedPath) {
        return requestedPath.startsWith(recordPath)
                ? successorPath + requestedPath.substring(recordPath.length())
                : successorPath;
    }
}
