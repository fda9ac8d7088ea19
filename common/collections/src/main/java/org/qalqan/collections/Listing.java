package org.qalqan.collections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/**
 * What a list can be asked about.
 *
 * @param path path segment under {@code /v1}
 * @param table the table
 * @param fields the fields that are filtered and sorted by
 * @param mainDate the date field of {@code from} and {@code to}; null when there is none
 * @param names all names that {@code fields} accepts, in the order of the answer
 * @param records whether its items are records: with {@code q}, {@code refersTo} and {@code include}
 * @param validity whether its items hold for a time, which {@code asOf} speaks of
 * @param versioned whether each item has a row for each version that readers have known
 */
public record Listing(
        String path,
        Table<Record> table,
        List<Field> fields,
        @Nullable String mainDate,
        List<String> names,
        boolean records,
        boolean validity,
        boolean versioned) {

    static final List<String> RECORD_IDENTITY = List.of("id", "type", "url");
    private static final List<String> ITEM_IDENTITY = List.of("id");

    /** The list of a collection. */
    public static Listing of(Declaration declaration) {
        List<String> names = new ArrayList<>(RECORD_IDENTITY);
        declaration.fields().forEach(field -> names.add(field.name()));
        names.addAll(List.of("status", "disagreements", "revision", "updatedAt"));
        return new Listing(
                declaration.path(),
                DSL.table(DSL.name(declaration.table())),
                declaration.fields(),
                declaration.mainDate(),
                List.copyOf(names),
                true,
                declaration.validity() != null,
                true);
    }

    /** The rows as a reader knew them on that day; as they are today when it is null. */
    Condition knownAt(@Nullable LocalDate day) {
        if (versioned) {
            return day == null
                    ? Columns.KNOWN_UNTIL.eq(DSL.inline(Columns.LAST_DAY))
                    : Columns.KNOWN_FROM.le(day).and(Columns.KNOWN_UNTIL.gt(day));
        }
        return day == null ? DSL.noCondition() : Readings.KNOWN_ON_EARLIEST.le(day);
    }

    /** The members that an item keeps even when it is cut down: without them it could not be told apart, or a record fetched. */
    List<String> identity() {
        return records ? RECORD_IDENTITY : ITEM_IDENTITY;
    }

    /** The names of all parameters that the list has. */
    public List<String> parameters() {
        List<String> all = new ArrayList<>(List.of("id"));
        fields.forEach(field -> all.addAll(filters(field)));
        if (mainDate != null) {
            all.addAll(List.of("from", "to", "match"));
        }
        if (records) {
            all.addAll(List.of("refersTo", "q", "known", "unknown", "include"));
        }
        if (validity) {
            all.add("asOf");
        }
        all.add("knownAt");
        all.addAll(List.of(Grouping.GROUP_BY, Grouping.METRIC));
        all.addAll(List.of("sort", "limit", "cursor", "total", "fields"));
        return all;
    }

    /** The parameters that filter by one field. */
    public static List<String> filters(Field field) {
        String name = field.name();
        return switch (field.kind()) {
            case TEXT, CODE, REFERENCE -> List.of(name, name + ".not");
            case BOOLEAN -> field.many() ? List.of() : List.of(name, name + ".not");
            case DATE -> field.many() ? List.of() : List.of(name);
            case INTEGER, QUANTITY ->
                field.many() ? List.of() : List.of(name, name + ".not", name + ".min", name + ".max");
            case MONEY ->
                field.many()
                        ? List.of()
                        : List.of(name, name + ".not", name + ".min", name + ".max", name + ".currency");
            case PROSE, OBJECT -> List.of();
        };
    }

    /** The names that {@code sort} takes; {@code relevance} only with {@code q}. */
    public List<String> sortNames() {
        return Stream.concat(
                        records ? Stream.of("id", "revision", "updatedAt", SortKey.RELEVANCE) : Stream.of("id"),
                        fields.stream().filter(Listing::isSortable).map(Field::name))
                .toList();
    }

    /** The key of one of these names, but for {@code relevance}. */
    SortKey sortKey(String name, boolean descending) {
        return SortKey.ofEveryRecord(name, descending).orElseGet(() -> SortKey.of(field(name), descending));
    }

    /** The field of that name. */
    Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names that {@code known} and {@code unknown} take. */
    public List<String> knowableNames() {
        return fields.stream()
                .filter(field -> Columns.isKnown(field) != null)
                .map(Field::name)
                .toList();
    }

    /** The names that {@code groupBy} takes. */
    public List<String> groupNames() {
        return Grouping.groupable(this);
    }

    /** The values that {@code metric} takes. */
    public List<String> metrics() {
        return Grouping.metrics(this);
    }

    private static boolean isSortable(Field field) {
        return !field.many() && field.kind() != Kind.PROSE && field.kind() != Kind.OBJECT;
    }
}
