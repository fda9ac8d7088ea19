package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the ids that a piece of JSON mentions. A reference is a string like any other there, so this looks at its form. */
public final class Mentions {

    private static final Pattern ID = Pattern.compile("(?=.{2,150}$)[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern HAS_LETTER = Pattern.compile(".*[a-z].*");

    /** What a record says of itself, and parts of values: no reference stands there. */
    private static final Set<String> NO_REFERENCES = Set.of(
            "type",
            "url",
            "title",
            "aliases",
            "topics",
            "note",
            "status",
            "disagreements",
            "updatedAt",
            "key",
            "edtf",
            "earliest",
            "latest",
            "precision",
            "qualifier",
            "unit",
            "currency",
            "stage",
            "priceBasis",
            "kind",
            "verdict",
            "summary",
            "validity",
            "cooperationFields",
            "cooperationField");

    private Mentions() {}

    /** Which of the given ids occur anywhere in the node, in their order. */
    public static Set<String> of(Set<String> ids, JsonNode node) {
        Set<String> all = new LinkedHashSet<>();
        collect(node, all);
        Set<String> found = new LinkedHashSet<>(ids);
        found.retainAll(all);
        return found;
    }

    /** Strings that have the form of an id and stand where a reference may stand. */
    static Set<String> candidates(JsonNode node) {
        Set<String> all = new TreeSet<>();
        collect(node, all);
        return all;
    }

    /** Objects that say themselves which record they are, as labels by id. */
    static Map<String, ObjectNode> selfLabelled(JsonNode node) {
        Map<String, ObjectNode> labels = new TreeMap<>();
        collectLabels(node, labels);
        return labels;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                boolean words = entry.getValue().isTextual() || entry.getValue().isArray();
                if (!(words && NO_REFERENCES.contains(entry.getKey()))
                        && !entry.getKey().equals("status")) {
                    collect(entry.getValue(), into);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, into));
        } else if (node.isTextual()) {
            String text = node.textValue();
            if (ID.matcher(text).matches() && HAS_LETTER.matcher(text).matches()) {
                into.add(text);
            }
        }
    }

    private static void collectLabels(JsonNode node, Map<String, ObjectNode> into) {
        boolean labelled = node.path("id").isTextual()
                && node.path("type").isTextual()
                && node.path("title").isTextual()
                && node.path("url").isTextual();
        if (labelled) {
            into.put(node.path("id").textValue(), label(node));
        }
        node.forEach(child -> collectLabels(child, into));
    }

    static ObjectNode label(JsonNode record) {
        ObjectNode label = Json.object();
        label.set("type", record.path("type"));
        label.set("title", record.path("title"));
        label.set("url", record.path("url"));
        return label;
    }
}
