package org.qalqan.gateway.compose;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.PercentEncoding;
import org.qalqan.problems.ProblemException;

/** The query of a request to one of the gateway's own resources, read strictly: nothing is ignored, nothing stands twice. */
public final class QueryParameters {

    private final Map<String, String> decoded = new LinkedHashMap<>();
    private final Map<String, String> raw = new LinkedHashMap<>();

    private QueryParameters() {}

    /** Reads the query; a 400 names every parameter that is unknown or stands twice. */
    public static QueryParameters of(HttpServerRequest request, List<String> allowed) {
        QueryParameters parameters = new QueryParameters();
        List<FieldError> errors = new ArrayList<>();
        String query = request.query();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                if (!pair.isEmpty()) {
                    parameters.read(pair, allowed, errors);
                }
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return parameters;
    }

    private void read(String pair, List<String> allowed, List<FieldError> errors) {
        int equals = pair.indexOf('=');
        String name = PercentEncoding.decodeQueryPart(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : PercentEncoding.decodeQueryPart(pair.substring(equals + 1));
        if (name == null || value == null) {
            errors.add(FieldError.query(name == null ? "?" : name, "The parameter is not encoded as RFC 3986 has it."));
        } else if (!allowed.contains(name)) {
            String message =
                    allowed.isEmpty() ? "no parameter is taken here" : "there is no parameter '" + name + "' here";
            errors.add(FieldError.query(name, message, allowed, name));
        } else if (decoded.put(name, value) != null) {
            errors.add(FieldError.query(name, "'" + name + "' is given more than once; separate values by commas"));
        } else {
            raw.put(name, equals < 0 ? "" : pair.substring(equals + 1));
        }
    }

    /** The decoded value; null when the parameter is absent. */
    public @Nullable String get(String name) {
        return decoded.get(name);
    }

    /** A whole number from 1 up; null when the parameter is absent, or when it is none, which is then among the errors. */
    public @Nullable Integer number(String name, int max, List<FieldError> errors) {
        String text = get(name);
        if (text == null) {
            return null;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            String bound = max == Integer.MAX_VALUE ? "." : " to " + max + ".";
            errors.add(FieldError.query(name, name + " is a whole number from 1" + bound));
            return null;
        }
        return number;
    }

    /** Words separated by commas, each of which must be allowed, or is among the errors; empty when the parameter is absent. */
    public List<String> words(String name, Collection<String> allowed, List<FieldError> errors) {
        String list = get(name);
        List<String> words = list == null ? List.of() : List.of(list.split(",", -1));
        words.stream()
                .filter(word -> !allowed.contains(word))
                .forEach(word -> errors.add(FieldError.query(
                        name, "'" + name + "' has no '" + word + "' to offer", List.copyOf(allowed), word)));
        return words;
    }

    /** The query with its values as they were sent, in their order, without some of the parameters. */
    public String without(String... names) {
        return raw.entrySet().stream()
                .filter(parameter -> !Arrays.asList(names).contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }
}
