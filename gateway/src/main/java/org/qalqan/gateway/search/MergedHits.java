package org.qalqan.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.RefusedException;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;

/**
 * One page of what all services find. Ranks of all services are of one measure, so that the best of what each has left are the best of all. A
 * service that is too slow keeps its place: its hits come on a later page, or when the search is asked again.
 */
final class MergedHits {

    private static final String SECTION = "items";
    private static final Comparator<JsonNode> BEST_FIRST = Comparator.comparing(
                    (JsonNode hit) -> -hit.path("rank").intValue())
            .thenComparing(hit -> hit.path("id").asText());

    private final Composition composition;
    private final Question question;
    private final Duration time;

    MergedHits(Composition composition, Question question, Duration time) {
        this.composition = composition;
        this.question = question;
        this.time = time;
    }

    Future<ObjectNode> page() {
        Map<Service, Future<Part>> calls = new EnumMap<>(Service.class);
        question.services().keySet().forEach(service -> calls.put(service, read(service)));
        return Future.all(new ArrayList<Future<?>>(calls.values())).map(all -> {
            Map<Service, Part> parts = new EnumMap<>(Service.class);
            calls.forEach((service, call) -> parts.put(service, call.result()));
            return page(parts);
        });
    }

    private Future<Part> read(Service service) {
        String uri = question.page(service);
        return composition
                .call(service, uri, time)
                .compose(
                        reply -> reply.status() == 200
                                ? Future.succeededFuture(composition.part(SECTION, service, uri, reply, SECTION))
                                : Future.failedFuture(new RefusedException(reply)),
                        e -> e instanceof UpstreamException fault
                                ? Future.succeededFuture(composition.lost(SECTION, uri, fault))
                                : Future.failedFuture(e));
    }

    private ObjectNode page(Map<Service, Part> parts) {
        List<JsonNode> found = new ArrayList<>();
        boolean more = false;
        Map<String, Service> services = new TreeMap<>();
        for (Map.Entry<Service, Part> part : parts.entrySet()) {
            services.put(part.getKey().id(), part.getKey());
            JsonNode page = part.getValue().orNull();
            page.path(SECTION).forEach(found::add);
            more |= page.path("next").isTextual();
        }
        found.sort(BEST_FIRST);
        List<JsonNode> shown = found.subList(0, Math.min(question.limit(), found.size()));
        more |= shown.size() < found.size();

        ObjectNode answer = Json.object();
        answer.set(SECTION, Json.array(shown));
        answer.put("next", question.next(more ? question.places().behind(shown, services) : null));
        boolean known = parts.values().stream().noneMatch(Part::isMissing);
        answer.put(
                "total",
                known
                        ? (Integer) parts.values().stream()
                                .mapToInt(MergedHits::total)
                                .sum()
                        : null);
        answer.put("bounded", parts.values().stream().anyMatch(part -> part.orNull()
                .path("bounded")
                .booleanValue()));
        ObjectNode facets = answer.putObject("facets");
        facets.set("types", facet("types", parts));
        ArrayNode ofServices = facets.putArray("services");
        parts.forEach((service, part) -> ofServices
                .addObject()
                .put("key", service.id())
                .put("count", part.isMissing() ? null : (Integer) total(part)));
        facets.set("topics", facet("topics", parts));
        return composition.provenance(answer);
    }

    private static int total(Part part) {
        return part.orNull().path("total").intValue();
    }

    /** The counts of all services that answered, the largest first. */
    private static ArrayNode facet(String name, Map<Service, Part> parts) {
        Map<String, Integer> counts = new TreeMap<>();
        parts.values().forEach(part -> part.orNull()
                .path("facets")
                .path(name)
                .forEach(facet -> counts.merge(
                        facet.path("key").asText(), facet.path("count").intValue(), Integer::sum)));
        ArrayNode facets = Json.array();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> facets.addObject().put("key", count.getKey()).put("count", count.getValue()));
        return facets;
    }
}
