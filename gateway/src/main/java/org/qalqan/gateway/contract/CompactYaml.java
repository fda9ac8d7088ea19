package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes JSON as YAML in which what fits on one line stands on one line. Written a value to a line, the merged document would be nearly half
 * indentation, and near the 3 MiB at which readers of YAML stop.
 */
final class CompactYaml {

    private static final int LINE = 200;
    private static final int INDENT = 2;
    private static final int NEVER_FOLD = 1_000_000;

    /** What some version of YAML reads as a number or a time. */
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+.]?[0-9].*", Pattern.DOTALL);

    private CompactYaml() {}

    static String write(JsonNode document) {
        DumperOptions options = new DumperOptions();
        options.setIndent(INDENT);
        options.setWidth(NEVER_FOLD);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(node(document, 0, 0), text);
        return text.toString();
    }

    /**
     * A value.
     *
     * @param indentation of what it is made of
     * @param before how much of its line is taken
     */
    private static Node node(JsonNode value, int indentation, int before) {
        boolean fits = indentation > 0 && before + width(value) <= LINE;
        return node(value, indentation, fits ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node element(JsonNode value, int indentation) {
        // it stands on one line without braces, too
        boolean single =
                value.isObject() && value.size() == 1 && value.iterator().next().isValueNode();
        return single ? node(value, indentation, FlowStyle.BLOCK) : node(value, indentation, indentation + INDENT);
    }

    private static Node node(JsonNode value, int indentation, FlowStyle style) {
        if (value.isObject()) {
            List<NodeTuple> members = value.properties().stream()
                    .map(member -> {
                        int key = indentation + member.getKey().length() + INDENT;
                        return new NodeTuple(text(member.getKey()), node(member.getValue(), indentation + INDENT, key));
                    })
                    .collect(Collectors.toList());
            return new MappingNode(Tag.MAP, members, style);
        }
        if (value.isArray()) {
            List<Node> elements = value.valueStream()
                    .map(element -> style == FlowStyle.BLOCK
                            ? element(element, indentation)
                            : node(element, indentation, FlowStyle.FLOW))
                    .collect(Collectors.toList());
            return new SequenceNode(Tag.SEQ, elements, style);
        }
        return value.isTextual() ? text(value.textValue()) : plain(value);
    }

    /** How long a value is on one line, about: whether its texts need quotes is not looked at. */
    private static int width(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .mapToInt(member -> member.getKey().length() + width(member.getValue()) + 2 * INDENT)
                    .sum();
        }
        if (value.isArray()) {
            return INDENT
                    + value.valueStream()
                            .mapToInt(element -> width(element) + INDENT)
                            .sum();
        }
        return value.asText().length();
    }

    private static Node text(String text) {
        ScalarStyle style = ScalarStyle.PLAIN;
        if (text.indexOf('\n') >= 0) {
            style = ScalarStyle.LITERAL;
        } else if (LIKE_A_NUMBER.matcher(text).matches()) {
            style = ScalarStyle.SINGLE_QUOTED;
        }
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    private static Node plain(JsonNode value) {
        Tag tag = value.isNull()
                ? Tag.NULL
                : value.isBoolean() ? Tag.BOOL : value.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
        return new ScalarNode(tag, value.asText(), null, null, ScalarStyle.PLAIN);
    }
}
