package org.qalqan.timeline.release;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Cursor;
import org.qalqan.collections.Json;
import org.qalqan.collections.QueryString;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** Keeps releases for ever: a row for each, and its bytes in parts. */
@Singleton
class Releases {

    private static final int PART_BYTES = 1_048_576;
    private static final String LIST = "releases";
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*");

    private static final Table<Record> RELEASE = table(name("release"));
    private static final Table<Record> PART = table(name("release_part"));
    private static final Field<String> ID = field(name("id"), SQLDataType.CLOB);
    private static final Field<OffsetDateTime> CREATED_AT =
            field(name("created_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<Long> SIZE = field(name("size"), SQLDataType.BIGINT);
    private static final Field<String> SHA_256 = field(name("sha256"), SQLDataType.CLOB);
    private static final Field<JSON> DESCRIPTION = field(name("description"), SQLDataType.JSON);
    private static final Field<String> OF_RELEASE = field(name("release"), SQLDataType.CLOB);
    private static final Field<Integer> ORDINAL = field(name("ordinal"), SQLDataType.INTEGER);
    private static final Field<byte[]> BYTES = field(name("bytes"), SQLDataType.BLOB);

    private final DSLContext sql;

    Releases(DSLContext sql) {
        this.sql = sql;
    }

    /** The page that the query string asks for, the newest first. */
    Release.Page page(@Nullable String queryString) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(List.of("limit", "cursor", "total"));
        int limit = query.limit();
        boolean total = query.word("total", List.of("true", "false"), "false").equals("true");
        Condition beyond = beyond(query);
        query.throwIfInvalid();
        List<Release> found = sql.select(DESCRIPTION)
                .from(RELEASE)
                .where(beyond)
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(limit + 1)
                .fetch(row -> described(row.value1()).inList());
        boolean more = found.size() > limit;
        List<Release> items = more ? found.subList(0, limit) : found;
        String rest = query.without(List.of("cursor"));
        return new Release.Page(
                items,
                more
                        ? "/v1/releases?" + (rest.isEmpty() ? "" : rest + "&") + "cursor="
                                + cursor(items.get(items.size() - 1))
                        : null,
                total ? sql.fetchCount(RELEASE) : null);
    }

    private static String cursor(Release last) {
        return Cursor.write(List.of(last.createdAt(), last.id()), LIST);
    }

    private static Condition beyond(QueryString query) {
        String cursor = query.value("cursor");
        if (cursor == null) {
            return noCondition();
        }
        List<String> keys = Cursor.read(cursor, LIST).orElse(List.of());
        try {
            if (keys.size() == 2 && TIME.matcher(keys.get(0)).matches() && Release.isId(keys.get(1))) {
                return row(CREATED_AT, ID).lt(row(val(OffsetDateTime.parse(keys.get(0))), val(keys.get(1))));
            }
        } catch (DateTimeException e) {
            // no such time: refused below
        }
        query.reject(FieldError.query("cursor", "the cursor is not one of this list: take it from 'next'"));
        return noCondition();
    }

    /** What is said of a release; empty when there is none of that id. */
    Optional<Release> find(String id) {
        return sql.select(DESCRIPTION).from(RELEASE).where(ID.eq(id)).fetchOptional(row -> described(row.value1()));
    }

    /** Writes the bytes of a release, part by part. */
    void copy(String id, OutputStream to) throws IOException {
        int ordinal = 1;
        byte[] part = part(id, ordinal);
        while (part != null) {
            to.write(part);
            part = part(id, ++ordinal);
        }
    }

    private byte @Nullable [] part(String id, int ordinal) {
        return sql.select(BYTES)
                .from(PART)
                .where(OF_RELEASE.eq(id).and(ORDINAL.eq(ordinal)))
                .fetchOne(BYTES);
    }

    /**
     * Keeps a release.
     *
     * @throws ProblemException a 409 when there is one of that id
     */
    @Transactional
    public void keep(Release release, byte[] zip) {
        int added = sql.insertInto(RELEASE)
                .set(ID, release.id())
                .set(CREATED_AT, OffsetDateTime.parse(release.createdAt()))
                .set(SIZE, release.size())
                .set(SHA_256, release.sha256())
                .set(DESCRIPTION, JSON.valueOf(Json.write(release)))
                .onConflict(ID)
                .doNothing()
                .execute();
        if (added == 0) {
            throw taken(release.id());
        }
        List<Query> parts = new ArrayList<>();
        for (int from = 0; from < zip.length; from += PART_BYTES) {
            parts.add(sql.insertInto(PART)
                    .set(OF_RELEASE, release.id())
                    .set(ORDINAL, from / PART_BYTES + 1)
                    .set(BYTES, Arrays.copyOfRange(zip, from, Math.min(zip.length, from + PART_BYTES))));
        }
        sql.batch(parts).execute();
    }

    /** What is answered when an id is asked for a second time. */
    static ProblemException taken(String id) {
        return new ProblemException(
                ProblemType.CONFLICT, "There is a release '" + id + "' already, and a release never changes.");
    }

    private static Release described(JSON description) {
        try {
            return Json.MAPPER.readValue(description.data(), Release.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored description does not parse", e);
        }
    }
}
