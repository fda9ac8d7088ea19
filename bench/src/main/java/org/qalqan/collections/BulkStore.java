package org.qalqan.collections;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * The service's own {@link Store}, many times as fast: the rows are those that it makes, but the indices are made when all rows are there.
 */
final class BulkStore {

    private BulkStore() {}

    /** A store on the connection. */
    static Store on(Connection connection) {
        DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
        return new Store(sql, new SyntheticRecords.AnySource());
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
