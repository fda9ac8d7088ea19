package org.qalqan.collections;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;

/** The readings of the store's records. */
@Singleton
class Readings {

    static final Table<Record> TABLE = table(name("reading"));
    static final Field<LocalDate> KNOWN_ON_EARLIEST = Columns.date("known_on_earliest");
    static final Field<Integer> ORDINAL = Columns.integer("ordinal");

    /** Those that are computed from others, which an index knows. */
    static final Condition COMPUTED = Columns.text("rule").isNotNull();

    /** The columns in the order of the answer. */
    static final List<Field<?>> COLUMNS = List.of(
            Columns.ID,
            Columns.text("record_type"),
            Columns.text("record"),
            Columns.text("field"),
            Columns.text("item"),
            Columns.jsonAsText("value"),
            Columns.text("missing"),
            Columns.text("source"),
            Columns.integer("paragraph"),
            Columns.text("rank"),
            Columns.text("basis"),
            Columns.text("qualifier"),
            Columns.text("difference"),
            Columns.text("rule"),
            Columns.texts("inputs"),
            Columns.text("stated_on"),
            Columns.text("note"),
            Columns.text("known_on"));

    private final DSLContext sql;

    Readings(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * The readings of each of the records, in the editors' order.
     *
     * @param knownAt only those that were out on that day; null for all
     */
    Map<String, List<JsonNode>> ofRecords(List<String> ids, @Nullable LocalDate knownAt) {
        Map<String, List<JsonNode>> readings = new LinkedHashMap<>();
        Condition known = knownAt == null ? DSL.noCondition() : KNOWN_ON_EARLIEST.le(knownAt);
        sql.select(COLUMNS)
                .from(TABLE)
                .where(Columns.oneOf(Columns.text("record"), ids).and(known))
                .orderBy(Columns.text("record"), ORDINAL)
                .forEach(row -> {
                    ObjectNode reading = json(Row.of(row));
                    readings.computeIfAbsent(reading.path("record").textValue(), id -> new ArrayList<>())
                            .add(reading);
                });
        return readings;
    }

    /** A row as the answer has it. */
    static ObjectNode json(Row row) {
        return Json.MAPPER.valueToTree(of(row));
    }

    static Reading of(Record row) {
        return of(Row.of(row));
    }

    /** A row as what it says. */
    private static Reading of(Row row) {
        String value = row.get("value", String.class);
        return new Reading(
                row.get(Columns.ID),
                row.get("record", String.class),
                row.get("record_type", String.class),
                row.get("field", String.class),
                row.get("item", String.class),
                value == null ? null : Json.read(value),
                row.get("missing", String.class),
                row.get("source", String.class),
                row.get("paragraph", Integer.class),
                row.get("rank", String.class),
                row.get("basis", String.class),
                row.get("qualifier", String.class),
                row.get("difference", String.class),
                row.get("rule", String.class),
                List.of(row.get("inputs", String[].class)),
                row.get("stated_on", String.class),
                row.get("note", String.class),
                row.get("known_on", String.class));
    }

    static Map<Field<?>, @Nullable Object> row(Reading reading, int ordinal) {
        Map<Field<?>, @Nullable Object> row = new LinkedHashMap<>();
        row.put(Columns.ID, reading.id());
        row.put(Columns.text("record"), reading.record());
        row.put(Columns.text("record_type"), reading.recordType());
        row.put(Columns.text("field"), reading.field());
        row.put(Columns.text("item"), reading.item());
        JsonNode value = reading.value();
        row.put(DSL.field(name("value"), SQLDataType.JSON), value == null ? null : JSON.valueOf(Json.write(value)));
        row.put(Columns.text("missing"), reading.missing());
        row.put(Columns.text("source"), reading.source());
        row.put(Columns.integer("paragraph"), reading.paragraph());
        row.put(Columns.text("rank"), reading.rank());
        row.put(Columns.text("basis"), reading.basis());
        row.put(Columns.text("qualifier"), reading.qualifier());
        row.put(Columns.text("difference"), reading.difference());
        row.put(Columns.text("rule"), reading.rule());
        row.put(Columns.texts("inputs"), reading.inputs().toArray(String[]::new));
        row.put(Columns.text("stated_on"), reading.statedOn());
        row.put(Columns.text("note"), reading.note());
        row.put(Columns.text("known_on"), reading.knownOn());
        Columns.putDate(row, "known_on", reading.knownOn() == null ? null : Edtf.parse(reading.knownOn()));
        row.put(ORDINAL, ordinal);
        return row;
    }

    /** A record with its readings, as the change log keeps it. */
    static ObjectNode snapshot(JsonNode record, List<Reading> readings) {
        ObjectNode snapshot = Json.MAPPER.createObjectNode();
        snapshot.set("record", record);
        snapshot.set("readings", Json.MAPPER.valueToTree(readings));
        return snapshot;
    }
}
