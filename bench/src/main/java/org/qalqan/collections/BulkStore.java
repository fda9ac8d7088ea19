package org.qalqan.collections;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Batch;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The service's own {@link Store}, many times as fast: the rows are those that it makes, but statements that differ in their values only are
 * prepared once, and the indices are made when all rows are there.
 */
final class BulkStore {

    private BulkStore() {}

    /** A store whose batches are grouped. */
    static Store on(Connection connection) {
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
        DSLContext grouping = proxy(DSLContext.class, (self, method, arguments) -> {
            if (method.getName().equals("batch") && arguments[0] instanceof Collection<?> queries) {
                List<Query> statements = queries.stream().map(Query.class::cast).toList();
                return proxy(Batch.class, (batch, called, none) -> execute(sql, statements));
            }
            try {
                return method.invoke(sql, arguments);
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
            }
        });
        return new Store(grouping, new SyntheticRecords.AnySource());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(BulkStore.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object execute(DSLContext sql, List<Query> queries) {
        Map<String, List<Query>> groups = new LinkedHashMap<>();
        queries.forEach(query -> groups.computeIfAbsent(query.getSQL(), text -> new ArrayList<>())
                .add(query));
        for (List<Query> alike : groups.values()) {
            BatchBindStep batch = sql.batch(alike.get(0));
            for (Query query : alike) {
                batch = batch.bind(query.getBindValues().toArray());
            }
            batch.execute();
        }
        return new int[0];
    }

    /** The indices of the tables that a write touches, apart from those that keep keys unique, and the one by which it looks for readings. */
    record Indices(List<String> definitions) {

        /** Drops them and remembers how they are made. */
        static Indices drop(Connection connection, String collection) throws SQLException {
            String ofTables = " from pg_index i join pg_class t on t.oid = i.indrelid"
                    + " left join pg_constraint c on c.conindid = i.indexrelid"
                    + " where c.oid is null and i.indexrelid <> 'reading_record'::regclass and t.relname in ('record', 'reading', 'reference', 'disagreement', 'gap', 'change', '"
                    + collection + "') order by i.indexrelid";
            List<String> definitions =
                    SyntheticRecords.strings(connection, "select pg_get_indexdef(i.indexrelid)" + ofTables);
            for (String name : SyntheticRecords.strings(connection, "select i.indexrelid::regclass::text" + ofTables)) {
                SyntheticRecords.execute(connection, "drop index " + name);
            }
            return new Indices(definitions);
        }

        void create(Connection connection) throws SQLException {
            for (String definition : definitions) {
                SyntheticRecords.execute(connection, definition);
            }
        }
    }
}
