package org.qalqan.gateway.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * What a request for such a list asks for.
 *
 * @param path the path of the list, here and in every service
 * @param services the services to visit, in the order of a walk
 * @param filters the parameters that the services judge, encoded as they came, in their order
 * @param asked the whole query without its cursor, encoded as it came, for the address of the next page
 * @param binding what a cursor of this query is bound to
 * @param limit how many items a page holds
 * @param total whether all items that match are to be counted
 * @param groups where a service counts the items in groups instead of listing them, with whatever it may refuse beside that; null
 *     when they are to be listed
 * @param start where the page starts
 */
record Search(
        String path,
        List<Service> services,
        String filters,
        String asked,
        String binding,
        int limit,
        boolean total,
        @Nullable String groups,
        Position start) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;

    static Search of(String path, QueryParameters parameters) {
        List<FieldError> errors = new ArrayList<>();
        List<Service> services = Walk.services(parameters, errors);
        Integer limit = parameters.number("limit", MAX_LIMIT, errors);
        boolean total = total(parameters.get("total"), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        String binding = path + "?" + sorted(parameters.without("cursor", "limit", "total"));
        String cursor = parameters.get("cursor");
        return new Search(
                path,
                services,
                parameters.without("cursor", "limit", "total", "service"),
                parameters.without("cursor"),
                binding,
                limit == null ? DEFAULT_LIMIT : limit,
                total,
                parameters.get("groupBy") == null ? null : path + "?" + parameters.without("service"),
                cursor == null ? new Position(services.get(0), null) : Position.decode(cursor, binding));
    }

    private static boolean total(@Nullable String text, List<FieldError> errors) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            errors.add(FieldError.query("total", "It is true or false.", List.of("true", "false"), text));
        }
        return "true".equals(text);
    }

    /** Parameters in another order are the same query. */
    private static String sorted(String query) {
        return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    /** The service that a walk visits after the given one; null after the last. */
    @Nullable
    Service after(Service service) {
        int next = services.indexOf(service) + 1;
        return next < services.size() ? services.get(next) : null;
    }

    /** The address of a service's page with this many items, from its own cursor on; null for its beginning. */
    String page(int limit, @Nullable String cursor) {
        return path + "?" + (filters.isEmpty() ? "" : filters + "&") + "limit=" + limit
                + (cursor == null ? "" : "&cursor=" + cursor);
    }

    /** The address of the page that starts at the given position. */
    String next(Position position) {
        return path + "?" + (asked.isEmpty() ? "" : asked + "&") + "cursor=" + position.encode(binding);
    }
}
