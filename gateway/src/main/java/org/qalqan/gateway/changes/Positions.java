package org.qalqan.gateway.changes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;

/**
 * Where a follower of the feed has got to, in each service: {@code timeline:12,forces:8.40}. A service that is not named is at its
 * beginning. What stands behind the colon is the service's own affair.
 */
final class Positions {

    private final Map<Service, String> byService = new EnumMap<>(Service.class);

    private Positions() {}

    /** Reads what a follower sent; what is wrong with it is then among the errors. Null stands for the beginning. */
    static Positions parse(@Nullable String text, List<FieldError> errors) {
        Positions positions = new Positions();
        if (text != null) {
            for (String part : text.split(",", -1)) {
                positions.add(part, errors);
            }
        }
        return positions;
    }

    private void add(String part, List<FieldError> errors) {
        int colon = part.indexOf(':');
        String name = colon < 0 ? part : part.substring(0, colon);
        Optional<Service> service = Stream.of(Service.values())
                .filter(candidate -> candidate.id().equals(name))
                .findFirst();
        if (colon < 0 || service.isEmpty()) {
            errors.add(FieldError.query(
                    "since",
                    "'" + part + "' is no position: it is that of a service, such as timeline:12 or timeline:12.40.",
                    Service.ids(),
                    name));
        } else if (byService.put(service.get(), part) != null) {
            errors.add(FieldError.query("since", "'" + name + "' has more than one position."));
        }
    }

    /** These positions, but for the given ones. */
    Positions moved(Map<Service, String> to) {
        Positions moved = new Positions();
        moved.byService.putAll(byService);
        moved.byService.putAll(to);
        return moved;
    }

    /** The position in a service; null for its beginning. */
    @Nullable
    String of(Service service) {
        return byService.get(service);
    }

    /** As a follower sends it. */
    String text() {
        return String.join(",", byService.values());
    }
}
