package org.qalqan.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Cursors;
import org.qalqan.gateway.upstream.Service;

/** The hit of each service that was shown last: its rank and its id. A service that is not named is at its beginning. */
final class Places {

    private static final Pattern PLACE = Pattern.compile("([a-z]+):([0-9]{1,9}\\.[a-z0-9-]{1,200})");

    private final Map<Service, String> byService = new EnumMap<>(Service.class);

    private Places() {}

    /** Reads a cursor of the given search; null for the beginning. A 400 when it is not one of it. */
    static Places of(@Nullable String cursor, String binding) {
        Places places = new Places();
        if (cursor != null) {
            for (String place : Cursors.decode(cursor, binding).split(",", -1)) {
                Matcher matcher = PLACE.matcher(place);
                Optional<Service> service = matcher.matches()
                        ? Arrays.stream(Service.values())
                                .filter(one -> one.id().equals(matcher.group(1)))
                                .findFirst()
                        : Optional.empty();
                places.byService.put(service.orElseThrow(Cursors::refused), matcher.group(2));
            }
        }
        return places;
    }

    /** These places, moved behind the hits. */
    Places behind(Iterable<JsonNode> hits, Map<String, Service> services) {
        Places moved = new Places();
        moved.byService.putAll(byService);
        hits.forEach(hit -> {
            Service service = services.get(hit.path("service").asText());
            if (service != null) {
                moved.byService.put(
                        service,
                        hit.path("rank").intValue() + "." + hit.path("id").asText());
            }
        });
        return moved;
    }

    /** The place in a service; null for its beginning. */
    @Nullable
    String of(Service service) {
        return byService.get(service);
    }

    /** As callers send it. */
    String cursor(String binding) {
        return Cursors.encode(
                byService.entrySet().stream()
                        .map(place -> place.getKey().id() + ":" + place.getValue())
                        .collect(Collectors.joining(",")),
                binding);
    }
}
