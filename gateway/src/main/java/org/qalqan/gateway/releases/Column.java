package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.qalqan.gateway.compose.Json;

/**
 * A column of a table: where in a row its value is, and what a Table Schema says of it.
 *
 * @param path the members that lead to the value; joined by dots they are the column's name
 * @param type its type in Table Schema
 * @param description what it means
 */
record Column(List<String> path, String type, String description) {

    static Column of(String name, String type, String description) {
        return new Column(List.of(name), type, description);
    }

    /** The columns of the records of a collection, as {@code /v1/meta/fields} describes it. */
    static List<Column> ofCollection(JsonNode collection) {
        List<Column> columns = new ArrayList<>();
        columns.add(of("id", "string", "Readable slug, unique over all collections."));
        collection.path("fields").forEach(field -> addField(field, columns));
        columns.add(of("status", "object", "For each field that shows no value: why."));
        columns.add(of("disagreements", "array", "Fields on which readings that count say different things."));
        columns.add(of("revision", "integer", "The revision of the service at which the record last changed."));
        columns.add(of("updatedAt", "datetime", "When that was, UTC."));
        return columns;
    }

    /** The columns of readings. */
    static List<Column> ofReadings() {
        return List.of(
                of("id", "string", "Record, field, item, source and paragraph, joined by dots."),
                of("service", "string", "The service that keeps the record."),
                of("recordType", "string", "Type of the record."),
                of("record", "string", "Id of the record."),
                of("field", "string", "Name of the field."),
                of("item", "string", "Which element of a field that holds a list."),
                of("value", "any", "What the source says: a word as it is, anything else as JSON."),
                of("missing", "string", "Why there is no value."),
                of("source", "string", "Id of the source."),
                of("paragraph", "integer", "Line of the source's file, from 1."),
                of("rank", "string", "Shown, one among others, or set aside."),
                of("basis", "string", "What the reading rests on."),
                of("qualifier", "string", "How sure the source is of a number."),
                of("difference", "string", "Why it differs from the others of its field."),
                of("rule", "string", "Rule of a derived reading."),
                of("inputs", "array", "What a derived reading is computed from."),
                of("statedOn", "string", "When the source's own source said it (EDTF)."),
                of("note", "string", "A remark of the editors."),
                of("knownOn", "string", "When it was out (EDTF)."));
    }

    /** The columns of codes. */
    static List<Column> ofCodes() {
        return List.of(
                of("codelist", "string", "Name of the codelist."),
                of("code", "string", "The code as records have it."),
                of("title", "string", "What a person calls it."),
                of("description", "string", "What it means exactly; empty when the title says it."));
    }

    private static void addField(JsonNode field, List<Column> columns) {
        String name = field.path("name").asText();
        String doc = field.path("description").asText();
        if (field.path("many").booleanValue()) {
            columns.add(of(name, "array", doc));
            return;
        }
        switch (field.path("kind").asText()) {
            case "boolean" -> columns.add(of(name, "boolean", doc));
            case "integer" -> columns.add(of(name, "integer", doc));
            case "object" -> columns.add(of(name, "object", doc));
            case "date" -> {
                columns.add(in(name, "edtf", "string", doc + " As the source gives it (EDTF)."));
                columns.add(in(name, "earliest", "date", doc + " First day that it can mean; empty when open."));
                columns.add(in(name, "latest", "date", doc + " Last day that it can mean; empty when open."));
                columns.add(in(name, "precision", "string", doc + " How precise it is."));
            }
            case "quantity" -> {
                columns.add(in(name, "value", "number", doc + " Empty for a range."));
                columns.add(in(name, "unit", "string", doc + " Its unit (UCUM)."));
                addRange(name, doc, columns);
            }
            case "money" -> {
                columns.add(in(name, "amount", "number", doc + " In whole units of the currency; empty for a range."));
                columns.add(in(name, "currency", "string", doc + " ISO 4217 code."));
                columns.add(in(name, "stage", "string", doc + " Stage in the budget process."));
                columns.add(in(name, "priceBasis", "string", doc + " Price basis."));
                addRange(name, doc, columns);
            }
            default -> columns.add(of(name, "string", doc));
        }
    }

    private static void addRange(String name, String doc, List<Column> columns) {
        columns.add(in(name, "qualifier", "string", doc + " How sure the source is."));
        columns.add(in(name, "low", "number", doc + " Lowest value meant."));
        columns.add(in(name, "high", "number", doc + " Highest value meant."));
    }

    private static Column in(String field, String member, String type, String doc) {
        return new Column(List.of(field, member), type, doc);
    }

    String name() {
        return String.join(".", path);
    }

    /** The field of a Table Schema. */
    ObjectNode described() {
        ObjectNode field = Json.object();
        field.put("name", name());
        field.put("type", type);
        if (type.equals("datetime")) {
            // version 1 of the standard knows no fractions of a second in its usual format
            field.put("format", "any");
        }
        field.put("description", description);
        return field;
    }

    /** The cell of a row; empty for null. A word that a spreadsheet would take for a formula gets an apostrophe in front. */
    String cell(JsonNode row) {
        JsonNode value = row;
        for (String member : path) {
            value = value.path(member);
        }
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (!value.isTextual()) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        String text = value.textValue();
        return text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    }
}
