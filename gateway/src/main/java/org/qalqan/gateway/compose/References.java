package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qalqan.gateway.contract.MergedDocument;

/**
 * Finds the ids that a piece of JSON refers to: the texts of the properties that the document describes as ids. A property of
 * one name may hold an id in one schema and prose in another, so the text has to have the form of an id, too.
 */
@Singleton
public class References {

    private static final int LONGEST_ID = 200;

    /** Has the names of fields as its keys, and as its values words that say why a field is empty. */
    private static final String STATUS = "status";

    private static final String ID_OF_RECORD = "id";

    private final Set<String> properties;

    References(MergedDocument document) {
        this.properties = document.idProperties();
    }

    /** Which of the given ids the node refers to, in their order. */
    public Set<String> among(Set<String> ids, JsonNode node) {
        Set<String> found = new LinkedHashSet<>(ids);
        found.retainAll(in(node));
        return found;
    }

    /** Where a record refers to the given ids: for each of them the fields that hold it, nested ones with dots; not its own id. */
    Map<String, Set<String>> fields(Set<String> ids, JsonNode record) {
        Map<String, Set<String>> fields = new TreeMap<>();
        collectFields(ids, record, "", fields);
        return fields;
    }

    private void collectFields(Set<String> ids, JsonNode node, String path, Map<String, Set<String>> into) {
        node.properties().forEach(property -> {
            String name = property.getKey();
            if (!name.equals(STATUS) && !(path.isEmpty() && name.equals(ID_OF_RECORD))) {
                String field = path.isEmpty() ? name : path + "." + name;
                if (properties.contains(name)) {
                    Set<String> texts = new TreeSet<>();
                    addTexts(property.getValue(), texts);
                    texts.stream().filter(ids::contains).forEach(id -> into.computeIfAbsent(id, key -> new TreeSet<>())
                            .add(field));
                }
                collectFields(ids, property.getValue(), field, into);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> collectFields(ids, child, path, into));
        }
    }

    /** Every id that occurs anywhere in the node. */
    Set<String> in(JsonNode node) {
        Set<String> ids = new HashSet<>();
        collect(node, ids);
        return new TreeSet<>(ids);
    }

    private void collect(JsonNode node, Set<String> into) {
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (properties.contains(property.getKey())) {
                addTexts(value, into);
            }
            if (value.isContainerNode() && !property.getKey().equals(STATUS)) {
                collect(value, into);
            }
        });
        // what a reading says of a field that holds ids
        JsonNode field = node.get("field");
        if (field != null && field.isTextual() && properties.contains(field.textValue())) {
            addTexts(node.path("value"), into);
        }
        if (node.isArray()) {
            node.forEach(child -> collect(child, into));
        }
    }

    private static void addTexts(JsonNode value, Set<String> into) {
        if (value.isTextual() && isId(value.textValue())) {
            into.add(value.textValue());
        } else if (value.isArray()) {
            value.forEach(element -> addTexts(element, into));
        }
    }

    /** Whether the text has the form of an id: words of small letters and digits, with a hyphen between two. Asked of every text of a view. */
    static boolean isId(String text) {
        int length = text.length();
        boolean afterHyphen = true;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean hyphen = c == '-';
            boolean ofWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (hyphen ? afterHyphen : !ofWord) {
                return false;
            }
            afterHyphen = hyphen;
        }
        return length <= LONGEST_ID && !afterHyphen;
    }

    /** Objects that say themselves which record they are, as labels by id. */
    static Map<String, ObjectNode> selfLabelled(JsonNode node) {
        Map<String, ObjectNode> labels = new HashMap<>();
        collectLabels(node, labels);
        return labels;
    }

    private static void collectLabels(JsonNode node, Map<String, ObjectNode> into) {
        boolean labelled = node.isObject()
                && node.path("url").isTextual()
                && node.path("id").isTextual()
                && node.path("type").isTextual()
                && node.path("title").isTextual();
        if (labelled) {
            into.put(node.path("id").textValue(), label(node));
        }
        node.forEach(child -> {
            if (child.isContainerNode()) {
                collectLabels(child, into);
            }
        });
    }

    /** The collection of a record, or of the label of one, as its address has it. */
    public static String collection(JsonNode record) {
        String[] segments = record.path("url").asText().split("/", -1);
        return segments.length > 2 ? segments[2] : "";
    }

    /** What to show of a record that is referred to. */
    public static ObjectNode label(JsonNode record) {
        ObjectNode label = Json.object();
        label.set("type", record.path("type"));
        label.set("title", record.path("title"));
        label.set("url", record.path("url"));
        return label;
    }
}
