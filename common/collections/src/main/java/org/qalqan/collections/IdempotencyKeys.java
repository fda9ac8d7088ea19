package org.qalqan.collections;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * Which requests have been done already, by the key that their caller gave them: kept with what they did, in the same transaction, so that
 * every replica knows them as long as the store does. A key is its caller's own, and is forgotten after {@link #KEPT}.
 */
@Singleton
class IdempotencyKeys {

    /** How long a key is known. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Table<Record> TABLE = table(name("idempotency_key"));
    private static final Field<String> WHO = Columns.text("who");
    private static final Field<String> KEY = Columns.text("key");
    private static final Field<String> DIGEST = Columns.text("digest");
    private static final Field<Integer> STATUS = Columns.integer("status");
    private static final Field<String> RECORD = Columns.text("record");
    private static final Field<OffsetDateTime> AT = field(name("at"), SQLDataType.TIMESTAMPWITHTIMEZONE);

    private final DSLContext sql;

    IdempotencyKeys(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What a request came to.
     *
     * @param status status of its answer
     * @param record the record that was changed
     * @param revision the revision at which it was; of a request that changed nothing, the one that made the record as it was then
     */
    record Done(int status, String record, long revision) {}

    /**
     * What the same request came to before; empty when there was none, or when it has no key.
     *
     * @throws ProblemException a 422 when the key belongs to another request
     */
    Optional<Done> done(EditRequest request) {
        String key = request.key();
        if (key == null) {
            return Optional.empty();
        }
        return sql.select(DIGEST, STATUS, RECORD, Columns.REVISION)
                .from(TABLE)
                .where(WHO.eq(request.who()).and(KEY.eq(key)).and(AT.ge(forgotten())))
                .fetchOptional(row -> {
                    if (!row.value1().equals(request.digest())) {
                        throw new ProblemException(
                                ProblemType.IDEMPOTENCY_KEY_REUSED,
                                "The key came before with another request.",
                                List.of(FieldError.header(
                                        EditRequest.IDEMPOTENCY_KEY,
                                        "'" + EditRequest.IDEMPOTENCY_KEY
                                                + "' is new for each request, and the same for its repetitions")),
                                Map.of());
                    }
                    return new Done(row.value2(), row.value3(), row.value4());
                });
    }

    /** Remembers the request, if it has a key. */
    void keep(EditRequest request, Done done) {
        String key = request.key();
        if (key == null) {
            return;
        }
        sql.deleteFrom(TABLE).where(AT.lt(forgotten())).execute();
        sql.insertInto(TABLE)
                .set(WHO, request.who())
                .set(KEY, key)
                .set(DIGEST, request.digest())
                .set(STATUS, done.status())
                .set(RECORD, done.record())
                .set(Columns.REVISION, done.revision())
                .set(AT, now())
                .execute();
    }

    /** Keys from before that are known no more. */
    private static OffsetDateTime forgotten() {
        return now().minus(KEPT);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC);
    }
}
