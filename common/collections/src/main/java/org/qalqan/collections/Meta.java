package org.qalqan.collections;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.evidence.DerivationRule;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;

/** Counts what a store holds. The counts of one revision are made once: they change with the store, and with nothing else. */
@Singleton
class Meta {

    private static final Field<String> RECORD = Columns.text("record");
    private static final Field<String> SOURCE = Columns.text("source");
    private static final Field<Integer> PARAGRAPH = Columns.integer("paragraph");
    private static final String UNKNOWN = "unknown";

    private final DSLContext sql;
    private final Collections collections;
    private final Store store;
    private final Sources sources;

    private volatile StoreInvariants invariants = new StoreInvariants(-1, 0, 0, 0, 0, List.of());
    private volatile StoreCoverage coverage =
            new StoreCoverage(-1, Map.of(), 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    Meta(DSLContext sql, Collections collections, Store store, Sources sources) {
        this.sql = sql;
        this.collections = collections;
        this.store = store;
        this.sources = sources;
    }

    StoreInvariants invariants() {
        long revision = store.revision();
        if (invariants.revision() != revision) {
            invariants = new StoreInvariants(
                    revision,
                    recordsWithoutSource(),
                    collections.all().stream()
                            .mapToInt(this::valuesWithoutReading)
                            .sum(),
                    citationsOfUnknownSources(),
                    derivationsOutOfDate(),
                    sql.selectDistinct(Columns.text("target"))
                            .from(table(name("reference")))
                            .where(Columns.text("local_target").isNull())
                            .orderBy(Columns.text("target"))
                            .fetch(Columns.text("target")));
        }
        return invariants;
    }

    StoreCoverage coverage() {
        long revision = store.revision();
        if (coverage.revision() != revision) {
            coverage = new StoreCoverage(
                    revision,
                    records(),
                    sql.fetchCount(Readings.TABLE),
                    counts(Readings.TABLE, Columns.text("basis"), DSL.noCondition()),
                    counts(DisagreementResource.listing(), Columns.text("status")),
                    counts(GapResource.listing(), Columns.text("status")),
                    citedParagraphs(),
                    recordsByYear());
        }
        return coverage;
    }

    private int derivationsOutOfDate() {
        List<Reading> derived = sql.select(Readings.COLUMNS)
                .from(Readings.TABLE)
                .where(Readings.COMPUTED)
                .and(Columns.text("rank").ne(Reading.DEPRECATED))
                .fetch(Readings::of);
        Set<String> inputs = derived.stream()
                .flatMap(reading -> reading.inputs().stream())
                .map(input -> Input.of(input).record())
                .collect(Collectors.toSet());
        Map<String, List<Reading>> byRecord = sql
                .select(Readings.COLUMNS)
                .from(Readings.TABLE)
                .where(Columns.oneOf(RECORD, inputs))
                .orderBy(RECORD, Readings.ORDINAL)
                .fetch(Readings::of)
                .stream()
                .collect(Collectors.groupingBy(Reading::record));
        return (int) derived.stream()
                .filter(reading -> !DerivationRule.follows(
                        reading, input -> input.among(byRecord.getOrDefault(input.record(), List.of()))))
                .count();
    }

    private int recordsWithoutSource() {
        return sql.fetchCount(selectOne()
                .from(Store.RECORD)
                .where(Store.STATE.eq(Store.CURRENT))
                .and(notExists(selectOne()
                        .from(Readings.TABLE)
                        .where(RECORD.eq(DSL.field(name("record", "id"), String.class))
                                .and(SOURCE.isNotNull())))));
    }

    /** Of each field that is a fact: the records of today that show a value and have no reading of it. */
    private int valuesWithoutReading(Declaration declaration) {
        Listing listing = Listing.of(declaration);
        int without = 0;
        for (org.qalqan.collections.declare.Field field : declaration.fields()) {
            if (!Declaration.isFactual(field)) {
                continue;
            }
            Condition shown = DSL.condition(
                    "body ->> {0} is not null and body ->> {0} <> '[]'", DSL.val(field.name(), String.class));
            without += sql.fetchCount(selectOne()
                    .from(listing.table())
                    .where(listing.knownAt(null))
                    .and(shown)
                    .and(notExists(selectOne()
                            .from(Readings.TABLE)
                            .where(RECORD.eq(DSL.field(name(declaration.table(), "id"), String.class))
                                    .and(Columns.text("field").eq(field.name()))))));
        }
        return without;
    }

    private int citationsOfUnknownSources() {
        return counts(Readings.TABLE, SOURCE, SOURCE.isNotNull()).entrySet().stream()
                .filter(cited -> !sources.isSource(cited.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Integer> records() {
        Map<String, Integer> records = new TreeMap<>();
        for (Declaration declaration : collections.all()) {
            Listing listing = Listing.of(declaration);
            records.put(
                    declaration.path(),
                    sql.fetchCount(selectOne().from(listing.table()).where(listing.knownAt(null))));
        }
        return records;
    }

    private Map<String, Integer> counts(Listing listing, Field<String> by) {
        return counts(listing.table(), by, listing.knownAt(null));
    }

    private Map<String, Integer> counts(Table<Record> table, Field<String> by, Condition condition) {
        Map<String, Integer> counts = new TreeMap<>();
        sql.select(by, count())
                .from(table)
                .where(condition)
                .groupBy(by)
                .forEach(row -> counts.put(row.value1(), row.value2()));
        return counts;
    }

    private Map<String, List<Integer>> citedParagraphs() {
        Map<String, List<Integer>> cited = new LinkedHashMap<>();
        sql.selectDistinct(SOURCE, PARAGRAPH)
                .from(Readings.TABLE)
                .where(SOURCE.isNotNull())
                .orderBy(SOURCE, PARAGRAPH)
                .forEach(row -> cited.computeIfAbsent(row.value1(), source -> new ArrayList<>())
                        .add(row.value2()));
        return cited;
    }

    private Map<String, Map<String, Integer>> recordsByYear() {
        Map<String, Map<String, Integer>> byCollection = new TreeMap<>();
        for (Declaration declaration : collections.all()) {
            String mainDate = declaration.mainDate();
            if (mainDate == null) {
                continue;
            }
            Listing listing = Listing.of(declaration);
            String column = declaration.field(mainDate).orElseThrow().column() + "_earliest";
            Field<String> year = DSL.field("to_char({0}, 'YYYY')", String.class, Columns.date(column));
            Map<String, Integer> byYear = new TreeMap<>();
            counts(listing.table(), year, listing.knownAt(null))
                    .forEach((in, number) -> byYear.merge(isKnown(in) ? in : UNKNOWN, number, Integer::sum));
            byCollection.put(declaration.path(), byYear);
        }
        return byCollection;
    }

    private static boolean isKnown(String year) {
        int number = Integer.parseInt(year);
        return number != Columns.FIRST_DAY.getYear() && number != Columns.LAST_DAY.getYear();
    }
}
