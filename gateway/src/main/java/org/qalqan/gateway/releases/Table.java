package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.qalqan.gateway.compose.Json;

/**
 * Rows that become two files of a release, one for programs and one for spreadsheets.
 *
 * @param name the name of both
 * @param title what they hold, in a few words
 * @param description what they hold
 * @param columns the columns of the CSV
 * @param key the columns that tell rows apart
 * @param rows the rows
 */
record Table(
        String name, String title, String description, List<Column> columns, List<String> key, List<JsonNode> rows) {

    /** One JSON object a line, as the API answers it. */
    byte[] ndjson() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        rows.forEach(row -> {
            lines.writeBytes(Json.bytes(row));
            lines.write('\n');
        });
        return lines.toByteArray();
    }

    /** RFC 4180, with a header. */
    byte[] csv() {
        StringBuilder text = new StringBuilder();
        line(columns.stream().map(Column::name).toList(), text);
        rows.forEach(
                row -> line(columns.stream().map(column -> column.cell(row)).toList(), text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(List<String> cells, StringBuilder text) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        text.append("\r\n");
    }

    /** The Table Schema of the CSV. */
    ObjectNode schema() {
        ObjectNode schema = Json.object();
        ArrayNode fields = schema.putArray("fields");
        columns.forEach(column -> fields.add(column.described()));
        schema.set("primaryKey", Json.words(key));
        return schema;
    }
}
