package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.EntityTags;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * What somebody asks to be changed, as far as it can be understood without the store.
 *
 * @param who the caller, as the token names them
 * @param why the reason, for the history
 * @param body the body; null when the method has none
 * @param digest of everything that makes this request another than others of the same caller
 * @param key what makes a repetition of this request known ({@code Idempotency-Key}); null when it has none
 * @param ifMatch the header {@code If-Match}; null when it has none
 * @param vouched what is known of other services
 */
record EditRequest(
        String who,
        String why,
        @Nullable ObjectNode body,
        String digest,
        @Nullable String key,
        @Nullable String ifMatch,
        Vouched vouched) {

    static final String REASON = "reason";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern REVISION = Pattern.compile("\"r([0-9]{1,18})\\..*\"");

    /** Reads a request with a body. */
    static EditRequest of(HttpServerRequest request, String who, byte[] body) {
        return new Reader(request).read(who, body);
    }

    /** Reads a request without one. */
    static EditRequest of(HttpServerRequest request, String who) {
        return new Reader(request).read(who, null);
    }

    /** The body, which this method has. */
    ObjectNode content() {
        if (body == null) {
            throw new IllegalStateException("a request without a body");
        }
        return body;
    }

    /**
     * Refuses to change what the caller has not seen (RFC 9110, section 13.1.1). Tags of all representations of a record name the revision at which
     * it changed, and that alone is compared.
     */
    void requireMatch(long revision) {
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "'If-Match' is needed, with the entity tag that the record had when it was read.",
                    List.of(FieldError.header("If-Match", "'If-Match' is the 'ETag' of the record")),
                    Map.of());
        }
        if (ifMatch.strip().equals("*")) {
            return;
        }
        boolean matches = EntityTags.list(ifMatch).stream()
                .map(EditRequest::revision)
                .anyMatch(known -> known.isPresent() && known.getAsLong() == revision);
        if (!matches) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    "The record is at revision " + revision + ", and was another one when it was read. Read it again.");
        }
    }

    /** Weak tags say nothing about being the same to the last byte, and match nothing here. */
    private static OptionalLong revision(String tag) {
        Matcher matcher = REVISION.matcher(tag);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The reading of one request: all that is wrong with its parameters is said at once. */
    private static final class Reader {
        private final HttpServerRequest request;
        private final QueryString query;

        Reader(HttpServerRequest request) {
            this.request = request;
            this.query = new QueryString(request.query());
        }

        EditRequest read(String who, byte @Nullable [] body) {
            query.allowOnly(List.of(REASON));
            String why = reason();
            String key = key();
            query.throwIfInvalid();
            String digest = EntityTags.digest(
                    request.method().name(),
                    request.uri(),
                    body == null ? "" : new String(body, StandardCharsets.ISO_8859_1));
            return new EditRequest(
                    who,
                    why,
                    body == null ? null : EditBody.read(body),
                    digest,
                    key,
                    request.getHeader("If-Match"),
                    Vouched.of(request));
        }

        private String reason() {
            String reason = query.value(REASON);
            String said = reason == null ? "" : reason.strip();
            if (said.isEmpty() || said.length() > EditableResource.LONGEST_REASON) {
                query.reject(FieldError.query(
                        REASON,
                        "'" + REASON + "' is needed: why the record is changed, in 1 to "
                                + EditableResource.LONGEST_REASON + " characters, for its history"));
            }
            return said;
        }

        private @Nullable String key() {
            List<String> keys = new ArrayList<>(request.headers().getAll(IDEMPOTENCY_KEY));
            if (keys.isEmpty()) {
                return null;
            }
            if (keys.size() > 1 || !KEY.matcher(keys.get(0)).matches()) {
                query.reject(FieldError.header(
                        IDEMPOTENCY_KEY, "'" + IDEMPOTENCY_KEY + "' is one word of 1 to 255 visible ASCII characters"));
            }
            return keys.get(0);
        }
    }
}
