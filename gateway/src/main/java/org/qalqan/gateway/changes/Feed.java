package org.qalqan.gateway.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.walk.Walk;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * One page of the changes of all services, merged by time. The services have one order each and none in common: the page keeps
 * each one's order, and ends at a position in each. A service that is away keeps its position, so that a follower misses nothing
 * of it.
 */
final class Feed {

    static final String PATH = "/v1/changes";

    private static final String SECTION = "items";
    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;

    private final Composition composition;
    private final String filters;
    private final String asked;
    private final Positions since;
    private final int limit;

    private Feed(Composition composition, String filters, String asked, Positions since, int limit) {
        this.composition = composition;
        this.filters = filters;
        this.asked = asked;
        this.since = since;
        this.limit = limit;
    }

    /** The page that the parameters ask for. */
    static Future<ObjectNode> page(Composition composition, QueryParameters parameters) {
        List<FieldError> errors = new ArrayList<>();
        List<Service> services = Walk.services(parameters, errors);
        Integer limit = parameters.number("limit", MAX_LIMIT, errors);
        Positions since = Positions.parse(parameters.get("since"), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
        return new Feed(
                        composition,
                        parameters.without("service", "since", "limit"),
                        parameters.without("since"),
                        since,
                        limit == null ? DEFAULT_LIMIT : limit)
                .of(services);
    }

    private Future<ObjectNode> of(List<Service> services) {
        List<Future<Part>> calls = services.stream()
                .map(service -> Walk.read(composition, SECTION, service, address(service)))
                .toList();
        return Future.all(calls)
                .map(all -> merged(calls.stream()
                        .map(Future::result)
                        .filter(part -> !part.isMissing())
                        .map(Source::new)
                        .toList()));
    }

    private String address(Service service) {
        String position = since.of(service);
        return PATH + "?" + (filters.isEmpty() ? "" : filters + "&") + "limit=" + limit
                + (position == null ? "" : "&since=" + position);
    }

    private ObjectNode merged(List<Source> sources) {
        ArrayNode items = Json.array();
        Source earliest = earliest(sources);
        while (items.size() < limit && earliest != null) {
            items.add(earliest.take());
            earliest = earliest(sources);
        }
        Map<Service, String> reached = new EnumMap<>(Service.class);
        sources.forEach(source -> {
            String position = source.position();
            if (position != null) {
                reached.put(source.service, position);
            }
        });
        String position = since.moved(reached).text();
        boolean more = sources.stream().anyMatch(Source::hasMore);
        ObjectNode answer = Json.object();
        answer.set("items", items);
        answer.put("next", more ? PATH + "?" + (asked.isEmpty() ? "" : asked + "&") + "since=" + position : null);
        answer.put("position", position);
        return composition.provenance(answer);
    }

    /** The source of which the next change is the earliest; null when none has one. */
    private static @Nullable Source earliest(List<Source> sources) {
        Source earliest = null;
        Instant when = null;
        for (Source source : sources) {
            Instant at = source.at();
            if (at != null && (when == null || at.isBefore(when))) {
                earliest = source;
                when = at;
            }
        }
        return earliest;
    }

    /** The page of one service, taken change by change. */
    private static final class Source {

        private final Service service;
        private final JsonNode page;
        private int taken;

        Source(Part part) {
            this.service = part.service();
            this.page = part.orNull();
        }

        private JsonNode changes() {
            return page.path(SECTION);
        }

        /** When the next change was made; null after the last one of the page. */
        @Nullable
        Instant at() {
            if (taken == changes().size()) {
                return null;
            }
            try {
                return Instant.parse(changes().path(taken).path("at").asText());
            } catch (DateTimeException e) {
                return Instant.MIN;
            }
        }

        JsonNode take() {
            return changes().path(taken++);
        }

        boolean hasMore() {
            return taken < changes().size() || page.path("next").isTextual();
        }

        /** Where the service has been read to; null when nothing of it was taken, so that it stays where it was. */
        @Nullable
        String position() {
            if (taken == changes().size()) {
                return page.path("position").textValue();
            }
            return taken == 0 ? null : changes().path(taken - 1).path("id").textValue();
        }
    }
}
