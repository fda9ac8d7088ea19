package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.upstream.Service;

/** What must hold of the record as a whole: what holds of each store, and that what one refers to elsewhere is there. */
final class Invariants {

    static final String PATH = "/v1/meta/invariants";

    private static final int MAX_DANGLING = 100;
    private static final String ELSEWHERE = "referencesElsewhere";
    private static final List<String> COUNTS = List.of(
            "recordsWithoutSource", "valuesWithoutReading", "citationsOfUnknownSources", "derivationsOutOfDate");

    private Invariants() {}

    static Future<ObjectNode> of(Composition composition) {
        return composition.ofEach("services", PATH, ELSEWHERE, COUNTS).compose(stores -> dangling(composition, stores)
                .map(dangling -> composition.provenance(answer(composition, stores, dangling))));
    }

    private static ObjectNode answer(
            Composition composition, Map<Service, Part> stores, @Nullable Set<String> dangling) {
        ObjectNode answer = Json.object();
        COUNTS.forEach(count -> answer.set(count, Totals.of(stores.values(), count)));
        answer.put("danglingReferences", dangling == null ? null : dangling.size());
        answer.set("dangling", dangling == null ? null : Json.words(shown(composition, dangling)));
        answer.put("sound", sound(answer, stores.values()));
        answer.set("services", Totals.each(stores, ELSEWHERE, ids -> IntNode.valueOf(ids.size())));
        return answer;
    }

    private static List<String> shown(Composition composition, Set<String> dangling) {
        if (dangling.size() > MAX_DANGLING) {
            composition.truncate("dangling");
        }
        return dangling.stream().limit(MAX_DANGLING).toList();
    }

    /** One fault that is known settles it; without one, it takes every service to say that there is none. */
    private static @Nullable Boolean sound(ObjectNode answer, Collection<Part> stores) {
        boolean broken = answer.path("danglingReferences").intValue() > 0
                || stores.stream().anyMatch(store -> COUNTS.stream()
                        .anyMatch(count -> store.orNull().path(count).longValue() > 0));
        boolean known =
                answer.hasNonNull("danglingReferences") && COUNTS.stream().allMatch(answer::hasNonNull);
        return broken ? Boolean.FALSE : known ? Boolean.TRUE : null;
    }

    /** The ids that records of one store refer to and no other service knows; null when a service cannot say. */
    private static Future<@Nullable Set<String>> dangling(Composition composition, Map<Service, Part> stores) {
        if (stores.values().stream().anyMatch(Part::isMissing)) {
            return Future.succeededFuture(null);
        }
        Map<Service, Future<Part>> known = new EnumMap<>(Service.class);
        stores.keySet().forEach(service -> {
            Set<String> asked = new TreeSet<>();
            stores.forEach((other, store) -> {
                if (other != service) {
                    asked.addAll(elsewhere(store));
                }
            });
            known.put(service, composition.records("dangling", service, asked));
        });
        return Future.all(List.copyOf(known.values())).map(all -> {
            if (known.values().stream().anyMatch(records -> records.result().isMissing())) {
                return null;
            }
            Set<String> dangling = new TreeSet<>();
            stores.forEach((service, store) -> {
                Set<String> ids = elsewhere(store);
                known.forEach((other, records) -> {
                    if (other != service) {
                        ids.removeAll(records.result().ids());
                    }
                });
                dangling.addAll(ids);
            });
            return dangling;
        });
    }

    private static Set<String> elsewhere(Part store) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode id : store.orNull().path(ELSEWHERE)) {
            ids.add(id.asText());
        }
        return ids;
    }
}
