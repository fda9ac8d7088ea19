package org.qalqan.collections.declare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A field of a collection, as its declaration says.
 *
 * @param name camelCase name
 * @param kind what it holds
 * @param many whether it holds a list
 * @param required whether every record has it
 * @param doc what it means
 * @param codelist name of its codelist; null unless a code
 * @param refersTo types of the records it can refer to; empty unless a reference; {@code *} for every type
 * @param unit default unit; null unless a quantity that has one
 * @param fields the fields of an object; empty otherwise
 */
public record Field(
        String name,
        Kind kind,
        boolean many,
        boolean required,
        String doc,
        @Nullable String codelist,
        List<String> refersTo,
        @Nullable String unit,
        List<Field> fields) {

    private static final Map<String, String> COLUMNS = new ConcurrentHashMap<>();

    static Field common(String name, Kind kind, boolean many, boolean required, String doc, @Nullable String codelist) {
        return new Field(name, kind, many, required, doc, codelist, List.of(), null, List.of());
    }

    /** The name in snake_case, as columns are named. */
    public String column() {
        return COLUMNS.computeIfAbsent(
                name, of -> of.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
}
