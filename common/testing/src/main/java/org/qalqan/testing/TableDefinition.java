package org.qalqan.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/** The table that a declaration needs, as the migration that creates it. */
public final class TableDefinition {

    private TableDefinition() {}

    /** The migration's text. */
    public static String migration(Declaration declaration) {
        String table = declaration.table();
        List<String> lines = new ArrayList<>();
        lines.add("  like collection_row including all");
        columns(declaration).forEach((name, type) -> lines.add("  " + name + " " + type));
        lines.add("  constraint " + table + "_record_fk foreign key (id) references record");
        StringBuilder sql = new StringBuilder("create table " + table + " (\n" + String.join(",\n", lines) + "\n);\n");
        String mainDate = declaration.mainDate();
        if (mainDate != null) {
            String column = declaration.field(mainDate).orElseThrow().column();
            index(sql, table, column, "(" + column + "_earliest, id)");
        }
        if (declaration.validity() != null) {
            index(sql, table, "valid", "using gist (valid)");
        }
        for (Field field : declaration.ownFields()) {
            switch (field.kind()) {
                case REFERENCE ->
                    index(
                            sql,
                            table,
                            field.column(),
                            field.many() ? "using gin (" + field.column() + ")" : "(" + field.column() + ")");
                default -> {
                    // small value sets: a scan of the candidates is as good
                }
            }
        }
        return sql.toString();
    }

    private static void index(StringBuilder sql, String table, String name, String definition) {
        sql.append("create index " + table + "_" + name + " on " + table + " " + definition + ";\n");
    }

    /** Columns and types of the fields, in their order. */
    private static Map<String, String> columns(Declaration declaration) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (declaration.validity() != null) {
            columns.put("valid", "datemultirange not null");
            columns.put("valid_certain", "datemultirange not null");
            columns.put("valid_undisputed", "daterange not null");
        }
        for (Field field : declaration.ownFields()) {
            String name = field.column();
            switch (field.kind()) {
                case TEXT, CODE, REFERENCE ->
                    columns.put(name, field.many() ? "text[] not null" : "text collate \"C\"");
                case INTEGER -> columns.put(name, "integer");
                case BOOLEAN -> columns.put(name, "boolean");
                case DATE -> {
                    columns.put(name + "_earliest", "date not null");
                    columns.put(name + "_latest", "date not null");
                }
                case QUANTITY, MONEY -> {
                    columns.put(name + "_low", "numeric");
                    columns.put(name + "_high", "numeric");
                    if (field.kind() == Kind.MONEY) {
                        columns.put(name + "_currency", "text");
                    }
                }
                case PROSE, OBJECT -> {
                    // no column
                }
            }
        }
        return columns;
    }

    /** Name and plain type of each column of a collection's own, sorted, as the database's catalogue gives them. */
    public static Map<String, String> catalogue(Declaration declaration) {
        Map<String, String> catalogue = new TreeMap<>();
        columns(declaration).forEach((name, type) -> {
            String plain = type.replaceAll(" .*", "");
            catalogue.put(name, plain.equals("text[]") ? "ARRAY" : plain);
        });
        return catalogue;
    }
}
