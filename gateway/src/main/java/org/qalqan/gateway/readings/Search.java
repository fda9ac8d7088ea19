package org.qalqan.gateway.readings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * What a request for readings asks for.
 *
 * @param services the services to visit, in the order of a walk
 * @param filters the parameters that the services judge, encoded as they came, in their order
 * @param asked the whole query without its cursor, encoded as it came, for the address of the next page
 * @param binding what a cursor of this query is bound to
 * @param limit how many readings a page holds
 * @param total whether all readings that match are to be counted
 * @param start where the page starts
 */
record Search(
        List<Service> services,
        String filters,
        String asked,
        String binding,
        int limit,
        boolean total,
        Position start) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;

    static Search of(QueryParameters parameters) {
        List<FieldError> errors = new ArrayList<>();
        List<Service> services = services(parameters.get("service"), errors);
        int limit = limit(parameters.get("limit"), errors);
        boolean total = total(parameters.get("total"), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        Map<String, String> raw = parameters.raw();
        raw.remove("cursor");
        String asked = join(raw);
        raw.keySet().removeAll(List.of("limit", "total"));
        String binding = join(new TreeMap<>(raw));
        raw.remove("service");
        String cursor = parameters.get("cursor");
        Position start = cursor == null ? new Position(services.get(0), null) : Position.decode(cursor, binding);
        return new Search(services, join(raw), asked, binding, limit, total, start);
    }

    private static List<Service> services(@Nullable String list, List<FieldError> errors) {
        if (list == null) {
            return List.of(Service.values());
        }
        List<String> names = Arrays.asList(list.split(",", -1));
        names.stream()
                .filter(name -> !Service.ids().contains(name))
                .forEach(name -> errors.add(
                        FieldError.query("service", "There is no service '" + name + "'.", Service.ids(), name)));
        return Arrays.stream(Service.values())
                .filter(service -> names.contains(service.id()))
                .toList();
    }

    private static int limit(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            errors.add(FieldError.query("limit", "The limit is a whole number from 1 to " + MAX_LIMIT + "."));
        }
        return limit;
    }

    private static boolean total(@Nullable String text, List<FieldError> errors) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            errors.add(FieldError.query("total", "It is true or false.", List.of("true", "false"), text));
        }
        return "true".equals(text);
    }

    private static String join(Map<String, String> raw) {
        return raw.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }

    /** The service that a walk visits after the given one; null after the last. */
    @Nullable
    Service after(Service service) {
        int next = services.indexOf(service) + 1;
        return next < services.size() ? services.get(next) : null;
    }

    /** The address of the page that starts at the given position. */
    String next(Position position) {
        return "/v1/readings?" + (asked.isEmpty() ? "" : asked + "&") + "cursor=" + position.encode(binding);
    }
}
