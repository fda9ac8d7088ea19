package org.qalqan.collections;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.PercentEncoding;
import org.qalqan.problems.ProblemException;

/**
 * The parameters of a request, read strictly: each at most once, well encoded, none unknown. Errors are collected, so that one
 * answer names them all.
 */
public final class QueryString {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;
    static final int MAX_VALUES = 200;
    /** Possessive: one that may go back would keep each part of a long word on the stack. */
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*+");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Map<String, String> raw = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** Reads the part of an address after the question mark; null when there is none. */
    public QueryString(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String rawName = equals < 0 ? pair : pair.substring(0, equals);
            String rawValue = equals < 0 ? "" : pair.substring(equals + 1);
            String name = PercentEncoding.decodeQueryPart(rawName);
            String value = PercentEncoding.decodeQueryPart(rawValue);
            if (name == null || value == null) {
                errors.add(FieldError.illegible(pair));
            } else if (name.isEmpty()) {
                errors.add(FieldError.query(name, "a parameter needs a name"));
            } else if (values.putIfAbsent(name, value) != null) {
                errors.add(FieldError.query(name, "'" + name + "' is given more than once; separate values by commas"));
            } else {
                raw.put(name, pair);
            }
        }
    }

    /** Complains about every parameter that is not one of the allowed. */
    public void allowOnly(List<String> allowed) {
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                errors.add(FieldError.query(name, "there is no parameter '" + name + "' here", allowed, name));
            }
        }
    }

    /** Refuses any parameter. */
    public void requireNone() {
        allowOnly(List.of());
        throwIfInvalid();
    }

    /** The names of the parameters that were sent. */
    public Set<String> names() {
        return values.keySet();
    }

    /** The decoded value; null when the parameter is absent. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** The comma-separated parts of a value, where a backslash makes a comma (or a backslash) a part of the part; empty when the parameter is absent. */
    public List<String> list(String name) {
        String value = values.get(name);
        if (value == null) {
            return List.of();
        }
        List<String> parts = split(value);
        if (parts.contains("")) {
            errors.add(FieldError.query(name, "'" + name + "' has an empty value"));
        }
        if (parts.size() > MAX_VALUES) {
            errors.add(FieldError.query(name, "'" + name + "' takes at most " + MAX_VALUES + " values"));
        }
        return parts;
    }

    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : 0;
            if (c == '\\' && (next == ',' || next == '\\')) {
                part.append(next);
                i++;
            } else if (c == ',') {
                parts.add(part.toString().trim());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().trim());
        return parts;
    }

    /** One of the allowed words; the default when absent or wrong. */
    public String word(String name, List<String> allowed, String otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!allowed.contains(value)) {
            errors.add(FieldError.query(
                    name, "'" + name + "' must be one of " + String.join(", ", allowed), allowed, value));
            return otherwise;
        }
        return value;
    }

    /** The comma-separated words of a value, each of which must be allowed. */
    public List<String> words(String name, List<String> allowed) {
        List<String> words = list(name);
        for (String word : words) {
            if (!word.isEmpty() && !allowed.contains(word)) {
                errors.add(FieldError.query(name, "'" + name + "' has no '" + word + "' to offer", allowed, word));
            }
        }
        return words;
    }

    /** Complains about every one of the values that is no id; an empty one is complained of where it is read. */
    public List<String> requireIds(String name, List<String> values) {
        for (String value : values) {
            if (!value.isEmpty() && !ID.matcher(value).matches()) {
                errors.add(FieldError.query(
                        name, "'" + value + "' is not an id: ids are lower-case letters, digits and hyphens"));
            }
        }
        return values;
    }

    /** Most items in one answer. */
    public int limit() {
        String value = values.get("limit");
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        int limit = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            errors.add(FieldError.query("limit", "'limit' must be a whole number from 1 to " + MAX_LIMIT));
            return DEFAULT_LIMIT;
        }
        return limit;
    }

    /** A day; null when the parameter is absent or wrong. */
    public @Nullable LocalDate day(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            if (DAY.matcher(value).matches()) {
                LocalDate day = LocalDate.parse(value);
                // what has no end is kept as ending on the last of all days: nothing is different on the one before
                return day.isBefore(Columns.LAST_DAY) ? day : Columns.LAST_DAY.minusDays(1);
            }
        } catch (DateTimeException e) {
            // no such day: refused below
        }
        errors.add(FieldError.query(name, "'" + name + "' is a day, YYYY-MM-DD"));
        return null;
    }

    /** Throws what is wrong, if anything is. */
    public void throwIfInvalid() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
    }

    /** Notes an error. */
    public void reject(FieldError error) {
        errors.add(error);
    }

    /** The query as it was sent, without the named parameters, each at its place. */
    public String without(List<String> names) {
        List<String> kept = new ArrayList<>();
        raw.forEach((name, pair) -> {
            if (!names.contains(name)) {
                kept.add(pair);
            }
        });
        return String.join("&", kept);
    }
}
