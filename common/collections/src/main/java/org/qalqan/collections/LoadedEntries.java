package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;

/**
 * The store's records as entries, and what is remembered of the dataset that they were loaded from. Only who loads it writes here; it takes
 * no revision, because no answer shows it.
 */
@Singleton
public class LoadedEntries {

    static final Field<String> LOADED_DIGEST = Columns.text("loaded_digest");
    static final Field<String> DECLARATION_DIGEST = Columns.text("declaration_digest");

    private static final Field<Integer> PLACE = Columns.integer("place");
    private static final Field<Integer> PLACE_OR_FIRST = DSL.coalesce(PLACE, DSL.inline(0));
    private static final Field<String> TYPE = Columns.text("type");
    private static final Field<String> RECORD = Columns.text("record");
    private static final Field<String> DIGEST =
            DSL.field("encode(sha256(convert_to(entry::text, 'UTF8')), 'hex')", SQLDataType.CLOB);
    /** A record that was written without an entry, and never loaded, has nothing that could be compared, or exported. */
    private static final Condition HAS_ENTRY = DSL.condition("(loaded_digest is not null or entry::text <> '{}')");

    private static final Map<Declaration, String> DECLARATION_DIGESTS = new ConcurrentHashMap<>();

    private final DSLContext sql;

    LoadedEntries(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * An entry as the store has it, without its words.
     *
     * @param id the record's id
     * @param type the record's type
     * @param digest of the entry as it is now
     * @param loaded what was last loaded for the id; null when nothing was
     * @param declaration digest of the declaration by which the record is shown
     * @param knownOn when each of its readings was out, in their order; null where nothing tells
     */
    public record Kept(
            String id,
            String type,
            String digest,
            @Nullable Loaded loaded,
            String declaration,
            List<@Nullable String> knownOn) {}

    /**
     * An entry of the dataset that was loaded, or decided about.
     *
     * @param digest of the entry
     * @param place where it stands among those of its file, from 0
     */
    public record Loaded(String digest, int place) {}

    /** All entries of the store, by id. */
    public Map<String, Kept> all() {
        Map<String, List<@Nullable String>> knownOn = new LinkedHashMap<>();
        sql.select(RECORD, Columns.text("known_on"))
                .from(Readings.TABLE)
                .where(RECORD.in(sql.select(Columns.ID).from(Store.RECORD).where(HAS_ENTRY)))
                .orderBy(RECORD, Readings.ORDINAL)
                .forEach(row -> knownOn.computeIfAbsent(row.value1(), id -> new ArrayList<>())
                        .add(row.value2()));
        Map<String, Kept> all = new LinkedHashMap<>();
        sql.select(Columns.ID, TYPE, DIGEST, LOADED_DIGEST, PLACE_OR_FIRST, DECLARATION_DIGEST)
                .from(Store.RECORD)
                .where(HAS_ENTRY)
                .orderBy(Columns.ID)
                .forEach(row -> all.put(
                        row.value1(),
                        new Kept(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4() == null ? null : new Loaded(row.value4(), row.value5()),
                                row.value6(),
                                knownOn.getOrDefault(row.value1(), List.of()))));
        return all;
    }

    /** The entries of these records, by id. */
    public Map<String, ObjectNode> of(Collection<String> ids) {
        Map<String, ObjectNode> entries = new LinkedHashMap<>();
        sql.select(Columns.ID, Store.ENTRY)
                .from(Store.RECORD)
                .where(Columns.oneOf(Columns.ID, ids))
                .forEach(row -> entries.put(row.value1(), entry(row.value2())));
        return entries;
    }

    /** The entries of all records of a type, withdrawn and merged ones too: in the dataset's order, then what only editors have made, by id. */
    public List<ObjectNode> ofType(String type) {
        return sql.select(Store.ENTRY)
                .from(Store.RECORD)
                .where(TYPE.eq(type).and(HAS_ENTRY))
                .orderBy(PLACE.asc().nullsLast(), Columns.ID)
                .fetch(row -> entry(row.value1()));
    }

    private static ObjectNode entry(JSON kept) {
        return (ObjectNode) Json.read(kept.data());
    }

    /** Remembers, for each id, what was loaded. */
    public void remember(Map<String, Loaded> loaded) {
        List<Query> updates = new ArrayList<>();
        loaded.forEach((id, entry) -> updates.add(sql.update(Store.RECORD)
                .set(LOADED_DIGEST, entry.digest())
                .set(PLACE, entry.place())
                .where(Columns.ID.eq(id))));
        Statements.execute(sql, updates);
    }

    /** Digest of an entry, as {@link Kept} has it. */
    public static String digest(ObjectNode entry) {
        return digest(Json.write(entry));
    }

    /** Digest of all that a declaration says. */
    public static String digest(Declaration declaration) {
        return DECLARATION_DIGESTS.computeIfAbsent(declaration, said -> digest(said.toString()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
