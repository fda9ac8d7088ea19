package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * What this service cannot see for itself, and whoever passes a write on has found out: what records of other services there are, and what
 * they refer to. What is missing is asked for with a 428; the write is then sent again, with it. Clients have no such headers: the gateway
 * passes none of theirs on.
 *
 * @param references types of the records of other services, by their ids
 * @param absent an id that no other service has ever given out; null when nobody looked
 * @param unreferred an id that nothing in other services refers to; null when nobody looked
 */
record Vouched(
        Map<String, String> references,
        @Nullable String absent,
        @Nullable String unreferred) {

    static final String REFERENCES = "Vouched-References";
    static final String ABSENT = "Vouched-Absent";
    static final String UNREFERRED = "Vouched-Unreferred";
    static final String ASKED_REFERENCES = "Vouch-References";
    static final String ASKED_ABSENT = "Vouch-Absent";
    static final String ASKED_UNREFERRED = "Vouch-Unreferred";

    /** More than that, and longer lists, do not pass through headers and addresses. */
    private static final int MOST_REFERENCES = 200;

    private static final int LONGEST_REFERENCES = 6_000;

    /** What comes with the request. */
    static Vouched of(HttpServerRequest request) {
        Map<String, String> references = new LinkedHashMap<>();
        String header = request.getHeader(REFERENCES);
        for (String pair : header == null ? new String[0] : header.split(",", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                references.put(parts[0].strip(), parts[1].strip());
            }
        }
        return new Vouched(references, request.getHeader(ABSENT), request.getHeader(UNREFERRED));
    }

    /** Refuses to give the id out before it is known that nobody else has. */
    void requireAbsent(String id) {
        if (!id.equals(absent)) {
            throw asking(Map.of(ASKED_ABSENT, id));
        }
    }

    /** Refuses to let the record leave before it is known that nobody else refers to it. */
    void requireUnreferred(String id) {
        if (!id.equals(unreferred)) {
            throw asking(Map.of(ASKED_UNREFERRED, id));
        }
    }

    /** Refuses to refer to records that nobody has seen. */
    void requireReferences(Set<String> ids) {
        String all = String.join(",", ids);
        if (ids.size() > MOST_REFERENCES || all.length() > LONGEST_REFERENCES) {
            throw ProblemException.invalidBody(List.of(FieldError.body(
                    "",
                    ("an entry refers to %d records of other services at most, whose ids have %d characters together;"
                                    + " this one refers to %d, with %d characters")
                            .formatted(MOST_REFERENCES, LONGEST_REFERENCES, ids.size(), all.length()))));
        }
        if (!references.keySet().containsAll(ids)) {
            throw asking(Map.of(ASKED_REFERENCES, all));
        }
    }

    private static ProblemException asking(Map<String, String> headers) {
        return new ProblemException(
                ProblemType.PRECONDITION_REQUIRED,
                "This touches records of other services, which this one does not see: send it through the gateway.",
                List.of(),
                headers);
    }
}
