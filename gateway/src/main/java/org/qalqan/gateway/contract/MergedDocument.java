package org.qalqan.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qalqan.gateway.upstream.Service;

/** The OpenAPI document of everything that the gateway answers. */
@Singleton
public class MergedDocument {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** How every contract describes text that is the id of a record. */
    private static final String ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private final ObjectNode document;
    private final Map<String, Service> owners;
    private final Map<String, Set<String>> ownMethods;

    MergedDocument(Contracts contracts) {
        Merge.Merged merged = Merge.of(contracts.base(), contracts.own(), contracts.services());
        this.document = merged.document();
        this.owners = Map.copyOf(merged.owners());
        this.ownMethods = Map.copyOf(merged.ownMethods());
    }

    /** The document as YAML. */
    public String yaml() {
        return CompactYaml.write(document);
    }

    /** The document as JSON. */
    public String json() {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document itself, to be read: it is large, and there is one of it. */
    public JsonNode tree() {
        return document;
    }

    /** The names of the query parameters that the gateway's own operation at this path takes. */
    public List<String> queryParameters(String path) {
        List<String> names = new ArrayList<>();
        document.path("paths").path(path).path("get").path("parameters").forEach(parameter -> {
            JsonNode resolved = resolve(parameter);
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        });
        return names;
    }

    /** The paths that take no id, each with the first sentence of its description: where a reader may begin. */
    public Map<String, String> startingPoints() {
        Map<String, String> points = new LinkedHashMap<>();
        document.path("paths").properties().forEach(item -> {
            JsonNode operation = item.getValue().path("get");
            // a list in another format is said with the list
            if (item.getKey().matches("[^{.]+") && operation.isObject()) {
                points.put(
                        item.getKey(),
                        firstSentence(operation.path("description").asText()));
            }
        });
        return points;
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end + 1)).replace('\n', ' ').strip();
    }

    /** The properties that hold ids of records, in any schema. */
    public Set<String> idProperties() {
        Set<String> names = new TreeSet<>();
        collectIdProperties(document.path("components").path("schemas"), names);
        return names;
    }

    private void collectIdProperties(JsonNode schema, Set<String> into) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = resolve(property.getValue());
            if (ID_PATTERN.equals(value.path("pattern").textValue())
                    || ID_PATTERN.equals(
                            resolve(value.path("items")).path("pattern").textValue())) {
                into.add(property.getKey());
            }
        });
        schema.forEach(child -> collectIdProperties(child, into));
    }

    /** The collections that services offer, by path segment, in order. */
    public Set<String> collections() {
        return Merge.collections(document, owners).keySet();
    }

    /** The types of the records that services offer, in order, each with its collection. */
    public Map<String, String> recordTypes() {
        Map<String, String> types = new TreeMap<>();
        Merge.collections(document, owners)
                .forEach((collection, reference) -> types.put(
                        document.at(reference.substring(1) + "/properties/type/enum/0")
                                .asText(),
                        collection));
        return types;
    }

    /** The schema of a collection's records as a JSON Schema (2020-12) that needs nothing else. */
    public ObjectNode recordSchema(String collection) {
        String reference = Merge.collections(document, owners).get(collection);
        if (reference == null) {
            throw new IllegalArgumentException("there is no collection " + collection);
        }
        return schema(reference.substring(SCHEMAS.length()));
    }

    /** A component's schema as a JSON Schema (2020-12) that needs nothing else. */
    public ObjectNode schema(String component) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$ref", DEFINITIONS + component);
        ObjectNode definitions = JSON.createObjectNode();
        define(component, definitions);
        return schema.set("$defs", definitions);
    }

    private void define(String component, ObjectNode definitions) {
        if (definitions.has(component)) {
            return;
        }
        JsonNode definition =
                document.path("components").path("schemas").path(component).deepCopy();
        definitions.set(component, definition);
        definition.findParents("$ref").forEach(parent -> {
            String referred = parent.path("$ref").asText().substring(SCHEMAS.length());
            ((ObjectNode) parent).put("$ref", DEFINITIONS + referred);
            define(referred, definitions);
        });
    }

    /** The words that a schema allows. */
    public List<String> wordsOf(String schema) {
        List<String> words = new ArrayList<>();
        document.path("components").path("schemas").path(schema).path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    Map<String, Service> owners() {
        return owners;
    }

    /** The methods, in lower case, that the gateway answers itself at a path that a service owns. */
    Set<String> ownMethods(String path) {
        return ownMethods.getOrDefault(path, Set.of());
    }

    List<String> ownPaths() {
        List<String> own = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(path -> {
            if (!owners.containsKey(path)) {
                own.add(path);
            }
        });
        return own;
    }

    /** Every media type in which an operation at this path answers. */
    Set<String> mediaTypes(String path) {
        Set<String> types = new LinkedHashSet<>();
        document.path("paths").path(path).forEach(operation -> operation
                .path("responses")
                .forEach(response ->
                        resolve(response).path("content").fieldNames().forEachRemaining(types::add)));
        return types;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
