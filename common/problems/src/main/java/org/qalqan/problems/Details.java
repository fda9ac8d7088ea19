package org.qalqan.problems;

import io.vertx.core.http.HttpServerRequest;

/** The {@code detail} of problems that no code of ours has raised. */
final class Details {

    private Details() {}

    static String of(ProblemType type, HttpServerRequest request) {
        return type == ProblemType.METHOD_NOT_ALLOWED
                ? request.method() + " is not offered here; the Allow header names what is."
                : of(type);
    }

    /** Of a type whose detail is the same for every request. */
    static String of(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "No resource has the path of this request.";
            case NOT_ACCEPTABLE -> "The Accept header allows no format in which this resource is offered.";
            case UNSUPPORTED_MEDIA_TYPE -> "This resource does not read bodies of that media type or coding.";
            case MALFORMED_REQUEST -> "The request could not be understood: check its address, headers and body.";
            case PAYLOAD_TOO_LARGE -> "The body is larger than " + RequestLimits.MAX_BODY_BYTES + " bytes.";
            case URI_TOO_LONG -> "The address is longer than " + RequestLimits.MAX_URI_LENGTH + " characters.";
            case HEADERS_TOO_LARGE -> "The headers are larger than " + RequestLimits.MAX_HEADER_BYTES + " bytes.";
            case INTERNAL_ERROR ->
                "The request failed for a reason that is not its own. Quote the traceId to report it.";
            case SERVICE_UNAVAILABLE -> "The service cannot answer right now. Try again in a moment.";
            default -> type.title() + ".";
        };
    }
}
