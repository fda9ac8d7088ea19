package org.qalqan.gateway.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.References;
import org.qalqan.gateway.upstream.Service;

/**
 * The records that derived readings are computed from, and those that these are computed from, from whatever service keeps them: fetched
 * level by level, all of one level together.
 */
final class Inputs {

    static final String SECTION = "inputs";

    private static final int MOST_LEVELS = 6;
    private static final int MOST_RECORDS = 200;

    private final Composition composition;
    private final String query;
    private final Map<String, JsonNode> records = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Inputs(Composition composition, String query) {
        this.composition = composition;
        this.query = query;
    }

    void add(JsonNode record) {
        asked.add(record.path("id").asText());
        records.put(record.path("id").asText(), record);
    }

    /** The record; null when it cannot be had. */
    @Nullable
    JsonNode record(String id) {
        return records.get(id);
    }

    /** The readings of a field of a record; none while the record cannot be had. */
    List<Reading> readings(String record, String field) {
        JsonNode body = records.getOrDefault(record, Json.object());
        return body.path("readings")
                .valueStream()
                .filter(reading -> reading.path("field").asText().equals(field))
                .map(Weighing::reading)
                .toList();
    }

    /** The readings that an input stands for. */
    List<Reading> readings(Input input) {
        return readings(input.record(), input.field()).stream()
                .filter(reading -> input.reading() == null || reading.id().equals(input.reading()))
                .toList();
    }

    /** Fetches what the readings are computed from, down to what is not computed. */
    Future<Void> load(List<Reading> readings) {
        return load(readings, 1);
    }

    private Future<Void> load(List<Reading> readings, int level) {
        List<Input> inputs = readings.stream()
                .flatMap(reading -> reading.inputs().stream())
                .distinct()
                .map(Input::of)
                .toList();
        Set<String> wanted = new TreeSet<>();
        inputs.stream().map(Input::record).filter(id -> !asked.contains(id)).forEach(wanted::add);
        if (inputs.isEmpty()) {
            return Future.succeededFuture();
        }
        if (level > MOST_LEVELS || asked.size() + wanted.size() > MOST_RECORDS) {
            composition.truncate(SECTION);
            return Future.succeededFuture();
        }
        // a derivation that comes back to a record it has been at goes no further than the levels do
        return fetch(wanted).compose(done -> {
            List<Reading> next = new ArrayList<>();
            new LinkedHashSet<>(inputs).forEach(input -> next.addAll(readings(input)));
            return load(next, level + 1);
        });
    }

    private Future<Void> fetch(Set<String> ids) {
        asked.addAll(ids);
        if (ids.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Future<Part>> labels = Stream.of(Service.values())
                .map(service -> composition.records(SECTION, service, ids))
                .toList();
        return Future.all(labels).compose(all -> {
            Map<String, Set<String>> byCollection = new TreeMap<>();
            labels.forEach(label -> label.result().items().forEach(record -> byCollection
                    .computeIfAbsent(References.collection(record), collection -> new TreeSet<>())
                    .add(record.path("id").asText())));
            List<Future<Part>> lists = new ArrayList<>();
            byCollection.forEach((collection, members) ->
                    lists.add(composition.list(SECTION, collection, "id=" + String.join(",", members) + "&" + query)));
            return Future.all(new ArrayList<Future<?>>(lists))
                    .onSuccess(
                            done -> lists.forEach(list -> list.result().items().forEach(this::add)))
                    .mapEmpty();
        });
    }
}
