package org.qalqan.gateway.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.walk.Walk;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * What a search asks for.
 *
 * @param services the services that may have hits, each with the types to ask it for; none for all of its types
 * @param words what is looked for, and as known when, encoded as it came
 * @param asked the whole query without its cursor, encoded as it came, for the address of the next page
 * @param binding what a cursor of this search is bound to
 * @param limit how many hits a page holds
 * @param places where the page starts
 */
record Question(
        Map<Service, List<String>> services, String words, String asked, String binding, int limit, Places places) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;

    static Question of(QueryParameters parameters, Map<String, String> collections, Composition composition) {
        List<FieldError> errors = new ArrayList<>();
        if (parameters.get("q") == null) {
            errors.add(FieldError.query("q", "'q' is needed: the words to look for"));
        }
        List<String> types = parameters.words("type", collections.keySet(), errors);
        Integer limit = parameters.number("limit", MAX_LIMIT, errors);
        List<Service> services = Walk.services(parameters, errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        Map<Service, List<String>> asked = new EnumMap<>(Service.class);
        for (Service service : services) {
            List<String> ofService = types.stream()
                    .distinct()
                    .filter(type -> composition.keeper(collections.getOrDefault(type, "")) == service)
                    .toList();
            if (types.isEmpty() || !ofService.isEmpty()) {
                asked.put(service, ofService);
            }
        }
        String binding = SearchResource.PATH + "?" + sorted(parameters.without("cursor", "limit"));
        return new Question(
                asked,
                parameters.without("type", "service", "limit", "cursor"),
                parameters.without("cursor"),
                binding,
                limit == null ? DEFAULT_LIMIT : limit,
                Places.of(parameters.get("cursor"), binding));
    }

    /** Parameters in another order are the same search. */
    private static String sorted(String query) {
        return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    /** The address of a service's page. */
    String page(Service service) {
        List<String> types = services.getOrDefault(service, List.of());
        String after = places.of(service);
        return SearchResource.PATH + "?" + words
                + (types.isEmpty() ? "" : "&type=" + String.join(",", types))
                + "&limit=" + limit
                + (after == null ? "" : "&after=" + after);
    }

    /** The address of the page that starts at the given places; null when there is none. */
    @Nullable
    String next(@Nullable Places next) {
        return next == null ? null : SearchResource.PATH + "?" + asked + "&cursor=" + next.cursor(binding);
    }
}
