package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Field;

/**
 * A column of a list that is written as CSV. A value with members, such as a date, has a column for each of them, named
 * {@code field.member}; a list or an object is one cell of JSON; what is not known is an empty cell.
 *
 * @param name its name
 * @param member the item's member that it shows
 * @param part the member of that member's value; null for the whole
 */
record CsvColumn(String name, String member, @Nullable String part) {

    /** What spreadsheets take for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    /** The columns of a list, in the order of its members. */
    static List<CsvColumn> of(Listing listing, List<String> members) {
        Map<String, Field> fields =
                listing.fields().stream().collect(Collectors.toMap(Field::name, Function.identity()));
        List<CsvColumn> columns = new ArrayList<>();
        for (String member : members) {
            Field field = fields.get(member);
            List<String> parts = listing.records() && field != null && !field.many()
                    ? field.kind().members()
                    : List.of();
            if (parts.isEmpty()) {
                columns.add(new CsvColumn(member, member, null));
            }
            parts.forEach(part -> columns.add(new CsvColumn(member + "." + part, member, part)));
        }
        return columns;
    }

    /** The item's cell. */
    String cell(JsonNode item) {
        JsonNode value = part == null ? item.path(member) : item.path(member).path(part);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isTextual()) {
            return inert(value.textValue());
        }
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.toString();
    }

    /** The text, which no spreadsheet computes. */
    private static String inert(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
