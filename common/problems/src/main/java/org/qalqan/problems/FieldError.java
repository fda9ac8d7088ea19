package org.qalqan.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request.
 *
 * @param in where: {@code query}, {@code path}, {@code header} or {@code body}
 * @param name name of the parameter or header; null for a body
 * @param pointer JSON pointer into the body (RFC 6901); null elsewhere
 * @param message what is wrong and what would be right
 * @param allowed the values or names that are allowed, where they can be listed
 * @param didYouMean the allowed word nearest to what was sent, when one is near
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
        String in,
        @Nullable String name,
        @Nullable String pointer,
        String message,
        @Nullable List<String> allowed,
        @Nullable String didYouMean) {

    private static final int LONGEST = 500;

    /** Shortens what quotes a client at too great a length. */
    public FieldError {
        name = name == null ? null : shortened(name);
        pointer = pointer == null ? null : shortened(pointer);
        message = shortened(message);
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // half a character could not be written
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    /** A query parameter that is wrong. */
    public static FieldError query(String name, String message) {
        return new FieldError("query", name, null, message, null, null);
    }

    /** A query parameter of which name or value is not well encoded, or holds a control character; both as they were sent. */
    public static FieldError illegible(String pair) {
        int equals = pair.indexOf('=');
        String rawName = equals < 0 ? pair : pair.substring(0, equals);
        String name = PercentEncoding.decodeQueryPart(rawName);
        return query(
                name == null ? rawName : name,
                "'" + pair + "' is not well encoded (UTF-8, then percent signs), or holds a control character");
    }

    /** A query parameter whose value, or whose name, is none of the allowed words. */
    public static FieldError query(String name, String message, List<String> allowed, String sent) {
        return new FieldError("query", name, null, message, allowed, NearestWord.to(sent, allowed));
    }

    /** A header that is wrong. */
    public static FieldError header(String name, String message) {
        return new FieldError("header", name, null, message, null, null);
    }

    /** A segment of the path that is none of the allowed words. */
    public static FieldError path(String name, String message, List<String> allowed, String sent) {
        return new FieldError("path", name, null, message, allowed, NearestWord.to(sent, allowed));
    }

    /** Something in the body that is wrong, at a JSON pointer (RFC 6901). */
    public static FieldError body(String pointer, String message) {
        return new FieldError("body", null, pointer, message, null, null);
    }

    /** Something in the body that is none of the allowed words, at a JSON pointer (RFC 6901). */
    public static FieldError body(String pointer, String message, List<String> allowed, String sent) {
        return new FieldError("body", null, pointer, message, allowed, NearestWord.to(sent, allowed));
    }
}
