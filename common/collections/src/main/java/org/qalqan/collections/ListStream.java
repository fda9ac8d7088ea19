package org.qalqan.collections;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * Writes lists to their end, as they are at one moment, without having them in memory. A stream keeps a connection to the database
 * until its client has read it: there are only so many at a time, and none lasts longer than its limit.
 */
@Singleton
class ListStream {

    private static final int ROWS_AT_ONCE = 500;
    private static final String RETRY_AFTER_SECONDS = "5";

    private final DSLContext sql;
    private final Duration limit;
    private final Semaphore free;

    ListStream(
            DSLContext sql,
            @ConfigProperty(name = "qalqan.streams.limit", defaultValue = "2m") Duration limit,
            @ConfigProperty(name = "qalqan.streams.at-once", defaultValue = "6") int atOnce) {
        this.sql = sql;
        this.limit = limit;
        this.free = new Semaphore(atOnce);
    }

    /** Refuses when as many streams as there may be are being written. */
    void requireFree() {
        if (free.availablePermits() == 0) {
            throw tooMany();
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "As many downloads as can be are under way. Try again in a moment.",
                List.of(),
                Map.of("Retry-After", RETRY_AFTER_SECONDS));
    }

    /**
     * The rows, as they will be written.
     *
     * @param items the items of some rows, as JSON, in their order
     */
    StreamingOutput of(
            Listing listing,
            ListQuery query,
            List<? extends Field<?>> columns,
            Function<List<Row>, List<String>> items,
            Format format) {
        return output -> {
            if (!free.tryAcquire()) {
                throw tooMany();
            }
            try {
                long end = System.nanoTime() + limit.toNanos();
                QuarkusTransaction.requiringNew()
                        .timeout(Math.toIntExact(limit.toSeconds()))
                        .run(() -> write(listing, query, columns, items, format, output, end));
            } finally {
                free.release();
            }
        };
    }

    private void write(
            Listing listing,
            ListQuery query,
            List<? extends Field<?>> columns,
            Function<List<Row>, List<String>> items,
            Format format,
            OutputStream output,
            long end) {
        sql.execute("set transaction isolation level repeatable read, read only");
        var ordered = sql.select(new ArrayList<Field<?>>(columns))
                .from(listing.table())
                .where(query.condition())
                .orderBy(query.sort().stream().map(SortKey::order).toList());
        List<Object> after = query.after();
        var all = after == null ? ordered : ordered.seek(Lists.values(query.sort(), after));
        try (Cursor<Record> cursor = all.fetchSize(ROWS_AT_ONCE).fetchLazy()) {
            RowWriter writer = RowWriter.of(format, query.columns(), output);
            while (cursor.hasNext()) {
                for (String item : items.apply(cursor.fetchNext(ROWS_AT_ONCE).map(Row::of))) {
                    writer.write(item);
                }
                if (System.nanoTime() - end > 0) {
                    throw new IOException("the client did not read the stream in " + limit);
                }
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
