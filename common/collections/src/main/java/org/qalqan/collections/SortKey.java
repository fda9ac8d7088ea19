package org.qalqan.collections;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/**
 * A key that a list is sorted by. It is never null: where a value can be missing, a sentinel stands for it and sorts last, in either
 * direction.
 *
 * @param column what is compared
 * @param descending whether the largest comes first
 */
record SortKey(Field<?> column, boolean descending) {

    /** The key of what {@code q} finds. */
    static final String RELEVANCE = "relevance";

    private static final Map<String, Field<?>> OF_EVERY_RECORD =
            Map.of("id", Columns.ID, "revision", Columns.REVISION, "updatedAt", Columns.UPDATED_AT);
    private static final LocalDate SECOND_DAY = Columns.FIRST_DAY.plusDays(1);
    private static final BigDecimal BELOW_ALL = Columns.UNBOUNDED.negate();

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    /** The key of that name that every record has. */
    static Optional<SortKey> ofEveryRecord(String name, boolean descending) {
        return Optional.ofNullable(OF_EVERY_RECORD.get(name)).map(column -> new SortKey(column, descending));
    }

    /** The key of a declared field. */
    static SortKey of(org.qalqan.collections.declare.Field field, boolean descending) {
        return new SortKey(descending ? lastWhenDescending(field) : lastWhenAscending(field), descending);
    }

    /** The key of what a search finds: the best first, unless reversed. */
    static SortKey of(Search search, boolean reversed) {
        return new SortKey(search.relevance(), !reversed);
    }

    /** That the date which is the key lies in these days, both included. */
    Condition isIn(LocalDate first, LocalDate last) {
        Field<LocalDate> date = column.coerce(LocalDate.class);
        // no known date sorts as the first day, when the last is first
        Condition begun = first.isAfter(Columns.FIRST_DAY) ? date.ge(first) : DSL.noCondition();
        return last.isBefore(Columns.LAST_DAY)
                ? begun.and(date.le(last.isBefore(SECOND_DAY) ? SECOND_DAY : last))
                : begun;
    }

    /** The value of this key that a cursor has as text; empty when it is none that a list could have given. */
    Optional<Object> read(String text) {
        Class<?> type = column.getType();
        try {
            if (type == LocalDate.class) {
                return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
            }
            if (type == OffsetDateTime.class) {
                return TIME.matcher(text).matches() ? Optional.of(OffsetDateTime.parse(text)) : Optional.empty();
            }
            if (type == BigDecimal.class) {
                return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
            }
            if (type == Integer.class) {
                return Optional.of(Integer.valueOf(text));
            }
            if (type == Long.class) {
                return Optional.of(Long.valueOf(text));
            }
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
        return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    }

    SortField<?> order() {
        return orderBy(column);
    }

    /** The order by a column that holds this key's values. */
    SortField<?> orderBy(Field<?> values) {
        return descending ? values.desc() : values.asc();
    }

    private static Field<?> lastWhenAscending(org.qalqan.collections.declare.Field field) {
        String column = field.column();
        return switch (field.kind()) {
            case DATE -> Columns.date(column + "_earliest");
            case QUANTITY, MONEY -> DSL.coalesce(Columns.number(column + "_low"), DSL.inline(Columns.UNBOUNDED));
            case INTEGER -> DSL.coalesce(Columns.integer(column), DSL.inline(Integer.MAX_VALUE));
            case BOOLEAN -> inOrder(Columns.bool(column), 2);
            default -> DSL.coalesce(Columns.text(column), DSL.inline("\uFFFF"));
        };
    }

    private static Field<?> lastWhenDescending(org.qalqan.collections.declare.Field field) {
        String column = field.column();
        return switch (field.kind()) {
            case DATE -> {
                Field<LocalDate> earliest = Columns.date(column + "_earliest");
                yield DSL.when(
                                earliest.le(Columns.date(column + "_latest")),
                                DSL.greatest(earliest, DSL.inline(SECOND_DAY)))
                        .otherwise(DSL.inline(Columns.FIRST_DAY));
            }
            case QUANTITY, MONEY -> {
                Field<BigDecimal> low = Columns.number(column + "_low");
                yield DSL.when(low.isNull(), DSL.inline(BELOW_ALL))
                        .otherwise(DSL.greatest(low, DSL.inline(BELOW_ALL.add(BigDecimal.ONE))));
            }
            case INTEGER -> DSL.coalesce(Columns.integer(column), DSL.inline(Integer.MIN_VALUE));
            case BOOLEAN -> inOrder(Columns.bool(column), -1);
            default -> DSL.coalesce(Columns.text(column), DSL.inline(""));
        };
    }

    /** False before true; two values leave no room for a sentinel, so that they become numbers. */
    private static Field<Integer> inOrder(Field<Boolean> column, int unknown) {
        return DSL.field(
                "case when {0} then 1 when not {0} then 0 else {1} end", Integer.class, column, DSL.inline(unknown));
    }
}
