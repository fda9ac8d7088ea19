package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.Spelling;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Citation;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;

/**
 * One record as its editors write it: as a file of the dataset has it, or a store.
 *
 * @param collection what it belongs to
 * @param file its file; an empty one for the entry of a store
 * @param pointer where it stands in the file
 * @param node what stands there
 * @param readings all readings, those of plain values included; none when there is no object
 */
record Entry(DatasetCollection collection, YamlFile file, String pointer, JsonNode node, List<Entry.Located> readings) {

    /** A reading and where it is written. */
    record Located(Reading reading, Field field, String pointer) {}

    static Entry of(DatasetCollection collection, YamlFile file, String pointer, JsonNode node) {
        Entry unread = new Entry(collection, file, pointer, node, List.of());
        return new Entry(collection, file, pointer, node, unread.read());
    }

    /** The record as a store has it, which stands in no file. */
    static Entry stored(DatasetCollection collection, ObjectNode node) {
        return of(collection, YamlFile.none(collection.file()), "", node);
    }

    /** Where it stands among those of its file, from 0. */
    int place() {
        return Integer.parseInt(pointer.substring(1));
    }

    String id() {
        return node.path("id").asText();
    }

    String title() {
        return node.path("title").asText();
    }

    boolean isCurrent() {
        return !node.has("withdrawn") && !node.has("mergedInto");
    }

    DatasetError error(String at, String reason) {
        return file.error(at, reason);
    }

    /** The record with its readings, each of them out at the time that the function gives. */
    RecordDraft draft(Function<Reading, @Nullable Edtf> knownOn) {
        List<String> topics = new ArrayList<>();
        node.path("topics").forEach(topic -> topics.add(topic.asText()));
        return new RecordDraft(
                id(),
                title(),
                topics,
                node.path("note").textValue(),
                readings().stream()
                        .map(Located::reading)
                        .map(reading -> reading.knownOn(knownOn.apply(reading)))
                        .toList());
    }

    /** What the record is called: its title and its other names. */
    Set<String> spellings() {
        Set<String> spellings = new LinkedHashSet<>(List.of(title()));
        readings().stream()
                .map(Located::reading)
                .filter(reading -> reading.field().equals("aliases") && reading.counts() && reading.item() != null)
                .forEach(reading -> spellings.add(reading.item()));
        return spellings;
    }

    private List<Located> read() {
        List<Located> readings = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Field field : collection.fields()) {
            JsonNode written = node.path(field.name());
            String at = pointer + "/" + field.name();
            if (written.isMissingNode()) {
                continue;
            }
            if (written.isArray()) {
                for (int i = 0; i < written.size(); i++) {
                    readings.add(located(field, written.get(i), at + "/" + i, taken));
                }
            } else {
                readings.add(located(field, written, at, taken));
            }
        }
        return readings;
    }

    private Located located(Field field, JsonNode written, String at, Map<String, Integer> taken) {
        boolean isReading = written.isObject() && (written.has("value") || written.has("missing"));
        return new Located(isReading ? reading(field, written, taken) : plain(field, written, taken), field, at);
    }

    private Reading plain(Field field, JsonNode value, Map<String, Integer> taken) {
        Citation citation = citation(node.path("cite").textValue());
        String item = item(field, value);
        return new Reading(
                readingId(field, item, citation, null, taken),
                id(),
                collection.type(),
                field.name(),
                item,
                value,
                null,
                citation == null ? null : citation.source(),
                citation == null ? null : citation.paragraph(),
                Reading.NORMAL,
                "stated",
                qualifier(field, value, null),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    private Reading reading(Field field, JsonNode written, Map<String, Integer> taken) {
        JsonNode value = written.get("value");
        String basis = written.path("basis").asText("stated");
        boolean placeless = basis.equals("derived") && !written.has("cite");
        String cite = written.path("cite").asText(node.path("cite").asText());
        Citation citation = placeless ? null : citation(cite);
        String item = item(field, value);
        String rule = written.path("rule").textValue();
        List<String> inputs = new ArrayList<>();
        written.path("inputs").forEach(input -> inputs.add(input.asText()));
        return new Reading(
                readingId(field, item, citation, rule, taken),
                id(),
                collection.type(),
                field.name(),
                item,
                value,
                written.path("missing").textValue(),
                citation == null ? null : citation.source(),
                citation == null ? null : citation.paragraph(),
                written.path("rank").asText(Reading.NORMAL),
                basis,
                qualifier(field, value, written.path("qualifier").textValue()),
                written.path("difference").textValue(),
                rule,
                inputs,
                written.path("statedOn").textValue(),
                written.path("note").textValue(),
                null);
    }

    private static @Nullable String qualifier(Field field, @Nullable JsonNode value, @Nullable String written) {
        if (value == null || (field.kind() != Kind.QUANTITY && field.kind() != Kind.MONEY)) {
            return written;
        }
        if (value.has("qualifier")) {
            return value.path("qualifier").asText();
        }
        String otherwise = value.has("low") || value.has("high") ? "range" : "exact";
        return written == null ? otherwise : written;
    }

    static @Nullable String item(Field field, @Nullable JsonNode value) {
        if (!field.many() || value == null) {
            return null;
        }
        return field.kind() == Kind.OBJECT ? value.path("key").asText() : value.asText();
    }

    private String readingId(
            Field field,
            @Nullable String item,
            @Nullable Citation citation,
            @Nullable String rule,
            Map<String, Integer> taken) {
        StringBuilder id = new StringBuilder(id()).append('.').append(field.name());
        if (item != null) {
            id.append('.').append(Spelling.slug(item));
        }
        if (citation != null) {
            id.append('.').append(citation.source()).append('.').append(citation.paragraph());
        } else {
            id.append('.').append(rule == null ? "derived" : rule);
        }
        int count = taken.merge(id.toString(), 1, Integer::sum);
        return count == 1 ? id.toString() : id.append('.').append(count).toString();
    }

    private static @Nullable Citation citation(@Nullable String written) {
        return written == null ? null : Citation.parse(written).orElse(null);
    }
}
