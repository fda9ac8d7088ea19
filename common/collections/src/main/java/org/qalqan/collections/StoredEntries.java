package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.evidence.Reading;

/** The store's records as their editors write them. */
@Singleton
class StoredEntries {

    private static final Field<String> TARGET = Columns.text("target");
    private static final Field<String> RECORD = Columns.text("record");
    private static final Field<String> TITLE = Columns.text("title");

    private final DSLContext sql;

    StoredEntries(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A record of any state.
     *
     * @param id its id
     * @param type its type
     * @param title what a person calls it
     * @param state {@code current}, {@code withdrawn} or {@code merged}
     * @param successor what has taken its place; null unless it was merged
     * @param reason why it was withdrawn; null unless it was
     * @param revision the store's revision at which it last changed
     * @param entry as its editors write it
     */
    record StoredEntry(
            String id,
            String type,
            String title,
            String state,
            @Nullable String successor,
            @Nullable String reason,
            long revision,
            ObjectNode entry) {

        boolean isCurrent() {
            return state.equals(Store.CURRENT);
        }
    }

    /** The record of that id, if the id was ever given out. */
    Optional<StoredEntry> find(String id) {
        Field<String> type = Columns.text("type");
        return sql.select(
                        Columns.ID,
                        type,
                        TITLE,
                        Store.STATE,
                        Store.SUCCESSOR,
                        Store.REASON,
                        Columns.REVISION,
                        Store.ENTRY)
                .from(Store.RECORD)
                .where(Columns.ID.eq(id))
                .fetchOptional(row -> new StoredEntry(
                        row.get(Columns.ID),
                        row.get(type),
                        row.get(TITLE),
                        row.get(Store.STATE),
                        row.get(Store.SUCCESSOR),
                        row.get(Store.REASON),
                        row.get(Columns.REVISION),
                        (ObjectNode) Json.read(row.get(Store.ENTRY).data())));
    }

    /** The readings of a record, in the editors' order. */
    List<Reading> readings(String id) {
        return sql.select(Readings.COLUMNS)
                .from(Readings.TABLE)
                .where(RECORD.eq(id))
                .orderBy(Readings.ORDINAL)
                .fetch(Readings::of);
    }

    /** The derived readings of other records that count and are computed from this one. */
    List<Reading> computedFrom(String id) {
        return sql.select(Readings.COLUMNS)
                .from(Readings.TABLE)
                .where(isComputedFrom(id))
                .orderBy(Columns.ID)
                .fetch(Readings::of);
    }

    /** The records of today that have the spelling as their title or as another name. */
    List<String> spelled(Declaration declaration, String spelling) {
        Listing listing = Listing.of(declaration);
        String folded = Spelling.fold(spelling);
        Field<String[]> aliases = Columns.texts("aliases");
        return sql
                .select(Columns.ID, TITLE, aliases)
                .from(listing.table())
                .where(listing.knownAt(null))
                .and(Search.isNamed(spelling))
                .fetch()
                .stream()
                .filter(row -> Stream.concat(Stream.of(row.get(TITLE)), Arrays.stream(row.get(aliases)))
                        .anyMatch(name -> Spelling.fold(name).equals(folded)))
                .map(row -> row.get(Columns.ID))
                .toList();
    }

    /** What refers to the record, in words: records with the field in which they do, and readings that are computed from it. What is set aside does not count. */
    List<String> referrers(String id) {
        List<String> referrers = new ArrayList<>(sql.selectDistinct(RECORD, Columns.text("field"))
                .from(Store.REFERENCE)
                .where(TARGET.eq(id).and(RECORD.ne(id)))
                .orderBy(RECORD, Columns.text("field"))
                .limit(Referrers.MAX)
                .fetch(row -> "'" + row.value1() + "' refers to it in '" + row.value2() + "'"));
        sql.select(Columns.ID)
                .from(Readings.TABLE)
                .where(isComputedFrom(id))
                .orderBy(Columns.ID)
                .limit(Referrers.MAX)
                .forEach(row -> referrers.add("the reading '" + row.value1() + "' is computed from it"));
        return referrers;
    }

    private static Condition isComputedFrom(String id) {
        Field<String> input = DSL.field(DSL.name("input"), SQLDataType.CLOB);
        return RECORD.ne(id)
                .and(Readings.COMPUTED)
                .and(Columns.text("rank").ne(Reading.DEPRECATED))
                .and(DSL.exists(DSL.selectOne()
                        .from(DSL.unnest(Columns.texts("inputs")).as("used", "input"))
                        .where(DSL.splitPart(input, ".", 1).eq(id))));
    }

    /** Ids that begin as this one does. */
    List<String> similar(String id) {
        String start = id.substring(0, Math.min(3, id.length()));
        return sql.select(Columns.ID)
                .from(Store.RECORD)
                .where(Columns.ID.startsWith(start).and(Store.STATE.eq(Store.CURRENT)))
                .limit(200)
                .fetch(Columns.ID);
    }

    /** An entry's text, as the store keeps it. */
    static JSON json(ObjectNode entry) {
        return JSON.valueOf(Json.write(entry));
    }
}
