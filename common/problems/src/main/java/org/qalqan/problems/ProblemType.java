package org.qalqan.problems;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of problem that Qalqan answers. Each is a URI {@code /problems/<slug>} and one HTTP status. */
public enum ProblemType {
    INVALID_PARAMETER(400, "A parameter is not valid"),
    MALFORMED_REQUEST(400, "The request is malformed"),
    INVALID_BODY(400, "The body is not valid"),
    UNAUTHORIZED(401, "A valid token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted formats is offered"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "The request conflicts with the present state"),
    GONE(410, "The record was withdrawn"),
    PRECONDITION_FAILED(412, "The record has changed since it was read"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's format is not supported"),
    IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request"),
    PRECONDITION_REQUIRED(428, "The request must say what it changes"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    NOT_IMPLEMENTED(501, "The method is not implemented"),
    BAD_GATEWAY(502, "A service gave an unusable answer"),
    SERVICE_UNAVAILABLE(503, "A service is not available"),
    GATEWAY_TIMEOUT(504, "A service did not answer in time");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short sentence that is the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** The {@code type} member: an absolute-path reference to the page that explains the problem. */
    public String uri() {
        return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type for a status that some layer has chosen; the general one of its class when no type has that status. */
    public static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .filter(type -> type != INVALID_PARAMETER && type != INVALID_BODY)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST);
    }
}
