package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Kind;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * Counts the items of a list in groups, with one query. The counts of all groups add up to the list's total; items of which a field is
 * not known are a group of their own. Sums go from the lowest to the highest that the sources can mean, and a group says of how many
 * items nothing is known; amounts in different units or currencies are never added up.
 */
final class Groups {

    private static final int MOST_ROWS = 1_000;
    private static final String KEY = "key_";
    private static final String ITEMS = "items_";
    private static final String UNIT = "unit_";
    private static final String KNOWN = "known_";
    private static final String LOW = "low_";
    private static final String HIGH = "high_";

    private Groups() {}

    /**
     * The answer: a page without items, and the groups, the largest first.
     *
     * @param revision the store's revision, read before
     */
    static Answered answer(DSLContext sql, Listing listing, ListQuery query, Grouping grouping, long revision) {
        List<Field<?>> groups = new ArrayList<>();
        for (int i = 0; i < grouping.by().size(); i++) {
            groups.add(key(grouping.by().get(i)).as(KEY + i));
        }
        List<Field<?>> selected = new ArrayList<>(groups);
        selected.add(DSL.count().as(ITEMS));
        org.qalqan.collections.declare.Field summed = grouping.sum();
        if (summed != null) {
            if (summed.kind() != Kind.INTEGER) {
                groups.add(unit(summed).as(UNIT));
            }
            selected.add(unit(summed).as(UNIT));
            selected.add(DSL.count(bound(summed, "_low")).as(KNOWN));
            selected.add(sum(bound(summed, "_low")).as(LOW));
            selected.add(sum(bound(summed, "_high")).as(HIGH));
        }
        List<? extends Record> rows = sql.select(selected)
                .from(listing.table())
                .where(query.condition())
                .groupBy(groups)
                .limit(MOST_ROWS + 1)
                .fetch();
        if (rows.size() > MOST_ROWS) {
            throw ProblemException.invalidParameters(List.of(FieldError.query(
                    Grouping.GROUP_BY, "that makes more than " + MOST_ROWS + " groups: ask for fewer items")));
        }
        return new Answered(Json.write(body(rows, grouping)), revision, null);
    }

    private static Field<?> key(org.qalqan.collections.declare.Field field) {
        String column = field.column();
        return switch (field.kind()) {
            case BOOLEAN -> Columns.bool(column);
            case INTEGER -> Columns.integer(column);
            case DATE -> yearOf(Columns.date(column + "_earliest"), Columns.date(column + "_latest"));
            default -> Columns.text(column);
        };
    }

    /** The year in which a date begins; null when that is not known. */
    private static Field<Integer> yearOf(Field<?> earliest, Field<?> latest) {
        return DSL.field(
                "case when {0} <= {1} and {0} > {2} then extract(year from {0})::integer end",
                Integer.class, earliest, latest, DSL.inline(Columns.FIRST_DAY));
    }

    private static Field<String> unit(org.qalqan.collections.declare.Field summed) {
        return switch (summed.kind()) {
            case MONEY -> Columns.text(summed.column() + "_currency");
            case QUANTITY ->
                DSL.field(
                        "{0} #>> {1}",
                        String.class,
                        DSL.field(DSL.name("body")),
                        DSL.inline("{" + summed.name() + ",unit}").cast(Columns.TEXTS));
            default -> DSL.inline((String) null);
        };
    }

    private static Field<BigDecimal> bound(org.qalqan.collections.declare.Field summed, String end) {
        return summed.kind() == Kind.INTEGER
                ? Columns.integer(summed.column()).cast(BigDecimal.class)
                : Columns.number(summed.column() + end);
    }

    /** The sum of the bounds; null when one of them is open. */
    private static Field<BigDecimal> sum(Field<BigDecimal> bound) {
        return DSL.field(
                "case when not bool_or(abs({0}) = {1}) then sum({0}) end",
                BigDecimal.class, bound, DSL.inline(Columns.UNBOUNDED));
    }

    private static ObjectNode body(List<? extends Record> rows, Grouping grouping) {
        Map<JsonNode, ObjectNode> groups = new LinkedHashMap<>();
        int total = 0;
        for (Record row : rows) {
            ObjectNode key = Json.MAPPER.createObjectNode();
            for (int i = 0; i < grouping.by().size(); i++) {
                key.set(grouping.by().get(i).name(), Json.MAPPER.valueToTree(row.get(KEY + i)));
            }
            ObjectNode group = groups.computeIfAbsent(key, k -> newGroup(k, grouping.sum() != null));
            int items = row.get(ITEMS, Integer.class);
            total += items;
            group.put("count", group.path("count").intValue() + items);
            if (grouping.sum() != null) {
                addSum(group, row, items);
            }
        }
        List<ObjectNode> sorted = new ArrayList<>(groups.values());
        sorted.sort(
                Comparator.comparing((ObjectNode group) -> -group.path("count").intValue())
                        .thenComparing(group -> group.path("key").toString()));
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("items");
        body.putNull("next");
        body.put("total", total);
        body.putArray("groups").addAll(sorted);
        return body;
    }

    private static ObjectNode newGroup(JsonNode key, boolean sums) {
        ObjectNode group = Json.MAPPER.createObjectNode();
        group.set("key", key);
        group.put("count", 0);
        if (sums) {
            group.put("missing", 0);
            group.putArray("sums");
        }
        return group;
    }

    private static void addSum(ObjectNode group, Record row, int items) {
        BigDecimal low = row.get(LOW, BigDecimal.class);
        BigDecimal high = row.get(HIGH, BigDecimal.class);
        String unit = row.get(UNIT, String.class);
        int known = row.get(KNOWN, Integer.class);
        group.put("missing", group.path("missing").intValue() + items - known);
        if (known == 0) {
            return;
        }
        ArrayNode sums = (ArrayNode) group.path("sums");
        ObjectNode sum = sums.addObject();
        sum.put("unit", unit);
        sum.put("items", known);
        sum.set("low", number(low));
        sum.set("high", number(high));
    }

    private static JsonNode number(@Nullable BigDecimal number) {
        return Json.MAPPER.valueToTree(number);
    }
}
