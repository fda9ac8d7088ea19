package org.qalqan.gateway.compose;

import org.jspecify.annotations.Nullable;

/** The record that a view is about was merged into another: the view's address is that of the successor. */
final class MovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String recordPath;
    private final String successorPath;

    MovedException(String recordPath, String successorPath) {
        super(recordPath + " moved to " + successorPath, null, false, false);
        this.recordPath = recordPath;
        this.successorPath = successorPath.replaceFirst("\\?.*", "");
    }

    /** The address that takes the place of the requested one, which has the record in its path or names it in its query. */
    String insteadOf(String requestedPath, @Nullable String query) {
        if (requestedPath.startsWith(recordPath)) {
            return successorPath + requestedPath.substring(recordPath.length()) + (query == null ? "" : "?" + query);
        }
        String asked = query == null ? "" : query;
        String instead = asked.replaceAll("(?<=^|&)(\\w+)=" + id(recordPath) + "(?=&|$)", "$1=" + id(successorPath));
        return instead.equals(asked) ? successorPath : requestedPath + "?" + instead;
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
