package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Citation;
import org.qalqan.evidence.Vocabulary;

/**
 * The JSON Schema (2020-12) of a collection's file, made from its declaration. What JSON Schema cannot say (what kind a field is,
 * which records it refers to, which codelist it draws on) stands in {@code x-} members, so that the schemas alone describe the
 * dataset: it can be checked whole without the services.
 */
public final class DatasetSchema {

    static final String SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /** Members of the schemas that mean something to the dataset's check, and nothing to JSON Schema. */
    static final List<String> OWN_KEYWORDS =
            List.of("x-service", "x-path", "x-type", "x-kind", "x-many", "x-codelist", "x-refersTo", "x-unit");

    private DatasetSchema() {}

    /** The schema of the file of the collection that the declaration describes, owned by the named service. */
    public static ObjectNode of(String service, Declaration declaration) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", declaration.path());
        schema.put("description", declaration.description());
        schema.put("x-service", service);
        schema.put("x-path", declaration.path());
        schema.put("x-type", declaration.type());
        schema.put("type", "array");
        ObjectNode record = schema.putObject("items");
        record.put("type", "object");
        record.put("additionalProperties", false);
        ArrayNode required = record.putArray("required").add("id").add("title").add("cite");
        ObjectNode properties = record.putObject("properties");
        properties.set("id", text("A readable slug, unique over all collections, never changed.", SLUG));
        properties.set("title", text("What a person calls the record.", null));
        properties.set("aliases", field(declaration.field("aliases").orElseThrow()));
        properties.set("cite", text("Where the plain values stand: source:paragraph.", Citation.PATTERN));
        ObjectNode topics = properties.putObject("topics");
        topics.put("description", "Codes of the codelist 'topic'.")
                .put("type", "array")
                .put("uniqueItems", true);
        topics.putObject("items").put("type", "string").put("x-codelist", "topic");
        for (Field field : declaration.ownFields()) {
            properties.set(field.name(), field(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        properties.set("note", text("A remark of the editors.", null));
        ObjectNode withdrawn = properties.putObject("withdrawn");
        withdrawn.put("type", "object").put("additionalProperties", false);
        withdrawn.putArray("required").add("on").add("reason");
        ObjectNode why = withdrawn.putObject("properties");
        why.set("on", text("The day of the withdrawal.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
        why.set("reason", text("Why the record was withdrawn.", null));
        properties.set("mergedInto", text("Id of the record that takes this one's place.", SLUG));
        return schema;
    }

    private static ObjectNode field(Field field) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("description", field.doc());
        schema.put("x-kind", field.kind().word());
        schema.put("x-many", field.many());
        if (field.many()) {
            schema.put("type", "array");
            ObjectNode items = schema.putObject("items");
            ObjectNode isReading = items.putObject("if");
            isReading.put("type", "object");
            isReading
                    .putArray("anyOf")
                    .add(Json.MAPPER.createObjectNode().set("required", strings(List.of("value"))))
                    .add(Json.MAPPER.createObjectNode().set("required", strings(List.of("missing"))));
            items.set("then", reading(field));
            items.set("else", value(field));
        } else {
            schema.putObject("if").put("type", "array");
            ObjectNode readings = schema.putObject("then");
            readings.put("type", "array").put("minItems", 1);
            readings.set("items", reading(field));
            schema.set("else", value(field));
        }
        return schema;
    }

    private static ObjectNode reading(Field field) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("type", "object").put("additionalProperties", false);
        ArrayNode either = schema.putArray("oneOf");
        either.add(Json.MAPPER.createObjectNode().set("required", strings(List.of("value"))));
        either.add(Json.MAPPER.createObjectNode().set("required", strings(List.of("missing"))));
        ObjectNode properties = schema.putObject("properties");
        properties.set("value", value(field));
        properties.set("missing", word(Vocabulary.MISSING));
        properties.set("qualifier", word(Vocabulary.QUALIFIERS));
        properties.set("cite", text("source:paragraph", Citation.PATTERN));
        properties.set("rank", word(Vocabulary.RANKS));
        properties.set("basis", word(Vocabulary.BASES));
        properties.set("rule", word(Vocabulary.RULES));
        properties
                .putObject("inputs")
                .put("type", "array")
                .put("minItems", 2)
                .putObject("items")
                .put("type", "string");
        properties.set("difference", word(Vocabulary.DIFFERENCES));
        properties.set("statedOn", text("When the source's own source said it (EDTF).", null));
        properties.set("note", text("A remark of the editors.", null));
        return schema;
    }

    private static ObjectNode value(Field field) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        switch (field.kind()) {
            case TEXT, PROSE -> schema.put("type", "string").put("minLength", 1);
            case CODE -> schema.put("type", "string").put("x-codelist", field.codelist());
            case REFERENCE -> {
                schema.put("type", "string").put("pattern", SLUG);
                schema.set("x-refersTo", strings(field.refersTo()));
            }
            case BOOLEAN -> schema.put("type", "boolean");
            case INTEGER -> schema.put("type", "integer");
            case DATE -> schema.put("type", "string").put("format", "edtf");
            case QUANTITY -> quantity(schema, field.unit());
            case MONEY -> money(schema);
            case OBJECT -> object(schema, field);
        }
        return schema;
    }

    private static void quantity(ObjectNode schema, @Nullable String unit) {
        if (unit != null) {
            schema.put("x-unit", unit);
        }
        schema.set("if", type("number"));
        schema.set("then", type("number"));
        ObjectNode object = schema.putObject("else");
        object.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        List.of("number", "low", "high").forEach(name -> properties.set(name, type("number")));
        properties.set("unit", text("UCUM code.", null));
        properties.set("qualifier", word(Vocabulary.QUALIFIERS));
    }

    private static void money(ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        schema.set("required", strings(List.of("currency")));
        ObjectNode properties = schema.putObject("properties");
        List.of("amount", "low", "high").forEach(name -> properties.set(name, type("number")));
        properties.set("currency", text("ISO 4217 code.", "^[A-Z]{3}$"));
        properties.set("stage", word(Vocabulary.STAGES));
        properties.set("priceBasis", word(Vocabulary.PRICE_BASES));
        properties.set("qualifier", word(Vocabulary.QUALIFIERS));
    }

    private static void object(ObjectNode schema, Field field) {
        schema.put("type", "object").put("additionalProperties", false);
        ArrayNode required = schema.putArray("required").add("key");
        ObjectNode properties = schema.putObject("properties");
        for (Field nested : field.fields()) {
            if (nested.required()) {
                required.add(nested.name());
            }
            ObjectNode value = value(nested);
            if (nested.name().equals("key")) {
                value.put("pattern", SLUG);
            }
            ObjectNode property = nested.many() ? Json.MAPPER.createObjectNode() : value;
            if (nested.many()) {
                property.put("type", "array").set("items", value);
            }
            property.put("description", nested.doc());
            property.put("x-kind", nested.kind().word());
            property.put("x-many", nested.many());
            properties.set(nested.name(), property);
        }
    }

    private static ObjectNode text(String description, @Nullable String pattern) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("description", description).put("type", "string").put("minLength", 1);
        return pattern == null ? schema : schema.put("pattern", pattern);
    }

    private static ObjectNode type(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static ObjectNode word(List<String> words) {
        return Json.MAPPER.createObjectNode().set("enum", strings(words));
    }

    private static ArrayNode strings(List<String> strings) {
        return Json.MAPPER.valueToTree(strings);
    }

    /** The fields that a schema describes, as the declaration that it was made from has them. */
    static List<Field> fieldsOf(JsonNode schema) {
        List<Field> fields = new ArrayList<>();
        schema.path("items").path("properties").properties().forEach(property -> {
            if (property.getValue().has("x-kind")) {
                fields.add(fieldOf(property.getKey(), property.getValue()));
            }
        });
        return List.copyOf(fields);
    }

    private static Field fieldOf(String name, JsonNode schema) {
        Kind kind = Kind.valueOf(schema.path("x-kind").asText().toUpperCase(Locale.ROOT));
        JsonNode items = schema.path("items");
        JsonNode value = schema.has("else")
                        && schema.has("if")
                        && schema.path("if").path("type").asText().equals("array")
                ? schema.path("else")
                : items.has("else") ? items.path("else") : items.isMissingNode() ? schema : items;
        List<String> refersTo = new ArrayList<>();
        value.path("x-refersTo").forEach(type -> refersTo.add(type.asText()));
        List<Field> nested = new ArrayList<>();
        if (kind == Kind.OBJECT) {
            value.path("properties").properties().forEach(p -> nested.add(fieldOf(p.getKey(), p.getValue())));
        }
        return new Field(
                name,
                kind,
                schema.path("x-many").asBoolean(),
                false,
                schema.path("description").asText(),
                value.path("x-codelist").textValue(),
                List.copyOf(refersTo),
                value.path("x-unit").textValue(),
                List.copyOf(nested));
    }
}
