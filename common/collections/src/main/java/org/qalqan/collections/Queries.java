package org.qalqan.collections;

import io.netty.channel.EventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the store that hold no thread while the database works: statements of jOOQ, sent one behind another over a few kept connections
 * (pipelining), each prepared once. Whoever writes, streams or migrates has the pooled connections of the data source; both go to the
 * database that the data source names.
 *
 * <p>A failure is a {@link DataAccessException}, as jOOQ has it, with the SQLSTATE where there is one.
 */
@Singleton
class Queries {

    private static final int CONNECTIONS_OF_A_LOOP = 2;
    private static final int IN_ONE_PIPELINE = 32;
    private static final int STATEMENTS_AT_ONCE = 256;
    private static final int WAITING = 1_000;
    private static final int STATEMENTS = 512;
    private static final int LONGEST_STATEMENT = 10_000;
    private static final int CONNECT_MILLIS = 5_000;

    /** Less than the four seconds for which a gateway waits; the database itself gives up a little earlier. */
    private static final int PATIENCE_MILLIS = 3_400;

    private static final String PATIENCE_OF_DATABASE = "3200ms";

    private static final int MOST_SHAPES = 1_000;

    private static final String NO_CONNECTION = "08000";

    /** In front of a statement that is not kept. */
    private static final String FOR_THESE_VALUES = "/* planned for these values */ ";

    private final Vertx vertx;
    private final DSLContext sql;
    private final PgConnectOptions database;

    /** Of each event loop its own, so that a read goes to the database and comes back on the thread that it began on. */
    private final Map<EventLoop, Pool> pools = new ConcurrentHashMap<>();

    private final Statement revision;
    private final Map<String, Statement> shapes = new ConcurrentHashMap<>();

    /**
     * A query with its values.
     *
     * @param fields what each row has, as who reads it names them
     */
    record Question(ResultQuery<?> query, List<Field<?>> fields) {

        static Question of(ResultQuery<?> query) {
            return new Question(query, List.of(query.fields()));
        }
    }

    /** A statement with places for values: SQL as PostgreSQL has it, with {@code $1} for the first value, and what each row has. */
    private static final class Statement {
        private final String text;
        private final Field<?>[] fields;

        Statement(String text, List<Field<?>> fields) {
            this.text = text;
            this.fields = fields.toArray(Field[]::new);
        }
    }

    Queries(
            Vertx vertx,
            DSLContext sql,
            @ConfigProperty(name = "qalqan.service") String service,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.vertx = vertx;
        this.sql = sql;
        this.revision = statement(Question.of(DSL.select(Columns.REVISION).from(Store.STORE_REVISION)));
        this.database = PgConnectOptions.fromUri(url.substring("jdbc:".length()))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(STATEMENTS)
                .setPreparedStatementCacheSqlFilter(
                        text -> text.length() <= LONGEST_STATEMENT && !text.startsWith(FOR_THESE_VALUES))
                .setPipeliningLimit(IN_ONE_PIPELINE)
                .setProperties(Map.of(
                        "application_name", service + "-service-reads", "statement_timeout", PATIENCE_OF_DATABASE));
        database.setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true);
        username.ifPresent(database::setUser);
        password.ifPresent(database::setPassword);
    }

    @PreDestroy
    void close() {
        pools.values().forEach(Pool::close);
    }

    private Pool pool() {
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        return pools.computeIfAbsent(loop, of -> PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS_OF_A_LOOP).setMaxWaitQueueSize(WAITING))
                .connectingTo(database)
                .withConnectHandler(connection -> {
                    sendTogether(connection);
                    connection.close();
                })
                .using(vertx)
                .build());
    }

    /** Statements that are asked for in one turn of the event loop go out in one piece: each alone would be a call of the system. */
    private static void sendTogether(SqlConnection connection) {
        if (((SqlConnectionInternal) connection).unwrap().unwrap() instanceof SocketConnectionBase direct) {
            direct.socket()
                    .channelHandlerContext()
                    .pipeline()
                    .addFirst(new FlushConsolidationHandler(STATEMENTS_AT_ONCE, true));
        }
    }

    /** The store's revision. */
    Future<Long> revision() {
        return fetch(revision, List.of()).map(rows -> rows.get(0).get(Columns.REVISION));
    }

    private Statement statement(Question question) {
        return new Statement(sql.renderNamedParams(question.query()), question.fields());
    }

    /** The rows that a question finds. */
    Future<List<Row>> fetch(Question question) {
        return fetch(statement(question), question.query().getBindValues());
    }

    /**
     * The rows that a question finds of which the database must know the values to find them well: a statement that is kept gets a plan for
     * any values sooner or later.
     */
    Future<List<Row>> fetchForTheseValues(Question question) {
        Statement statement = statement(question);
        return fetch(
                new Statement(FOR_THESE_VALUES + statement.text, question.fields()),
                question.query().getBindValues());
    }

    /**
     * The rows that a question finds of which many of one shape are asked: its statement is written once.
     *
     * @param shape what all of them have in common, as a name
     * @param values what they differ in, in the order of the statement's places
     */
    Future<List<Row>> fetch(String shape, List<?> values, Supplier<Question> question) {
        Statement known = shapes.get(shape);
        if (known != null) {
            return fetch(known, values);
        }
        Question first = question.get();
        Statement statement = statement(first);
        List<Object> bound = first.query().getBindValues();
        // a mistake about which value goes where would show in answers to others only
        if (!Arrays.deepEquals(bound.toArray(), values.toArray())) {
            throw new IllegalStateException("the values of " + shape + " are not those of its statement");
        }
        // those that are asked for often are soon back
        if (shapes.size() >= MOST_SHAPES) {
            shapes.clear();
        }
        shapes.put(shape, statement);
        return fetch(statement, values);
    }

    private Future<List<Row>> fetch(Statement statement, List<?> values) {
        return pool().preparedQuery(statement.text)
                .execute(Tuple.from(new ArrayList<>(values)))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(found -> rows(statement.fields, found))
                .recover(e -> Future.failedFuture(ours(e)));
    }

    private static List<Row> rows(Field<?>[] fields, RowSet<io.vertx.sqlclient.Row> found) {
        List<Row> rows = new ArrayList<>(found.size());
        for (io.vertx.sqlclient.Row row : found) {
            @Nullable Object[] values = new Object[fields.length];
            for (int i = 0; i < values.length; i++) {
                Object value = row.getValue(i);
                values[i] = value instanceof Numeric number ? number.bigDecimalValue() : value;
            }
            rows.add(new Row(fields, values));
        }
        return rows;
    }

    private static Throwable ours(Throwable e) {
        if (e instanceof PgException refusal) {
            return failure(e, refusal.getSqlState());
        }
        boolean away = e instanceof IOException || e instanceof VertxException || e instanceof TimeoutException;
        return away ? failure(e, NO_CONNECTION) : e;
    }

    private static DataAccessException failure(Throwable e, String state) {
        String message = String.valueOf(e.getMessage());
        return new DataAccessException(message, new SQLException(message, state, e));
    }

    /** What was asked for, for those who have a thread to wait on. */
    static <T> T await(Future<T> asked) {
        try {
            return asked.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
