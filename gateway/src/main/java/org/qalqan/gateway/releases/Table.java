package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.qalqan.gateway.compose.Json;

/**
 * A list that becomes two files of a release, one for programs and one for spreadsheets, both as services wrote them.
 *
 * @param name the name of both
 * @param described what {@code /v1/meta/fields} says of it
 * @param csv its CSV, of each service that has it
 * @param ndjson the same as NDJSON
 */
record Table(String name, JsonNode described, List<Export> csv, List<Export> ndjson) {

    private static final List<String> KEY = List.of("id");

    String title() {
        return name.replace('-', ' ');
    }

    String description() {
        return described.path("description").asText();
    }

    /** With the rows of another service after these. */
    Table followedBy(Table other) {
        return new Table(
                name,
                described,
                Stream.concat(csv.stream(), other.csv.stream()).toList(),
                Stream.concat(ndjson.stream(), other.ndjson.stream()).toList());
    }

    /** The first line of the CSV, as the columns are described. */
    byte[] header() {
        String names = String.join(",", described.path("columns").findValuesAsText("name"));
        return (names + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The rows of each service after those of the one before, under one header. */
    byte[] csvBytes() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(header());
        csv.forEach(part -> table.writeBytes(part.rows()));
        return table.toByteArray();
    }

    /** The same, one JSON object a line. */
    byte[] ndjsonBytes() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ndjson.forEach(part -> lines.writeBytes(part.body().getBytes()));
        return lines.toByteArray();
    }

    /**
     * The Table Schema of the CSV.
     *
     * @param codelists the codes of each codelist
     * @param collections the collection that holds the records of a type
     */
    ObjectNode schema(Map<String, JsonNode> codelists, Map<String, String> collections) {
        ObjectNode schema = Json.object();
        ArrayNode columns = schema.putArray("fields");
        described.path("columns").forEach(column -> columns.add(column(column)));
        schema.set("primaryKey", Json.words(KEY));
        ArrayNode keys = Json.array();
        for (JsonNode field : described.path("fields")) {
            if (!field.path("many").booleanValue()) {
                String name = field.path("name").asText();
                columns.forEach(column -> {
                    JsonNode codes = codelists.get(field.path("codelist").asText());
                    if (codes != null && column.path("name").asText().equals(name)) {
                        ((ObjectNode) column).set("categories", categories(codes));
                    }
                });
                String target = target(field.path("refersTo"), collections);
                if (!target.isEmpty()) {
                    keys.add(foreignKey(name, target));
                }
            }
        }
        if (!keys.isEmpty()) {
            schema.set("foreignKeys", keys);
        }
        return schema;
    }

    private static ObjectNode column(JsonNode described) {
        String type = described.path("type").asText();
        ObjectNode column =
                Json.object().put("name", described.path("name").asText()).put("type", type);
        if (type.equals("datetime")) {
            // version 1 of the standard knows no fractions of a second in its usual format
            column.put("format", "any");
        }
        if (described.path("unit").isTextual()) {
            column.set("unit", described.path("unit"));
        }
        return column.put("description", described.path("description").asText());
    }

    private static ArrayNode categories(JsonNode codes) {
        ArrayNode categories = Json.array();
        codes.forEach(code -> categories
                .addObject()
                .put("value", code.path("code").asText())
                .put("label", code.path("title").asText()));
        return categories;
    }

    /** The table that a reference leads to; empty when it may lead to several. */
    private static String target(JsonNode types, Map<String, String> collections) {
        return types.size() == 1 ? collections.getOrDefault(types.path(0).asText(), "") : "";
    }

    private ObjectNode foreignKey(String field, String target) {
        ObjectNode key = Json.object();
        key.set("fields", Json.words(List.of(field)));
        ObjectNode reference = key.putObject("reference");
        if (!target.equals(name)) {
            // without a resource it is the same table
            reference.put("resource", target);
        }
        reference.set("fields", Json.words(KEY));
        return key;
    }
}
