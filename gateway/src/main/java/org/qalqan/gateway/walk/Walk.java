package org.qalqan.gateway.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.compose.RefusedException;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.problems.FieldError;

/** One page of a walk through a list that every service has, one service after the other. */
public final class Walk {

    private static final String SECTION = "items";

    private final Composition composition;
    private final Search search;
    private final ArrayNode items = Json.array();

    private Walk(Composition composition, Search search) {
        this.composition = composition;
        this.search = search;
    }

    /** The page, or the groups, that the parameters ask for of the list that every service has at the path. */
    public static Future<ObjectNode> page(Composition composition, String path, QueryParameters parameters) {
        Search search = Search.of(path, parameters);
        String groups = search.groups();
        return groups == null
                ? new Walk(composition, search).page()
                : Groups.of(composition, search.services(), groups);
    }

    private Future<ObjectNode> page() {
        List<Future<@Nullable Long>> totals =
                search.total() ? search.services().stream().map(this::total).toList() : List.of();
        return fill(search.start())
                .compose(next -> Future.join(List.copyOf(totals)).map(all -> {
                    ObjectNode answer = Json.object();
                    answer.set("items", items);
                    answer.put("next", next);
                    if (search.total()) {
                        answer.put("total", sum(totals));
                    }
                    return composition.provenance(answer);
                }));
    }

    /** Fills the page from the position on; the address of the next page, or null at the end. */
    private Future<@Nullable String> fill(Position position) {
        Service service = position.service();
        String uri = search.page(search.limit() - items.size(), position.cursor());
        return read(composition, SECTION, service, uri).compose(page -> {
            page.orNull().path("items").forEach(items::add);
            String cursor = cursorOf(page.orNull().path("next").textValue());
            if (cursor != null) {
                return Future.succeededFuture(search.next(new Position(service, cursor)));
            }
            Service following = search.after(service);
            if (following == null) {
                return Future.succeededFuture(null);
            }
            Position start = new Position(following, null);
            return items.size() < search.limit() ? fill(start) : Future.succeededFuture(search.next(start));
        });
    }

    /** The services that the parameter {@code service} names, in their order; all of them without it. What is none is among the errors. */
    public static List<Service> services(QueryParameters parameters, List<FieldError> errors) {
        List<String> names = parameters.words("service", Service.ids(), errors);
        return Stream.of(Service.values())
                .filter(service -> names.isEmpty() || names.contains(service.id()))
                .toList();
    }

    /** A service's answer to what the caller asked: its refusal is the answer to the caller. */
    public static Future<Part> read(Composition composition, String section, Service service, String uri) {
        return composition
                .call(service, uri)
                .compose(
                        reply -> reply.status() == 200
                                ? Future.succeededFuture(composition.part(section, service, uri, reply, section))
                                : Future.failedFuture(new RefusedException(reply)),
                        e -> e instanceof UpstreamException fault
                                ? Future.succeededFuture(composition.lost(section, uri, fault))
                                : Future.failedFuture(e));
    }

    private Future<@Nullable Long> total(Service service) {
        return read(composition, SECTION, service, search.page(1, null) + "&total=true")
                .map(page -> {
                    JsonNode total = page.orNull().path("total");
                    return total.isIntegralNumber() ? (Long) total.longValue() : null;
                });
    }

    /** A sum over a service that is away would be too low without saying so. */
    private static @Nullable Long sum(List<Future<@Nullable Long>> totals) {
        long sum = 0;
        for (Future<@Nullable Long> total : totals) {
            Long count = total.result();
            if (count == null) {
                return null;
            }
            sum += count;
        }
        return sum;
    }

    private static @Nullable String cursorOf(@Nullable String next) {
        if (next == null) {
            return null;
        }
        for (String pair : next.substring(next.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith("cursor=")) {
                return pair.substring("cursor=".length());
            }
        }
        return null;
    }
}
