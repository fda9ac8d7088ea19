package org.qalqan.collections;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Edtf;
import org.qalqan.problems.FieldError;

/**
 * A question to a list, read from the address and checked against what the list declares.
 *
 * @param path the path that was asked, for the address of the next page
 * @param format how the items are written
 * @param whole whether all items are wanted at once, instead of a page
 * @param conditions what items must satisfy; made when a statement is written, which most questions need not
 * @param window the days in which today's records lie by whose date they are sorted; null when they are sorted by something else, or may lie anywhere
 * @param sort the order, ending in the id, so that it is total
 * @param limit most items in one answer
 * @param after sort keys of the last item of the answer before; null at the start
 * @param fields names of the members that items are cut down to; empty for all
 * @param columns the columns of the items when they are written as CSV
 * @param includes the extras that each record comes with
 * @param grouping how items are counted instead of being listed; null when they are listed
 * @param asOf only what may have held on that day; null for all
 * @param knownAt the day on which readers knew the items so; null for today
 * @param total whether all items are counted
 * @param rest the query without its cursor, as sent, for the address of the next page
 * @param identity what cursors are bound to
 * @param shape what questions have in common that one statement serves, with other values; null when nobody can tell beforehand
 */
record ListQuery(
        String path,
        Format format,
        boolean whole,
        List<Supplier<Condition>> conditions,
        @Nullable Window window,
        List<SortKey> sort,
        int limit,
        @Nullable List<Object> after,
        List<String> fields,
        List<CsvColumn> columns,
        Set<Include> includes,
        @Nullable Grouping grouping,
        @Nullable LocalDate asOf,
        @Nullable LocalDate knownAt,
        boolean total,
        String rest,
        String identity,
        @Nullable Shape shape) {

    /**
     * What a question has in common with others that the same statement finds.
     *
     * @param name tells shapes from one another
     * @param values the values of this question, in the order of the statement's places for them
     * @param references the one thing that is asked, when that is which records refer to some others: what holds for an item that refers to one
     *     of the ids; null when something else is asked, or more
     */
    record Shape(
            String name, List<Object> values, @Nullable Function<org.jooq.Field<String[]>, Condition> references) {}

    /**
     * The days in which items lie.
     *
     * @param column the date's columns
     * @param first the first of them
     * @param last the last of them
     * @param overlapping whether items may reach beyond the days
     */
    record Window(String column, LocalDate first, LocalDate last, boolean overlapping) {}

    /** Parameters that are no conditions, and known to be none. */
    private static final Set<String> NO_CONDITIONS = Set.of("limit", "fields", "total", "include", "sort");

    /** Of each list, by its path. */
    private static final Map<String, List<String>> PARAMETERS = new ConcurrentHashMap<>();

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");
    /**
     * Reads the question.
     *
     * @throws org.qalqan.problems.ProblemException a 400 that names every parameter that is wrong
     */
    static ListQuery parse(@Nullable String query, Listing listing, Format format, Codelists codelists) {
        return new Parser(new QueryString(query), listing, format, codelists).parse();
    }

    /** What items must satisfy. */
    Condition condition() {
        return DSL.and(conditions.stream().map(Supplier::get).toList());
    }

    private static final class Parser {
        private final QueryString query;
        private final Listing listing;
        private final Format format;
        private final Codelists codelists;
        private final List<Supplier<Condition>> conditions = new ArrayList<>();

        /** The parameters each of which has added one condition with one value, and those values. */
        private final List<String> shaping = new ArrayList<>();

        private final List<Object> values = new ArrayList<>();
        private final Map<String, Function<org.jooq.Field<String[]>, Condition>> references = new HashMap<>();

        /** The days that are asked for, by the date's columns. */
        private final Map<String, Window> windows = new HashMap<>();

        Parser(QueryString query, Listing listing, Format format, Codelists codelists) {
            this.query = query;
            this.listing = listing;
            this.format = format;
            this.codelists = codelists;
        }

        ListQuery parse() {
            query.allowOnly(PARAMETERS.computeIfAbsent(listing.path(), path -> listing.parameters()));
            List<String> ids = query.list("id");
            if (!ids.isEmpty()) {
                List<String> valued = valued("id", ids);
                conditions.add(() -> Columns.oneOf(Columns.ID, valued));
            }
            boolean within = query.word("match", List.of("overlaps", "within"), "overlaps")
                    .equals("within");
            Set<String> asked = query.names().stream()
                    .map(name -> name.substring(0, (name + ".").indexOf('.')))
                    .collect(Collectors.toSet());
            for (Field field : listing.fields()) {
                if (asked.contains(field.name())) {
                    filter(field, within);
                }
            }
            if (listing.mainDate() != null) {
                range(listing.mainDate(), within);
            }
            if (listing.records()) {
                List<String> targets = query.list("refersTo");
                if (!targets.isEmpty()) {
                    List<String> valued = valued("refersTo", query.requireIds("refersTo", targets));
                    references.put("refersTo", of -> overlaps(Columns.REFERS_TO, of));
                    conditions.add(() -> overlaps(Columns.REFERS_TO, valued));
                }
                known();
            }
            Search search = listing.records() ? search() : null;
            Grouping grouping = Grouping.of(query, listing);
            List<SortKey> sort = sort(search);
            int limit = query.limit();
            List<String> fields = query.words("fields", listing.names());
            Set<Include> includes = Include.of(query);
            LocalDate asOf = listing.validity() ? query.day("asOf") : null;
            if (asOf != null) {
                conditions.add(() -> DSL.condition("{0} @> {1}", Columns.VALID, DSL.val(asOf)));
            }
            LocalDate knownAt = query.day("knownAt");
            conditions.add(() -> listing.knownAt(knownAt));
            boolean total =
                    query.word("total", List.of("true", "false"), "false").equals("true");
            String identity =
                    listing.path() + "?" + query.without(List.of("cursor", "limit", "total", "fields", "include"));
            List<Object> after = after(identity, sort);
            refuseWhatTheFormatHasNoPlaceFor();
            query.throwIfInvalid();
            return new ListQuery(
                    "/v1/" + listing.path() + (format == Format.JSON ? "" : format.suffix()),
                    format,
                    format != Format.JSON && query.value("limit") == null,
                    conditions,
                    knownAt == null && listing.records() ? window(search) : null,
                    sort,
                    limit,
                    after,
                    fields,
                    format == Format.CSV ? columns(fields, asOf, knownAt) : List.of(),
                    includes,
                    grouping,
                    asOf,
                    knownAt,
                    total,
                    query.without(List.of("cursor")),
                    identity,
                    shape(limit));
        }

        /**
         * What tells this question from every other for which the database needs another statement; null when that is not told by the names
         * of the parameters alone. Each of those that are told so adds one condition with one value.
         */
        private @Nullable Shape shape(int limit) {
            for (String name : query.names()) {
                if (!shaping.contains(name) && !NO_CONDITIONS.contains(name)) {
                    return null;
                }
            }
            String sort = query.value("sort");
            String name = listing.path() + "?limit=" + limit + (sort == null ? "" : "&sort=" + sort) + "&"
                    + String.join("&", shaping);
            boolean one = listing.records() && shaping.size() == 1;
            return new Shape(name, values, one ? references.get(shaping.get(0)) : null);
        }

        /** Notes that the parameter adds one condition, with these as its one value. */
        private List<String> valued(String parameter, List<String> ofCondition) {
            shaping.add(parameter);
            values.add(ofCondition.toArray(String[]::new));
            return ofCondition;
        }

        private void refuseWhatTheFormatHasNoPlaceFor() {
            for (String name : format.homeless()) {
                if (query.value(name) != null) {
                    query.reject(FieldError.query(
                            name,
                            "'" + name + "' has no place in " + format.mediaType() + ": ask for "
                                    + Format.JSON.mediaType()));
                }
            }
        }

        private List<CsvColumn> columns(List<String> fields, @Nullable LocalDate asOf, @Nullable LocalDate knownAt) {
            List<String> members = new ArrayList<>(
                    fields.isEmpty()
                            ? listing.names()
                            : listing.names().stream()
                                    .filter(name -> fields.contains(name)
                                            || listing.identity().contains(name))
                                    .toList());
            if (asOf != null) {
                members.add(CollectionReads.AS_OF_VALIDITY);
            }
            if (knownAt != null && listing.records()) {
                members.add(CollectionReads.KNOWN_AT_CERTAIN);
            }
            return CsvColumn.of(listing, members);
        }

        private void filter(Field field, boolean within) {
            if (Listing.filters(field).isEmpty()) {
                return;
            }
            String name = field.name();
            switch (field.kind()) {
                case TEXT, CODE, REFERENCE -> {
                    List<String> values = words(field, name);
                    List<String> excluded = words(field, name + ".not");
                    if (!values.isEmpty()) {
                        List<String> valued = valued(name, values);
                        if (field.kind() == Kind.REFERENCE) {
                            references.put(name, ids -> isOneOf(field, ids));
                        }
                        conditions.add(() -> isOneOf(field, texts(valued)));
                    }
                    if (!excluded.isEmpty()) {
                        conditions.add(() -> isNoneOf(field, excluded));
                    }
                }
                case BOOLEAN -> {
                    org.jooq.Field<Boolean> column = Columns.bool(field.column());
                    List<Boolean> values = booleans(name);
                    if (!values.isEmpty()) {
                        conditions.add(() -> column.in(values));
                    }
                    List<Boolean> excluded = booleans(name + ".not");
                    if (!excluded.isEmpty()) {
                        conditions.add(() -> column.isNull().or(column.notIn(excluded)));
                    }
                }
                case DATE -> {
                    List<Condition> anyOf = new ArrayList<>();
                    for (String value : query.list(name)) {
                        Edtf date = date(name, value);
                        if (date != null) {
                            Window window = window(field.column(), date, date, within);
                            windows.merge(field.column(), window, Parser::both);
                            anyOf.add(isIn(window));
                        }
                    }
                    if (!anyOf.isEmpty()) {
                        conditions.add(() -> DSL.or(anyOf));
                    }
                }
                case INTEGER -> {
                    org.jooq.Field<BigDecimal> column =
                            Columns.integer(field.column()).cast(BigDecimal.class);
                    numbers(name, column, column, this::whole);
                }
                case QUANTITY, MONEY -> {
                    numbers(
                            name,
                            Columns.number(field.column() + "_low"),
                            Columns.number(field.column() + "_high"),
                            this::number);
                    if (field.kind() == Kind.MONEY) {
                        List<String> currencies = currencies(name + ".currency");
                        if (!currencies.isEmpty()) {
                            conditions.add(() ->
                                    Columns.text(field.column() + "_currency").in(currencies));
                        }
                    }
                }
                case PROSE, OBJECT -> {
                    // no parameters
                }
            }
        }

        private List<Boolean> booleans(String parameter) {
            List<String> values = query.list(parameter);
            values.forEach(value -> oneOf(parameter, value, List.of("true", "false")));
            return values.stream().map(Boolean::valueOf).toList();
        }

        private List<String> currencies(String parameter) {
            List<String> values = query.list(parameter);
            for (String value : values) {
                if (!value.isEmpty() && !CURRENCY.matcher(value).matches()) {
                    query.reject(FieldError.query(
                            parameter,
                            "'" + value + "' is not a currency: currencies are codes of ISO 4217, such as USD"));
                }
            }
            return values;
        }

        private List<String> words(Field field, String parameter) {
            List<String> values = query.list(parameter);
            if (field.kind() == Kind.REFERENCE) {
                return query.requireIds(parameter, values);
            }
            List<String> allowed = values.isEmpty() ? null : allowed(field);
            if (allowed != null) {
                values.forEach(value -> oneOf(parameter, value, allowed));
            }
            return values;
        }

        /** The words that the field can have; null when it can have any. Also those of other services: who asks all of them asks each the same. */
        private @Nullable List<String> allowed(Field field) {
            String codelist = field.codelist();
            if (codelist != null) {
                return codelists.codes(codelist);
            }
            return switch (listing.records() ? "" : field.name()) {
                case "recordType" -> codelists.recordTypes();
                case "field" -> codelists.recordFields();
                default -> null;
            };
        }

        private void oneOf(String parameter, String value, List<String> allowed) {
            if (!allowed.contains(value) && !value.isEmpty()) {
                query.reject(FieldError.query(
                        parameter, "'" + value + "' is not a value of '" + parameter + "'", allowed, value));
            }
        }

        private static Condition isOneOf(Field field, org.jooq.Field<String[]> values) {
            return field.many()
                    ? overlaps(Columns.texts(field.column()), values)
                    : Columns.oneOf(Columns.text(field.column()), values);
        }

        private Condition isNoneOf(Field field, List<String> values) {
            return field.many()
                    ? DSL.not(overlaps(Columns.texts(field.column()), values))
                    : Columns.text(field.column())
                            .isNull()
                            .or(Columns.text(field.column()).notIn(values));
        }

        private static Condition overlaps(org.jooq.Field<String[]> column, List<String> values) {
            return overlaps(column, texts(values));
        }

        private static Condition overlaps(org.jooq.Field<String[]> column, org.jooq.Field<String[]> values) {
            return DSL.condition("{0} && {1}", column, values);
        }

        private static org.jooq.Field<String[]> texts(List<String> values) {
            return DSL.val(values.toArray(String[]::new), Columns.TEXTS);
        }

        /** A number, or the range between its bounds, must lie in what was asked for; unknown numbers never do. */
        private void numbers(
                String name,
                org.jooq.Field<BigDecimal> low,
                org.jooq.Field<BigDecimal> high,
                BiFunction<String, String, BigDecimal> exact) {
            Function<String, List<Condition>> equal = parameter -> query.list(parameter).stream()
                    .map(value -> exact.apply(parameter, value))
                    .map(number -> low.le(number).and(high.ge(number)))
                    .toList();
            List<Condition> anyOf = equal.apply(name);
            if (!anyOf.isEmpty()) {
                conditions.add(() -> DSL.or(anyOf));
            }
            List<Condition> noneOf = equal.apply(name + ".not");
            if (!noneOf.isEmpty()) {
                conditions.add(() -> low.isNull().or(DSL.not(DSL.or(noneOf))));
            }
            BigDecimal min = bound(name + ".min");
            if (min != null) {
                conditions.add(() -> high.ge(min));
            }
            BigDecimal max = bound(name + ".max");
            if (max != null) {
                conditions.add(() -> low.le(max));
            }
            if (min != null && max != null && min.compareTo(max) > 0) {
                query.reject(FieldError.query(
                        name + ".min",
                        "'" + name + ".min' is above '" + name + ".max'; the smaller number comes first"));
            }
        }

        private @Nullable BigDecimal bound(String parameter) {
            String value = query.value(parameter);
            return value != null && isNumber(parameter, value) ? new BigDecimal(value) : null;
        }

        private BigDecimal whole(String parameter, String value) {
            if (!WHOLE.matcher(value).matches() || Long.parseLong(value) > Integer.MAX_VALUE) {
                query.reject(FieldError.query(
                        parameter, "'" + value + "' is not a whole number from 0 to " + Integer.MAX_VALUE));
                return BigDecimal.ZERO;
            }
            return new BigDecimal(value);
        }

        private BigDecimal number(String parameter, String value) {
            return isNumber(parameter, value) ? new BigDecimal(value) : BigDecimal.ZERO;
        }

        private boolean isNumber(String parameter, String value) {
            boolean isNumber = NUMBER.matcher(value).matches();
            if (!isNumber) {
                query.reject(FieldError.query(parameter, "'" + value + "' is not a number"));
            }
            return isNumber;
        }

        private void range(String mainDate, boolean within) {
            String from = query.value("from");
            String to = query.value("to");
            Edtf start = from == null ? null : date("from", from);
            Edtf end = to == null ? null : date("to", to);
            if (start != null || end != null) {
                Window window = window(listing.field(mainDate).column(), start, end, within);
                if (window.first().isAfter(window.last())) {
                    query.reject(FieldError.query("from", "'from' is after 'to'; the earlier date comes first"));
                }
                windows.put(window.column(), window);
                conditions.add(() -> isIn(window));
            }
        }

        private static Window window(String column, @Nullable Edtf start, @Nullable Edtf end, boolean within) {
            LocalDate first = start == null || start.earliest() == null ? Columns.FIRST_DAY : start.earliest();
            LocalDate last = end == null || end.latest() == null ? Columns.LAST_DAY : end.latest();
            return new Window(column, first, last, !within);
        }

        /** The days from the first of either window to the last of either. */
        private static Window both(Window one, Window other) {
            return new Window(
                    one.column(),
                    one.first().isBefore(other.first()) ? one.first() : other.first(),
                    one.last().isAfter(other.last()) ? one.last() : other.last(),
                    one.overlapping());
        }

        private static Condition isIn(Window window) {
            org.jooq.Field<LocalDate> earliest = Columns.date(window.column() + "_earliest");
            org.jooq.Field<LocalDate> latest = Columns.date(window.column() + "_latest");
            Condition known = earliest.le(latest);
            return window.overlapping()
                    ? known.and(earliest.le(window.last())).and(latest.ge(window.first()))
                    : known.and(earliest.ge(window.first())).and(latest.le(window.last()));
        }

        /** The days that are asked for of the date that the items are sorted by. */
        private @Nullable Window window(@Nullable Search search) {
            List<String> names = query.list("sort");
            String byDefault = search == null ? listing.mainDate() : SortKey.RELEVANCE;
            String first = names.isEmpty() ? byDefault : names.get(0).replaceFirst("^-", "");
            return listing.fields().stream()
                    .filter(field -> field.name().equals(first))
                    .map(field -> windows.get(field.column()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable Edtf date(String parameter, String value) {
            try {
                return Edtf.parse(value);
            } catch (IllegalArgumentException e) {
                query.reject(FieldError.query(parameter, String.valueOf(e.getMessage())));
                return null;
            }
        }

        private void known() {
            if (query.value("known") == null && query.value("unknown") == null) {
                return;
            }
            List<String> names = listing.knowableNames();
            List<String> known = query.words("known", names);
            List<String> unknown = query.words("unknown", names);
            for (Field field : listing.fields()) {
                Condition isKnown = Columns.isKnown(field);
                if (isKnown != null && known.contains(field.name())) {
                    conditions.add(() -> isKnown);
                }
                if (isKnown != null && unknown.contains(field.name())) {
                    conditions.add(() -> DSL.not(isKnown));
                }
            }
        }

        private @Nullable Search search() {
            String text = query.value("q");
            if (text == null) {
                return null;
            }
            try {
                Search search = Search.of(text);
                conditions.add(search::condition);
                return search;
            } catch (IllegalArgumentException e) {
                query.reject(FieldError.query("q", String.valueOf(e.getMessage())));
                return null;
            }
        }

        private List<SortKey> sort(@Nullable Search search) {
            List<String> names = query.list("sort");
            if (names.isEmpty() && search != null) {
                names = List.of(SortKey.RELEVANCE);
            } else if (names.isEmpty() && listing.mainDate() != null) {
                names = List.of(listing.mainDate());
            }
            List<String> allowed = query.value("sort") == null ? names : listing.sortNames();
            List<SortKey> keys = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            for (String name : names) {
                boolean descending = name.startsWith("-");
                String plain = descending ? name.substring(1) : name;
                if (!allowed.contains(plain)) {
                    query.reject(FieldError.query("sort", "there is no sorting by '" + plain + "'", allowed, plain));
                } else if (seen.contains(plain)) {
                    query.reject(FieldError.query("sort", "'" + plain + "' is given twice"));
                } else if (plain.equals(SortKey.RELEVANCE)) {
                    seen.add(plain);
                    if (search != null) {
                        keys.add(SortKey.of(search, descending));
                    } else if (query.value("q") == null) {
                        query.reject(FieldError.query("sort", "sorting by 'relevance' needs 'q' beside it"));
                    }
                } else {
                    seen.add(plain);
                    keys.add(listing.sortKey(plain, descending));
                }
            }
            if (!seen.contains("id")) {
                // in the direction of the last key: then one comparison of rows tells where a page begins, and an index
                // finds it
                boolean byRelevance = seen.contains(SortKey.RELEVANCE);
                keys.add(new SortKey(
                        Columns.ID,
                        !keys.isEmpty()
                                && !byRelevance
                                && keys.get(keys.size() - 1).descending()));
            }
            return keys;
        }

        private @Nullable List<Object> after(String identity, List<SortKey> sort) {
            String cursor = query.value("cursor");
            if (cursor == null) {
                return null;
            }
            List<String> texts = Cursor.read(cursor, identity).orElse(List.of());
            List<Object> after = new ArrayList<>();
            for (int i = 0; i < sort.size() && texts.size() == sort.size(); i++) {
                sort.get(i).read(texts.get(i)).ifPresent(after::add);
            }
            if (after.size() < sort.size()) {
                query.reject(FieldError.query(
                        "cursor",
                        "the cursor is not one of this query: take it from 'next', with the same parameters"));
                return null;
            }
            return after;
        }
    }

    /** How a sort key is kept in a cursor. */
    static String keyText(@Nullable Object key) {
        return key instanceof BigDecimal number ? number.toPlainString() : String.valueOf(key);
    }
}
