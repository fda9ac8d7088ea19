package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Days;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/**
 * The columns of a collection's table, by convention. Beside the finished answer ({@code body}) each field that can be
 * filtered or sorted by has columns of its own, named after it:
 *
 * <ul>
 *   <li>text, code, reference: {@code name text}; whole number: {@code name integer}; yes or no: {@code name boolean};
 *   <li>a list of these: {@code name text[]}, empty when nothing is known;
 *   <li>date: {@code name_earliest date, name_latest date}, never null: an open end is the first or last day there is, an
 *       unknown date the empty interval (last day, first day), which no range overlaps;
 *   <li>quantity and money: {@code name_low numeric, name_high numeric}, null when unknown, an open end the sentinel; money
 *       also {@code name_currency text}.
 * </ul>
 *
 * A record has a row for each version of it that readers have known ({@code known_from}, {@code known_until}, {@code known_certain});
 * where records hold for a time, {@code valid}, {@code valid_certain} and {@code valid_undisputed} say when.
 *
 * <p>Prose and objects have none: prose is found by {@code q}, what objects refer to by {@code refersTo}.
 */
final class Columns {

    static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Beyond any amount that a source could state. */
    static final BigDecimal UNBOUNDED = BigDecimal.TEN.pow(30);

    static final DataType<String[]> TEXTS = SQLDataType.CLOB.getArrayDataType();

    static final Field<String> ID = text("id");
    static final Field<Long> REVISION = DSL.field(DSL.name("revision"), SQLDataType.BIGINT);
    static final Field<OffsetDateTime> UPDATED_AT =
            DSL.field(DSL.name("updated_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    /** As text: nothing takes the finished answer apart on its way. */
    static final Field<String> BODY = jsonAsText("body");

    static final Field<String[]> REFERS_TO = texts("refers_to");
    static final Field<Object> VALID = DSL.field(DSL.name("valid"), SQLDataType.OTHER);
    static final Field<Object> VALID_CERTAIN = DSL.field(DSL.name("valid_certain"), SQLDataType.OTHER);
    static final Field<Object> VALID_UNDISPUTED = DSL.field(DSL.name("valid_undisputed"), SQLDataType.OTHER);
    static final Field<LocalDate> KNOWN_FROM = date("known_from");
    static final Field<LocalDate> KNOWN_UNTIL = date("known_until");
    static final Field<Boolean> KNOWN_CERTAIN = bool("known_certain");

    private Columns() {}

    /** Whether the field has one of the values. However many there are, it is one and the same statement, which the database prepares once. */
    static Condition oneOf(Field<String> field, Collection<String> values) {
        return oneOf(field, DSL.val(values.toArray(String[]::new), TEXTS));
    }

    /** Whether the field has one of the values of a list. */
    static Condition oneOf(Field<String> field, Field<String[]> values) {
        return DSL.condition("{0} = any({1})", field, values);
    }

    /** A column that holds JSON, read as it was written. */
    static Field<String> jsonAsText(String column) {
        return DSL.field("{0}::text", SQLDataType.CLOB, DSL.field(DSL.name(column)))
                .as(column);
    }

    static Field<String> text(String column) {
        return DSL.field(DSL.name(column), SQLDataType.CLOB);
    }

    static Field<String[]> texts(String column) {
        return DSL.field(DSL.name(column), TEXTS);
    }

    static Field<Integer> integer(String column) {
        return DSL.field(DSL.name(column), SQLDataType.INTEGER);
    }

    static Field<Boolean> bool(String column) {
        return DSL.field(DSL.name(column), SQLDataType.BOOLEAN);
    }

    static Field<LocalDate> date(String column) {
        return DSL.field(DSL.name(column), SQLDataType.LOCALDATE);
    }

    static Field<BigDecimal> number(String column) {
        return DSL.field(DSL.name(column), SQLDataType.NUMERIC);
    }

    /** The values of the columns of all fields, from the shown record. */
    static Map<Field<?>, @Nullable Object> valuesOf(Declaration declaration, JsonNode shown) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        for (org.qalqan.collections.declare.Field field : declaration.fields()) {
            JsonNode value = shown.path(field.name());
            if (field.many()) {
                if (isColumn(field.kind())) {
                    values.put(texts(field.column()), elements(value));
                }
            } else {
                put(values, field, value);
            }
        }
        return values;
    }

    private static boolean isColumn(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.CODE || kind == Kind.REFERENCE;
    }

    private static void put(
            Map<Field<?>, @Nullable Object> values, org.qalqan.collections.declare.Field field, JsonNode value) {
        String column = field.column();
        boolean known = !value.isNull() && !value.isMissingNode();
        switch (field.kind()) {
            case TEXT, CODE, REFERENCE -> values.put(text(column), known ? value.textValue() : null);
            case INTEGER -> values.put(integer(column), known ? value.intValue() : null);
            case BOOLEAN -> values.put(bool(column), known ? value.booleanValue() : null);
            case DATE ->
                putDate(values, column, known ? Edtf.parse(value.path("edtf").asText()) : null);
            case QUANTITY, MONEY -> {
                values.put(number(column + "_low"), known ? bound(value.path("low"), UNBOUNDED.negate()) : null);
                values.put(number(column + "_high"), known ? bound(value.path("high"), UNBOUNDED) : null);
                if (field.kind() == Kind.MONEY) {
                    values.put(
                            text(column + "_currency"),
                            known ? value.path("currency").textValue() : null);
                }
            }
            case PROSE, OBJECT -> {
                // no column
            }
        }
    }

    /**
     * The columns by which {@code asOf} finds a record: the days on which it may have held by any reading, those on which it held for
     * certain by any reading, and those that no reading excludes. None when its collection has no validity; without a reading it may
     * always have held.
     */
    static Map<Field<?>, Object> validityOf(Declaration declaration, List<Reading> readings) {
        String validity = declaration.validity();
        if (validity == null) {
            return Map.of();
        }
        List<Reading> ofField = readings.stream()
                .filter(reading -> reading.field().equals(validity))
                .toList();
        List<Edtf> times = ShownReading.substantial(ofField).stream()
                .map(Reading::value)
                .filter(Objects::nonNull)
                .map(value -> Edtf.parse(value.textValue()))
                .toList();
        List<Days> possible = times.stream().map(Edtf::possibly).toList();
        List<Days> certain = times.stream().map(Edtf::certainly).toList();
        return Map.of(
                VALID, anyOf(times.isEmpty() ? List.of(Days.ALL) : possible),
                VALID_CERTAIN, anyOf(certain),
                VALID_UNDISPUTED,
                        DSL.field("{0}::daterange", SQLDataType.OTHER, DSL.val(range(Days.common(possible)))));
    }

    private static Field<Object> anyOf(List<Days> all) {
        String ranges = all.stream().map(Columns::range).collect(Collectors.joining(",", "{", "}"));
        return DSL.field("{0}::datemultirange", SQLDataType.OTHER, DSL.val(ranges));
    }

    private static String range(Days days) {
        return days.isEmpty()
                ? "empty"
                : "[" + (days.first() == null ? "" : days.first()) + "," + (days.last() == null ? "" : days.last())
                        + "]";
    }

    /** That the field shows a value, by its columns; null for a field that has none. */
    static @Nullable Condition isKnown(org.qalqan.collections.declare.Field field) {
        String column = field.column();
        if (field.many()) {
            return isColumn(field.kind()) ? DSL.condition("cardinality({0}) > 0", texts(column)) : null;
        }
        return switch (field.kind()) {
            case TEXT, CODE, REFERENCE, INTEGER, BOOLEAN ->
                DSL.field(DSL.name(column)).isNotNull();
            case DATE -> date(column + "_earliest").le(date(column + "_latest"));
            case QUANTITY, MONEY -> number(column + "_low").isNotNull();
            case PROSE, OBJECT -> null;
        };
    }

    /** The two columns of a date; null when it is unknown. */
    static void putDate(Map<Field<?>, @Nullable Object> values, String column, @Nullable Edtf date) {
        values.put(date(column + "_earliest"), date == null ? LAST_DAY : orElse(date.earliest(), FIRST_DAY));
        values.put(date(column + "_latest"), date == null ? FIRST_DAY : orElse(date.latest(), LAST_DAY));
    }

    /** The days of a date from the first to the last on which it may be; null when it is unknown. */
    static Field<Object> span(String column) {
        return DSL.field(
                "case when {0} <= {1} then daterange({0}, {1}, '[]') end",
                SQLDataType.OTHER, date(column + "_earliest"), date(column + "_latest"));
    }

    private static LocalDate orElse(@Nullable LocalDate day, LocalDate open) {
        return day == null ? open : day;
    }

    private static BigDecimal bound(JsonNode number, BigDecimal open) {
        return number.isNumber() ? number.decimalValue() : open;
    }

    private static String[] elements(JsonNode list) {
        List<String> elements = new ArrayList<>();
        list.forEach(element -> elements.add(element.textValue()));
        return elements.toArray(String[]::new);
    }

    /** The ids that the record refers to, nested ones included, by field. */
    static Map<String, List<String>> references(
            List<org.qalqan.collections.declare.Field> fields, JsonNode object, String prefix) {
        Map<String, List<String>> references = new LinkedHashMap<>();
        for (org.qalqan.collections.declare.Field field : fields) {
            JsonNode value = object.path(field.name());
            String name = prefix + field.name();
            if (field.kind() == Kind.REFERENCE) {
                List<String> targets = new ArrayList<>();
                if (value.isTextual()) {
                    targets.add(value.textValue());
                }
                value.forEach(element -> targets.add(element.textValue()));
                references.computeIfAbsent(name, key -> new ArrayList<>()).addAll(targets);
            } else if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> references(field.fields(), element, name + ".")
                        .forEach((nested, targets) -> references
                                .computeIfAbsent(nested, key -> new ArrayList<>())
                                .addAll(targets)));
            }
        }
        return references;
    }
}
