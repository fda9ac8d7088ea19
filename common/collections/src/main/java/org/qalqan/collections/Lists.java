package org.qalqan.collections;

import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Answers a list question with one query, and one more when the total is asked for. */
final class Lists {

    /**
     * One page.
     *
     * @param rows the rows, each with the selected columns
     * @param next address of the next page; null at the end
     * @param total number of all rows; null unless asked for
     * @param revision the store's revision that the rows are of
     */
    record Page(
            List<Row> rows, @Nullable String next, @Nullable Integer total, long revision) {

        /** The answer, of the items of its rows. */
        Answered answer(List<String> items, Format format, List<CsvColumn> columns) {
            return new Answered(
                    format == Format.JSON ? json(items) : Lists.rows(items, format, columns), revision, next);
        }

        Page of(int total) {
            return new Page(rows, next, total, revision);
        }

        private String json(List<String> items) {
            int length = items.stream().mapToInt(item -> item.length() + 1).sum();
            StringBuilder body = new StringBuilder(length + AROUND_ITEMS).append("{\"items\":[");
            for (int i = 0; i < items.size(); i++) {
                body.append(i == 0 ? "" : ",").append(items.get(i));
            }
            body.append("],\"next\":").append(next == null ? "null" : Json.write(next));
            if (total != null) {
                body.append(",\"total\":").append(total);
            }
            return body.append('}').toString();
        }
    }

    private static final String KEY = "sort_key_";
    private static final String PAGE = "page";
    private static final int AROUND_ITEMS = 500;
    static final Field<Long> REVISION = DSL.field(DSL.name("store_revision", "revision"), Long.class);

    private static final Field<Long> COUNT = DSL.count().cast(Long.class);

    private static final String OF_STORE = "revision_of_store";

    private Lists() {}

    /** The page of a list that the query asks for. */
    static Future<Page> fetch(Queries queries, Listing listing, ListQuery query, List<? extends Field<?>> columns) {
        Future<Page> page = rows(queries, listing, query, columns).map(found -> page(query, found));
        return query.total()
                ? page.compose(rows -> queries.fetch(Queries.Question.of(
                                DSL.select(COUNT).from(listing.table()).where(query.condition())))
                        .map(counted -> rows.of(count(counted.get(0)))))
                : page;
    }

    private static int count(Row counted) {
        return Math.toIntExact(counted.get(COUNT));
    }

    private static Future<List<Row>> rows(
            Queries queries, Listing listing, ListQuery query, List<? extends Field<?>> columns) {
        Supplier<Queries.Question> question =
                () -> new Queries.Question(statement(listing, query, columns), fields(query, columns));
        ListQuery.Shape shape = query.shape();
        if (shape != null) {
            return queries.fetch(shape.name(), shape.values(), question);
        }
        // what lies between two days that are not known would be taken for very few
        return query.window() == null ? queries.fetch(question.get()) : queries.fetchForTheseValues(question.get());
    }

    /** What a row has: the revision, the columns, and the sort keys at its end. */
    private static List<Field<?>> fields(ListQuery query, List<? extends Field<?>> columns) {
        List<Field<?>> fields = new ArrayList<>();
        fields.add(REVISION);
        fields.addAll(columns);
        query.sort().forEach(key -> fields.add(key.column()));
        return fields;
    }

    private static ResultQuery<Record> statement(Listing listing, ListQuery query, List<? extends Field<?>> columns) {
        Ways ways = Ways.of(listing, query);
        List<SortKey> sort = query.sort();
        List<Field<?>> selected = new ArrayList<>(columns);
        List<SortField<?>> order = new ArrayList<>();
        List<SortField<?>> orderOfPage = new ArrayList<>();
        for (int i = 0; i < sort.size(); i++) {
            SortKey key = sort.get(i);
            selected.add(key.column().as(KEY + i));
            order.add(key.order());
            orderOfPage.add(key.orderBy(DSL.field(DSL.name(PAGE, KEY + i))));
        }
        List<Object> after = query.after();
        Field<Integer> limit = DSL.inline(query.limit() + 1);
        Select<Record> found = null;
        for (Ways.Way way : ways.all()) {
            var ordered = DSL.select(selected)
                    .from(way.items())
                    .where(way.condition())
                    .orderBy(order);
            Select<Record> limited = after == null
                    ? ordered.limit(limit)
                    : ordered.seek(values(sort, after)).limit(limit);
            found = found == null ? limited : found.unionAll(limited);
        }
        // One statement, so that the revision is the one that the rows are of.
        Table<Record> page = Objects.requireNonNull(found).asTable(PAGE);
        return DSL.select(REVISION.as(OF_STORE))
                .select(page.fields())
                .from(ways.beside(Store.STORE_REVISION))
                .leftJoin(DSL.lateral(page))
                .on(DSL.trueCondition())
                .orderBy(orderOfPage)
                .limit(limit);
    }

    private static Page page(ListQuery query, List<Row> found) {
        Row first = found.get(0);
        long revision = first.get(REVISION);
        // the revision has a row even when the page has none
        List<Row> rows = first.get(first.size() - 1) == null ? List.of() : found;
        boolean more = rows.size() > query.limit();
        List<Row> shown = more ? rows.subList(0, query.limit()) : rows;
        String next = more ? next(query, shown.get(shown.size() - 1)) : null;
        return new Page(shown, next, null, revision);
    }

    /** The items one by one, in a format that has no pages. */
    static String rows(List<String> items, Format format, List<CsvColumn> columns) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RowWriter writer = RowWriter.of(format, columns, bytes);
            for (String item : items) {
                writer.write(item);
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static Field<?>[] values(List<SortKey> sort, List<Object> after) {
        Field<?>[] values = new Field<?>[sort.size()];
        for (int i = 0; i < values.length; i++) {
            Field<?> column = sort.get(i).column();
            values[i] = DSL.val(after.get(i), column.getDataType());
        }
        return values;
    }

    private static String next(ListQuery query, Row last) {
        List<String> keys = new ArrayList<>();
        for (int i = last.size() - query.sort().size(); i < last.size(); i++) {
            keys.add(ListQuery.keyText(last.get(i)));
        }
        String cursor = Cursor.write(keys, query.identity());
        String rest = query.rest().isEmpty() ? "" : query.rest() + "&";
        return query.path() + "?" + rest + "cursor=" + cursor;
    }
}
