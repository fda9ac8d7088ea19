package org.qalqan.collections;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The ways on which the items of a page are found. An item is on one of them only; each way gives as many as the page holds, in the page's order. One way
 * is enough where the database can tell by itself whether to look for the items and sort them, or to go through all in order until the page is full. It
 * is helped where it cannot:
 *
 * <ul>
 *   <li>Items that lie in some days, sorted by the same date. Those that begin in these days stand together in the order, and the walk begins there instead
 *       of at the beginning of time; those that began earlier and reach into the days are few, and are found by an index of time spans.
 *   <li>Items that refer to some ids. Whether they are few depends on the ids, so that a plan which serves all would have to expect many, and the database makes a new
 *       one for each question, which takes as long as the answer. Here the statement looks how many there are, and has a way for either case: it is planned once.
 * </ul>
 *
 * @param all the ways
 * @param sought the ids that items are to refer to, and whether few records do; null when nothing such is asked
 */
record Ways(List<Way> all, @Nullable Table<Record> sought) {

    /**
     * @param items where items are looked for
     * @param condition what they must satisfy
     */
    record Way(Table<Record> items, Condition condition) {}

    /** More than this are found by going through all in order: that many rows are fetched and sorted in a few milliseconds. */
    private static final int FEW = 1_000;

    private static final Field<String[]> IDS = DSL.field(DSL.name("sought", "ids"), Columns.TEXTS);
    private static final Condition ARE_FEW = DSL.condition(DSL.field(DSL.name("sought", "few"), SQLDataType.BOOLEAN));

    /** The ways to what the query asks for. */
    static Ways of(Listing listing, ListQuery query) {
        ListQuery.Shape shape = query.shape();
        Function<Field<String[]>, Condition> references = shape == null ? null : shape.references();
        if (shape != null && references != null) {
            return referring(listing, references.apply(IDS), shape.values().get(0));
        }
        SortKey first = query.sort().get(0);
        ListQuery.Window window = query.window();
        return new Ways(
                window == null
                        ? List.of(new Way(listing.table(), query.condition()))
                        : within(listing, query.condition(), window, first),
                null);
    }

    private static Ways referring(Listing listing, Condition refers, Object ids) {
        Condition today = listing.knownAt(null);
        // no index is looked into for what is asked to be true
        Condition inOrder = DSL.condition("({0}) is true", refers);
        return new Ways(
                List.of(
                        new Way(foundFirst(listing.table(), refers.and(today).and(ARE_FEW)), DSL.noCondition()),
                        new Way(listing.table(), inOrder.and(today).andNot(ARE_FEW))),
                // what the planner cannot look into, it plans once for all
                DSL.table(
                        "(select ids, (select count(*) from (select from reference where target = any(ids) limit {1}) found) < {1} as few"
                                + " from (select {0} as ids offset 0) asked offset 0) sought",
                        DSL.val(ids, Columns.TEXTS), DSL.inline(FEW)));
    }

    private static List<Way> within(Listing listing, Condition asked, ListQuery.Window window, SortKey date) {
        Table<Record> items = listing.table();
        LocalDate first = window.first();
        boolean begun = first.isAfter(Columns.FIRST_DAY);
        Way walk = new Way(items, asked.and(date.isIn(first, window.last())));
        if (!begun || !window.overlapping()) {
            return List.of(walk);
        }
        Condition across = DSL.condition(
                "{0} @> daterange({1}, {2}, '[]')",
                Columns.span(window.column()), DSL.val(first.minusDays(1)), DSL.val(first));
        return List.of(walk, new Way(foundFirst(items, across.and(listing.knownAt(null))), asked));
    }

    /** Those of the items that satisfy the condition, found before anything else is looked at. */
    private static Table<Record> foundFirst(Table<Record> items, Condition condition) {
        return DSL.select(DSL.asterisk())
                .from(items)
                .where(condition)
                .offset(DSL.inline(0))
                .asTable(items.getUnqualifiedName());
    }

    /** What stands beside the ways, for each row of the table: the ids that are sought. */
    Table<?> beside(Table<Record> table) {
        return sought == null ? table : table.crossJoin(sought);
    }
}
