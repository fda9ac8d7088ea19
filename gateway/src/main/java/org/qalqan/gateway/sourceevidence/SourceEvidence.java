package org.qalqan.gateway.sourceevidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.upstream.Service;

/**
 * One page of the evidence of a source. What the services say of the paragraphs that they cite fixes the page, so that each has to
 * be asked for its readings once. A page ends before a paragraph of which not all readings could be fetched; only where its first
 * paragraph alone has too many does it show a part of them, and says so.
 */
final class SourceEvidence {

    private static final String SECTION = "paragraphs";
    private static final String GROUPS = "groups";
    private static final Comparator<JsonNode> BY_RECORD_AND_FIELD = Comparator.comparing(
                    (JsonNode reading) -> reading.path("record").asText())
            .thenComparing(reading -> reading.path("field").asText());

    private final Composition composition;
    private final Stretch stretch;

    /** The paragraphs that the readings of each service cite, for those services that answered. */
    private final Map<Service, Set<Integer>> cited = new EnumMap<>(Service.class);

    /** The paragraphs that may not have all their readings, because a service that cites them did not give its own. */
    private final Set<Integer> incomplete = new TreeSet<>();

    SourceEvidence(Composition composition, Stretch stretch) {
        this.composition = composition;
        this.stretch = stretch;
    }

    Future<ObjectNode> page() {
        Future<Part> source = composition.owner("source", "sources", stretch.source());
        Future<Map<Service, Part>> coverage =
                composition.ofEach(SECTION, "/v1/meta/coverage", "citedParagraphs", List.of());
        Future<Map<Service, Part>> out = out();
        return Future.all(source, coverage, out).compose(all -> {
            coverage.result()
                    .forEach((service, part) -> cite(service, part, out.result().get(service)));
            Set<Integer> paragraphs = new TreeSet<>();
            cited.values().forEach(paragraphs::addAll);
            ObjectNode view = Json.object().put("id", stretch.source()).put("url", stretch.url());
            view.set("source", source.result().orNull());
            view.set("paragraphCount", source.result().orNull().get("paragraphCount"));
            view.put("citedParagraphs", isComplete() ? paragraphs.size() : null);
            List<Integer> ahead = paragraphs.stream().filter(stretch::holds).toList();
            return paragraphs(view, ahead).compose(composition::finish);
        });
    }

    /** Whether the source was out on the day that the view is asked for, as each service groups its readings of it; nothing without a day. */
    private Future<Map<Service, Part>> out() {
        String day = stretch.knownAt();
        return day == null
                ? Future.succeededFuture(Map.of())
                : composition.ofEach(
                        SECTION,
                        "/v1/readings?source=" + stretch.source() + "&groupBy=source&knownAt=" + day,
                        GROUPS,
                        List.of());
    }

    /** The readings of a source are out when it is: of one that was not, a service cites no paragraph. */
    private void cite(Service service, Part coverage, @Nullable Part out) {
        if (coverage.isMissing() || (out != null && out.isMissing())) {
            return;
        }
        Set<Integer> paragraphs = new TreeSet<>();
        if (out == null || !out.orNull().path(GROUPS).isEmpty()) {
            coverage.orNull()
                    .path("citedParagraphs")
                    .path(stretch.source())
                    .forEach(paragraph -> paragraphs.add(paragraph.intValue()));
        }
        cited.put(service, paragraphs);
    }

    private boolean isComplete() {
        return cited.size() == Service.values().length;
    }

    /** Adds the page to the view: the first of the paragraphs ahead, and where the next page starts. */
    private Future<ObjectNode> paragraphs(ObjectNode view, List<Integer> ahead) {
        List<Integer> planned = ahead.subList(0, Math.min(stretch.limit(), ahead.size()));
        return readings(planned).map(parts -> {
            int end = end(parts, ahead.size() > planned.size() ? ahead.get(planned.size()) : Integer.MAX_VALUE);
            Map<Integer, List<ObjectNode>> values = values(parts, planned, end);
            view.set(SECTION, cited.isEmpty() ? NullNode.getInstance() : list(values));
            Optional<Integer> next =
                    ahead.stream().filter(paragraph -> paragraph >= end).findFirst();
            view.put("next", next.map(stretch::next).orElse(null));
            return view;
        });
    }

    /** The readings of the planned paragraphs, from the services that cite any of them, in the order of the services. */
    private Future<List<Part>> readings(List<Integer> planned) {
        List<Future<Part>> calls = new ArrayList<>();
        cited.forEach((service, paragraphs) -> {
            if (planned.stream().anyMatch(paragraphs::contains)) {
                String query = "source=" + stretch.source() + "&paragraph.min=" + planned.get(0) + "&paragraph.max="
                        + planned.get(planned.size() - 1) + "&sort=paragraph,record";
                calls.add(composition.readings(SECTION, service, query));
            }
        });
        return calls.isEmpty()
                ? Future.succeededFuture(List.of())
                : Future.all(calls)
                        .map(all -> calls.stream().map(Future::result).toList());
    }

    /** The first paragraph that is left to the next page. */
    private int end(Collection<Part> parts, int plannedEnd) {
        int end = plannedEnd;
        for (Part part : parts) {
            if (part.cut()) {
                List<JsonNode> readings = part.items();
                int first = paragraph(readings.get(0));
                int last = paragraph(readings.get(readings.size() - 1));
                if (first == last) {
                    composition.truncate(SECTION);
                    incomplete.add(first);
                }
                end = Math.min(end, Math.max(last, first + 1));
            }
        }
        return end;
    }

    private Map<Integer, List<ObjectNode>> values(Collection<Part> parts, List<Integer> planned, int end) {
        Map<Integer, List<ObjectNode>> values = new TreeMap<>();
        for (Part part : parts) {
            if (part.isMissing()) {
                incomplete.addAll(cited.getOrDefault(part.service(), Set.of()));
            }
            part.items().stream()
                    .filter(reading -> paragraph(reading) < end)
                    .sorted(BY_RECORD_AND_FIELD)
                    .forEach(reading -> values.computeIfAbsent(paragraph(reading), paragraph -> new ArrayList<>())
                            .add(value(reading)));
        }
        planned.stream()
                .filter(paragraph -> paragraph < end && incomplete.contains(paragraph))
                .forEach(paragraph -> values.putIfAbsent(paragraph, List.of()));
        return values;
    }

    private ArrayNode list(Map<Integer, List<ObjectNode>> values) {
        ArrayNode list = Json.array();
        values.forEach((paragraph, supported) -> {
            ObjectNode entry = list.addObject().put("paragraph", paragraph);
            entry.put("readings", isComplete() && !incomplete.contains(paragraph) ? supported.size() : null);
            entry.set("values", Json.array(supported));
        });
        return list;
    }

    private static int paragraph(JsonNode reading) {
        return reading.path("paragraph").intValue();
    }

    /** A reading without what the page says already. */
    private static ObjectNode value(JsonNode reading) {
        ObjectNode value = reading.deepCopy();
        value.set("reading", value.remove("id"));
        value.remove(List.of("source", "paragraph"));
        return value;
    }
}
