package org.qalqan.collections;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.problems.FieldError;

/**
 * How a list is counted in groups instead of being listed.
 *
 * @param by the fields whose values make the groups
 * @param sum the number that is added up in each group; null when items are only counted
 */
record Grouping(List<Field> by, @Nullable Field sum) {

    static final String GROUP_BY = "groupBy";
    static final String METRIC = "metric";

    private static final String COUNT = "count";
    private static final int MOST_FIELDS = 3;
    private static final Pattern SUM = Pattern.compile("sum\\((\\w+)\\)");
    private static final Set<Kind> SUMMABLE = EnumSet.of(Kind.INTEGER, Kind.QUANTITY, Kind.MONEY);

    /** Parameters that speak of items, of which a grouped answer has none. */
    private static final List<String> OF_ITEMS = List.of("sort", "limit", "cursor", "fields", "include");

    /** The grouping that the query asks for; null when it asks for none. */
    static @Nullable Grouping of(QueryString query, Listing listing) {
        if (query.value(GROUP_BY) == null && query.value(METRIC) == null) {
            return null;
        }
        List<String> names = query.words(GROUP_BY, groupable(listing));
        String metric = query.word(METRIC, metrics(listing), COUNT);
        if (names.isEmpty()) {
            if (query.value(METRIC) != null) {
                query.reject(FieldError.query(METRIC, "'metric' needs 'groupBy' beside it"));
            }
            return null;
        }
        if (names.size() > MOST_FIELDS || names.stream().distinct().count() < names.size()) {
            query.reject(FieldError.query(GROUP_BY, "'groupBy' takes up to " + MOST_FIELDS + " different fields"));
        }
        OF_ITEMS.stream()
                .filter(name -> query.value(name) != null)
                .forEach(name -> query.reject(FieldError.query(
                        name, "'" + name + "' speaks of items, and a grouped answer has none: leave it out")));
        Matcher sum = SUM.matcher(metric);
        return new Grouping(
                names.stream()
                        .filter(groupable(listing)::contains)
                        .map(name -> field(listing, name))
                        .toList(),
                sum.matches() ? field(listing, sum.group(1)) : null);
    }

    private static Field field(Listing listing, String name) {
        return listing.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The fields that groups can be made of: those that hold one value, of a kind whose values recur. A date counts by its year. */
    static List<String> groupable(Listing listing) {
        return listing.fields().stream()
                .filter(field -> !field.many() && !field.name().equals("title"))
                .filter(field -> switch (field.kind()) {
                    case TEXT, CODE, REFERENCE, BOOLEAN, INTEGER, DATE -> true;
                    case PROSE, QUANTITY, MONEY, OBJECT -> false;
                })
                .map(Field::name)
                .toList();
    }

    /** The values of {@code metric}. */
    static List<String> metrics(Listing listing) {
        List<String> metrics = new ArrayList<>(List.of(COUNT));
        if (listing.records()) {
            listing.fields().stream()
                    .filter(field -> !field.many())
                    .filter(field -> SUMMABLE.contains(field.kind()))
                    .forEach(field -> metrics.add("sum(" + field.name() + ")"));
        }
        return metrics;
    }
}
