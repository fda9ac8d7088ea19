package org.qalqan.problems;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/** Thrown where a request cannot be answered; becomes a {@link Problem} with the status of its type. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    /** What is wrong beyond these is counted, and not told one by one: an answer is not to be much larger than what was asked. */
    private static final int MOST_ERRORS = 50;

    /** A problem of the given type. The detail is read by callers: no class name, no SQL, no host. */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    /** A problem with what is wrong with the request, and with response headers such as {@code Retry-After}. */
    public ProblemException(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS)));
        this.headers = Map.copyOf(headers);
    }

    /** A 400 that names every parameter that is wrong. */
    public static ProblemException invalidParameters(List<FieldError> errors) {
        String detail = errors.size() == 1 ? errors.get(0).message() : errors.size() + " parameters are not valid";
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail, errors, Map.of());
    }

    /** A 400 that names everything that is wrong with the body. */
    public static ProblemException invalidBody(List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? errors.get(0).message() : errors.size() + " things in the body are not valid";
        return new ProblemException(ProblemType.INVALID_BODY, detail, errors, Map.of());
    }

    /** The same problem of a body that stands at that place in another one: its pointers begin where that one does. */
    public ProblemException atBody(String place) {
        return new ProblemException(
                type,
                String.valueOf(getMessage()),
                errors.stream()
                        .map(error -> error.pointer() != null && error.pointer().startsWith(place + "/")
                                ? FieldError.body(error.pointer().substring(place.length()), error.message())
                                : error)
                        .toList(),
                headers);
    }

    /** Answers the request with the problem where no resource method is involved. */
    public void end(HttpServerRequest request) {
        Problem.of(type, String.valueOf(getMessage()), errors, request.path(), TraceId.of(request))
                .end(request.response(), headers);
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }
}
