package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Entries;
import org.qalqan.collections.Json;
import org.qalqan.collections.Surroundings;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;
import org.qalqan.problems.FieldError;

/** Entries by the rules of the dataset that this service was started with: its schemas, codelists and sources. */
@Singleton
class DatasetEntries implements Entries {

    /** An entry is checked as the only one of a file. */
    private static final String ONLY = "/0";

    private static final String VALUE = "value";
    private static final String CITE = "cite";
    private static final String RANK = "rank";
    private static final String DIFFERENCE = "difference";

    private final Dataset dataset;
    private final ReadingIndex sources;

    DatasetEntries(Dataset dataset) {
        this.dataset = dataset;
        this.sources = dataset.index();
    }

    @Override
    public Checked check(Declaration declaration, ObjectNode node, Surroundings around) {
        DatasetCollection collection = collection(declaration);
        YamlFile file = YamlFile.of(Json.MAPPER.createArrayNode().add(node));
        EntryCheck check = new EntryCheck(around, dataset, dataset.paragraphCounts());
        check.checkSchema(collection, file);
        Entry entry = Entry.of(collection, file, ONLY, node);
        if (check.errors().isEmpty()) {
            check.check(entry);
        }
        ObjectNode canonical = CanonicalYaml.ordered(node, collection);
        List<FieldError> errors = check.errors().stream()
                .map(error -> FieldError.body(error.pointer().substring(ONLY.length()), error.reason()))
                .distinct()
                .toList();
        return new Checked(
                canonical, errors.isEmpty() ? entry.draft(reading -> knownOn(reading, around)) : null, errors);
    }

    /** When a reading was out: its source, or the last of what it is computed from. */
    private @Nullable Edtf knownOn(Reading reading, Surroundings around) {
        if (reading.source() != null) {
            return sources.knownOn(reading);
        }
        List<Edtf> times = reading.inputs().stream()
                .map(Input::of)
                .flatMap(input -> input.among(around.readings(input.record())).stream())
                .map(Reading::knownOn)
                .filter(Objects::nonNull)
                .map(Edtf::parse)
                .toList();
        return times.isEmpty() ? null : Edtf.lastOf(times);
    }

    private DatasetCollection collection(Declaration declaration) {
        return dataset.collections().stream()
                .filter(collection -> collection.type().equals(declaration.type()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public WithReading withReading(Declaration declaration, ObjectNode entry, String field, ObjectNode reading) {
        ObjectNode changed = entry.deepCopy();
        ArrayNode readings = readings(changed, field);
        readings.add(reading);
        return ranked(declaration, changed, field, readings.size() - 1);
    }

    @Override
    public Optional<WithReading> withChangedReading(
            Declaration declaration, ObjectNode entry, String reading, ObjectNode changes) {
        DatasetCollection collection = collection(declaration);
        Entry before = Entry.of(collection, YamlFile.of(entry), "", entry);
        return before.readings().stream()
                .filter(located -> located.reading().id().equals(reading))
                .findFirst()
                .map(located -> {
                    ObjectNode changed = entry.deepCopy();
                    String field = located.field().name();
                    ArrayNode readings = readings(changed, field);
                    int place = located.pointer().equals("/" + field)
                            ? 0
                            : Integer.parseInt(located.pointer().substring(field.length() + 2));
                    ObjectNode written = (ObjectNode) readings.get(place);
                    for (Map.Entry<String, JsonNode> change : changes.properties()) {
                        if (change.getValue().isNull()) {
                            written.remove(change.getKey());
                        } else {
                            written.set(change.getKey(), change.getValue());
                        }
                    }
                    return ranked(declaration, changed, field, place);
                });
    }

    /** What is written of a field, each element as a reading. */
    private static ArrayNode readings(ObjectNode entry, String field) {
        ArrayNode readings = Json.MAPPER.createArrayNode();
        JsonNode written = entry.path(field);
        if (written.isArray()) {
            written.forEach(element -> readings.add(reading(element)));
        } else if (!written.isMissingNode()) {
            readings.add(reading(written));
        }
        entry.set(field, readings);
        return readings;
    }

    /** A reading that is nothing but its value is written as that. */
    private static void unwrap(ObjectNode entry, String field) {
        ArrayNode written = (ArrayNode) entry.path(field);
        for (int i = 0; i < written.size(); i++) {
            JsonNode value = written.get(i).path(VALUE);
            if (written.get(i).size() == 1 && !value.isMissingNode() && !isReading(value)) {
                written.set(i, value);
            }
        }
    }

    private static boolean isReading(JsonNode written) {
        return written.isObject() && (written.has(VALUE) || written.has("missing"));
    }

    private static ObjectNode reading(JsonNode written) {
        return isReading(written)
                ? (ObjectNode) written
                : Json.MAPPER.createObjectNode().set(VALUE, written);
    }

    /** One reading of a field, or of an element of it, is preferred: when this one is, the others are no longer. */
    private WithReading ranked(Declaration declaration, ObjectNode entry, String field, int place) {
        ArrayNode readings = (ArrayNode) entry.path(field);
        JsonNode chosen = readings.get(place);
        if (chosen.path(RANK).asText().equals(Reading.PREFERRED)) {
            Field declared = declaration.field(field).orElseThrow();
            String item = item(declared, chosen);
            for (int i = 0; i < readings.size(); i++) {
                JsonNode other = readings.get(i);
                if (i != place
                        && other.path(RANK).asText().equals(Reading.PREFERRED)
                        && Objects.equals(item, item(declared, other))) {
                    ((ObjectNode) other).remove(RANK);
                }
            }
        }
        if (declaration.field(field).orElseThrow().many()) {
            unwrap(entry, field);
        }
        return new WithReading(entry, "/" + field + "/" + place);
    }

    private static @Nullable String item(Field field, JsonNode reading) {
        return Entry.item(field, reading.get(VALUE));
    }

    @Override
    public ObjectNode withAllOf(Declaration declaration, ObjectNode entry, ObjectNode other) {
        ObjectNode both = entry.deepCopy();
        DatasetCollection collection = collection(declaration);
        for (Field field : collection.fields()) {
            if (other.has(field.name())) {
                takeOver(field, both, entry.path(CITE), other, other.path(CITE));
            }
        }
        takeOverTitle(collection, both, other);
        topics(both, other);
        return both;
    }

    /** What the other is called is another name of the one. */
    private static void takeOverTitle(DatasetCollection collection, ObjectNode both, ObjectNode other) {
        boolean hasAliases =
                collection.fields().stream().anyMatch(field -> field.name().equals("aliases"));
        String title = other.path("title").asText();
        List<String> names = new ArrayList<>(List.of(both.path("title").asText()));
        both.path("aliases")
                .forEach(alias -> names.add(alias.isObject() ? alias.path(VALUE).asText() : alias.asText()));
        if (hasAliases && !names.contains(title)) {
            ArrayNode aliases =
                    both.path("aliases").isArray() ? (ArrayNode) both.path("aliases") : both.putArray("aliases");
            aliases.addObject().put(VALUE, title).set(CITE, other.path(CITE));
        }
    }

    private static void topics(ObjectNode both, ObjectNode other) {
        List<String> topics = new ArrayList<>();
        both.path("topics").forEach(topic -> topics.add(topic.asText()));
        other.path("topics").forEach(topic -> {
            if (!topics.contains(topic.asText())) {
                topics.add(topic.asText());
            }
        });
        if (!topics.isEmpty()) {
            both.set("topics", Json.MAPPER.valueToTree(topics));
        }
    }

    private static void takeOver(Field field, ObjectNode both, JsonNode cite, ObjectNode other, JsonNode otherCite) {
        ArrayNode readings = readings(both, field.name());
        ObjectNode apart = other.deepCopy();
        for (JsonNode element : readings(apart, field.name())) {
            ObjectNode reading = ((ObjectNode) element).deepCopy();
            if (!reading.has(CITE) && !reading.path("basis").asText().equals("derived")) {
                reading.set(CITE, otherCite);
            }
            if (says(readings, reading, cite)) {
                continue;
            }
            String item = item(field, reading);
            List<ObjectNode> beside = new ArrayList<>();
            readings.forEach(present -> {
                if (Objects.equals(item(field, present), item) && counts(present)) {
                    beside.add((ObjectNode) present);
                }
            });
            boolean differs = beside.stream().anyMatch(present -> !sameValue(present, reading));
            if (differs && counts(reading)) {
                reading.remove(RANK);
                if (!reading.has(DIFFERENCE)) {
                    reading.put(DIFFERENCE, "unexplained");
                }
                preferOne(beside);
            } else if (!beside.isEmpty() && reading.path(RANK).asText().equals(Reading.PREFERRED)) {
                reading.remove(RANK);
            }
            readings.add(reading);
        }
        if (field.many()) {
            unwrap(both, field.name());
        }
    }

    /** What was shown alone goes on being shown. */
    private static void preferOne(List<ObjectNode> readings) {
        boolean decided = readings.stream()
                .anyMatch(reading -> reading.path(RANK).asText().equals(Reading.PREFERRED));
        boolean agreed = readings.stream().allMatch(reading -> sameValue(reading, readings.get(0)));
        if (!decided && agreed) {
            readings.get(0).put(RANK, Reading.PREFERRED);
        }
    }

    private static boolean counts(JsonNode reading) {
        return !reading.path(RANK).asText().equals(Reading.DEPRECATED);
    }

    private static boolean sameValue(JsonNode one, JsonNode other) {
        return List.of(VALUE, "missing", "qualifier").stream()
                .allMatch(member -> one.path(member).equals(other.path(member)));
    }

    private static boolean says(ArrayNode readings, ObjectNode reading, JsonNode cite) {
        for (JsonNode present : readings) {
            JsonNode where = present.has(CITE) ? present.path(CITE) : cite;
            if (sameValue(present, reading)
                    && where.equals(reading.path(CITE))
                    && present.path("basis").equals(reading.path("basis"))) {
                return true;
            }
        }
        return false;
    }
}
