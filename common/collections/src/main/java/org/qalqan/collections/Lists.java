package org.qalqan.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
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
     */
    record Page(
            List<Record> rows,
            @Nullable String next,
            @Nullable Integer total) {

        /** The answer's body. */
        String body(Function<Record, String> item) {
            StringBuilder body = new StringBuilder("{\"items\":[");
            for (int i = 0; i < rows.size(); i++) {
                body.append(i == 0 ? "" : ",").append(item.apply(rows.get(i)));
            }
            body.append("],\"next\":").append(next == null ? "null" : Json.write(next));
            if (total != null) {
                body.append(",\"total\":").append(total);
            }
            return body.append('}').toString();
        }
    }

    private static final String KEY = "sort_key_";

    private Lists() {}

    static Page fetch(DSLContext sql, Listing listing, ListQuery query, List<? extends Field<?>> columns) {
        List<SortKey> sort = query.sort();
        List<Field<?>> selected = new ArrayList<>(columns);
        List<SortField<?>> order = new ArrayList<>();
        for (int i = 0; i < sort.size(); i++) {
            selected.add(sort.get(i).column().as(KEY + i));
            order.add(sort.get(i).order());
        }
        var ordered = sql.select(selected)
                .from(listing.table())
                .where(query.conditions())
                .orderBy(order);
        List<String> after = query.after();
        var rows = (after == null
                        ? ordered.limit(query.limit() + 1)
                        : ordered.seek(values(sort, after)).limit(query.limit() + 1))
                .fetch();
        boolean more = rows.size() > query.limit();
        List<Record> page = new ArrayList<>(more ? rows.subList(0, query.limit()) : rows);
        String next = more ? next(listing, query, page.get(page.size() - 1)) : null;
        Integer total = query.total()
                ? sql.fetchCount(DSL.selectOne().from(listing.table()).where(query.conditions()))
                : null;
        return new Page(page, next, total);
    }

    private static Field<?>[] values(List<SortKey> sort, List<String> after) {
        Field<?>[] values = new Field<?>[sort.size()];
        for (int i = 0; i < values.length; i++) {
            Field<?> column = sort.get(i).column();
            values[i] = DSL.val(column.getDataType().convert(after.get(i)), column.getDataType());
        }
        return values;
    }

    private static String next(Listing listing, ListQuery query, Record last) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < query.sort().size(); i++) {
            keys.add(ListQuery.keyText(last.get(KEY + i)));
        }
        String cursor = Cursor.write(keys, query.identity());
        String rest = query.rest().isEmpty() ? "" : query.rest() + "&";
        return "/v1/" + listing.path() + "?" + rest + "cursor=" + cursor;
    }
}
