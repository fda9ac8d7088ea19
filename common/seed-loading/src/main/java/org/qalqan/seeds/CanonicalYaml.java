package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The one way to write a file of the dataset: keys in the order of the schema, block style, text that starts with a digit quoted,
 * no comments, no line folding. Files can so be compared, and exported, byte for byte.
 */
final class CanonicalYaml {

    private static final List<String> READING_KEYS = List.of(
            "value",
            "missing",
            "qualifier",
            "cite",
            "rank",
            "basis",
            "rule",
            "inputs",
            "difference",
            "statedOn",
            "note");
    private static final List<String> NUMBER_KEYS =
            List.of("number", "amount", "low", "high", "unit", "currency", "stage", "priceBasis", "qualifier");
    private static final List<String> CODE_KEYS = List.of("code", "title", "description");
    static final List<String> EXEMPTION_KEYS = List.of("source", "paragraph", "number", "reason");
    private static final int NEVER_FOLD = 1_000_000;

    private CanonicalYaml() {}

    /** The canonical text of a file. */
    static String format(YamlFile file, Dataset dataset) {
        List<ObjectNode> records = new ArrayList<>();
        DatasetCollection collection = dataset.collections().stream()
                .filter(candidate -> candidate.file().equals(file.name()))
                .findFirst()
                .orElse(null);
        for (JsonNode record : file.root()) {
            List<String> keys = file.name().equals(Dataset.EXEMPTIONS) ? EXEMPTION_KEYS : CODE_KEYS;
            records.add(collection == null ? ordered(record, keys) : ordered(record, collection));
        }
        return records.stream().map(CanonicalYaml::write).collect(Collectors.joining());
    }

    /** The canonical text of a file with these records of the collection; empty without any. */
    static String format(DatasetCollection collection, List<ObjectNode> records) {
        return records.stream()
                .map(record -> write(ordered(record, collection)))
                .collect(Collectors.joining());
    }

    /** The entry with its members, and theirs, in the order of the schema. */
    static ObjectNode ordered(JsonNode record, DatasetCollection collection) {
        List<String> keys = new ArrayList<>();
        collection.schema().path("items").path("properties").fieldNames().forEachRemaining(keys::add);
        ObjectNode ordered = ordered(record, keys);
        if (ordered.has("withdrawn")) {
            ordered.set("withdrawn", ordered(ordered.path("withdrawn"), List.of("on", "reason")));
        }
        for (Field field : collection.fields()) {
            JsonNode value = ordered.path(field.name());
            if (value.isArray()) {
                ArrayNode elements = Json.MAPPER.createArrayNode();
                value.forEach(element -> elements.add(orderedElement(element, field)));
                ordered.set(field.name(), elements);
            } else if (value.isObject()) {
                ordered.set(field.name(), orderedValue(value, field));
            }
        }
        return ordered;
    }

    private static JsonNode orderedElement(JsonNode element, Field field) {
        if (!element.isObject()) {
            return element;
        }
        if (element.has("value") || element.has("missing")) {
            ObjectNode reading = ordered(element, READING_KEYS);
            if (reading.path("value").isObject()) {
                reading.set("value", orderedValue(reading.path("value"), field));
            }
            return reading;
        }
        return orderedValue(element, field);
    }

    private static ObjectNode orderedValue(JsonNode value, Field field) {
        if (field.kind() != Kind.OBJECT) {
            return ordered(value, NUMBER_KEYS);
        }
        ObjectNode object =
                ordered(value, field.fields().stream().map(Field::name).toList());
        for (Field nested : field.fields()) {
            if (object.path(nested.name()).isObject()) {
                object.set(nested.name(), ordered(object.path(nested.name()), NUMBER_KEYS));
            }
        }
        return object;
    }

    /** The object with the known keys first and in order; unknown ones, an error elsewhere, are kept behind. */
    private static ObjectNode ordered(JsonNode object, List<String> keys) {
        ObjectNode ordered = Json.MAPPER.createObjectNode();
        List<String> present = new ArrayList<>();
        object.fieldNames().forEachRemaining(present::add);
        Stream.concat(keys.stream().filter(present::contains), present.stream().filter(key -> !keys.contains(key)))
                .forEach(key -> ordered.set(key, object.get(key)));
        return ordered;
    }

    private static String write(ObjectNode record) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(NEVER_FOLD);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        StringWriter out = new StringWriter();
        new Yaml(options).serialize(node(record), out);
        return out.toString().lines().collect(Collectors.joining("\n  ", "- ", "\n"));
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            List<NodeTuple> tuples = new ArrayList<>();
            json.properties()
                    .forEach(member -> tuples.add(new NodeTuple(
                            scalar(Tag.STR, member.getKey(), DumperOptions.ScalarStyle.PLAIN),
                            node(member.getValue()))));
            return new MappingNode(Tag.MAP, tuples, DumperOptions.FlowStyle.BLOCK);
        }
        if (json.isArray()) {
            List<Node> elements = new ArrayList<>();
            json.forEach(element -> elements.add(node(element)));
            return new SequenceNode(
                    Tag.SEQ,
                    elements,
                    elements.isEmpty() ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK);
        }
        if (json.isTextual()) {
            String text = json.textValue();
            boolean quoted =
                    text.isEmpty() || Character.isDigit(text.charAt(0)) || !Character.isLetterOrDigit(text.charAt(0));
            return scalar(
                    Tag.STR, text, quoted ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : DumperOptions.ScalarStyle.PLAIN);
        }
        if (json.isBoolean()) {
            return scalar(Tag.BOOL, json.asText(), DumperOptions.ScalarStyle.PLAIN);
        }
        if (json.isNumber()) {
            Tag tag = json.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
            return scalar(tag, json.decimalValue().toPlainString(), DumperOptions.ScalarStyle.PLAIN);
        }
        return scalar(Tag.NULL, "null", DumperOptions.ScalarStyle.PLAIN);
    }

    private static ScalarNode scalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
        return new ScalarNode(tag, value, null, null, style);
    }
}
