package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Completes the schemas that the gateway's own parts write by hand. One that is put together from others ({@code allOf}) becomes one
 * object with all their properties: generated clients make one plain type of it. And where a schema does not say how large a value can
 * be, it gets the bounds that the services' documents have.
 */
final class OwnSchemas {

    private static final int LONGEST_TEXT = 20_000;
    private static final String TEXT = "^[^\\u0000]*$";

    /** The most elements that a list can have where nothing else is said. */
    static final int MOST_ELEMENTS = 10_000;

    private final List<ObjectNode> parts;

    private OwnSchemas(List<ObjectNode> parts) {
        this.parts = parts;
    }

    /** Copies of the base and of the parts, with complete schemas. */
    static List<ObjectNode> complete(ObjectNode base, List<ObjectNode> own) {
        List<ObjectNode> parts = Stream.concat(Stream.of(base), own.stream())
                .map(ObjectNode::deepCopy)
                .toList();
        OwnSchemas schemas = new OwnSchemas(parts);
        parts.forEach(part -> {
            schemas.flatten(part.path("components").path("schemas"));
            bound(part);
        });
        return parts;
    }

    private void flatten(JsonNode schemas) {
        for (JsonNode schema : schemas) {
            if (schema.has("allOf")) {
                flatten((ObjectNode) schema);
            }
        }
    }

    private void flatten(ObjectNode schema) {
        List<JsonNode> sources = new ArrayList<>();
        schema.remove("allOf").forEach(source -> sources.add(resolve(source)));
        ObjectNode properties = schema.objectNode();
        Set<String> required = new LinkedHashSet<>();
        // its own properties stand last where they are declared, and first for the reader
        for (int i = sources.size() - 1; i >= 0; i--) {
            JsonNode source = sources.get(i);
            source.path("properties").properties().forEach(property -> {
                if (!properties.has(property.getKey())) {
                    properties.set(property.getKey(), property.getValue().deepCopy());
                }
            });
            source.path("required").forEach(name -> required.add(name.asText()));
        }
        schema.put("type", "object");
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
        schema.set("properties", properties);
    }

    private JsonNode resolve(JsonNode source) {
        if (!source.has("$ref")) {
            return source;
        }
        String pointer = source.path("$ref").asText().substring(1);
        JsonNode found = parts.stream()
                .map(part -> part.at(pointer))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no part of the gateway describes " + pointer));
        if (found.has("allOf")) {
            flatten((ObjectNode) found);
        }
        return found;
    }

    private static void bound(JsonNode node) {
        node.properties().forEach(member -> {
            if (!member.getKey().startsWith("example")) {
                bound(member.getValue());
            }
        });
        if (node.isArray()) {
            node.forEach(OwnSchemas::bound);
        }
        if (node instanceof ObjectNode schema && !node.has("enum") && !node.has("const")) {
            boundBy(types(node.path("type")), schema);
        }
    }

    private static void boundBy(List<String> types, ObjectNode schema) {
        if (types.contains("string")) {
            putIfAbsent(schema, "maxLength", LONGEST_TEXT);
            if (!schema.has("pattern") && !schema.has("format")) {
                schema.put("pattern", TEXT);
            }
        }
        if (types.contains("integer")) {
            putIfAbsent(schema, "minimum", 0);
            putIfAbsent(schema, "maximum", Integer.MAX_VALUE);
            if (!schema.has("format")) {
                schema.put("format", "int32");
            }
        }
        if (types.contains("array")) {
            putIfAbsent(schema, "maxItems", MOST_ELEMENTS);
        }
        if (schema.path("additionalProperties").isObject()) {
            putIfAbsent(schema, "maxProperties", MOST_ELEMENTS);
        }
    }

    /** The types of a schema; none for what is no schema, such as a property that is called type. */
    private static List<String> types(JsonNode type) {
        List<String> types = new ArrayList<>();
        (type.isArray() ? type : List.of(type)).forEach(each -> types.add(each.asText()));
        return types;
    }

    private static void putIfAbsent(ObjectNode schema, String keyword, int value) {
        if (!schema.has(keyword)) {
            schema.put(keyword, value);
        }
    }
}
