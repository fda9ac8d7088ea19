package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as JSON that knows on which line each value stands. Of YAML, what JSON can say too: no anchors, no tags. */
final class YamlFile {

    private final String name;
    private final String text;
    private final List<DatasetError> errors = new ArrayList<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private JsonNode root = JsonNodeFactory.instance.nullNode();

    private YamlFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Reads the file at the path; its name in error messages is relative to the dataset. */
    static YamlFile read(Path dataset, Path file) {
        try {
            YamlFile yaml =
                    new YamlFile(dataset.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            yaml.parse();
            return yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands in no file. */
    static YamlFile of(JsonNode root) {
        YamlFile file = new YamlFile("", "");
        file.root = root;
        return file;
    }

    /** A file that is not there. */
    static YamlFile none(String name) {
        return new YamlFile(name, "");
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    JsonNode root() {
        return root;
    }

    /** What keeps the file from being JSON in YAML. */
    List<DatasetError> errors() {
        return errors;
    }

    /** An error at the value that the pointer names, or at the nearest one around it. */
    DatasetError error(String pointer, String reason) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return new DatasetError(name, lines.getOrDefault(at, 1), pointer, reason);
    }

    private void parse() {
        try {
            Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (node == null) {
                errors.add(new DatasetError(name, 1, "", "the file is empty"));
                return;
            }
            root = json(node, "");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            errors.add(new DatasetError(name, line, "", "not YAML: " + e.getProblem()));
        }
    }

    private JsonNode json(Node node, String pointer) {
        lines.putIfAbsent(pointer, node.getStartMark().getLine() + 1);
        if (node.getAnchor() != null) {
            errors.add(error(pointer, "anchors and aliases are not used here: write the value out"));
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(json(element, pointer + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node, pointer);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            lines.put(at, tuple.getKeyNode().getStartMark().getLine() + 1);
            if (object.has(key)) {
                errors.add(error(at, "the key '" + key + "' stands here twice"));
            }
            object.set(key, json(tuple.getValueNode(), at));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode scalar, String pointer) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (tag.equals(Tag.STR)) {
            return factory.textNode(value);
        }
        if (tag.equals(Tag.BOOL)) {
            return factory.booleanNode(Boolean.parseBoolean(value));
        }
        if (tag.equals(Tag.NULL)) {
            errors.add(error(pointer, "empty: leave the key out, or say what is missing"));
            return factory.nullNode();
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                BigDecimal number = new BigDecimal(value.replace("_", ""));
                return isWhole(value) ? factory.numberNode(number.toBigIntegerExact()) : factory.numberNode(number);
            } catch (NumberFormatException e) {
                errors.add(error(pointer, "'" + value + "' is not a decimal number"));
                return factory.nullNode();
            }
        }
        errors.add(error(pointer, "'" + value + "' must be quoted"));
        return factory.textNode(value);
    }

    private static boolean isWhole(String number) {
        return number.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '_');
    }
}
