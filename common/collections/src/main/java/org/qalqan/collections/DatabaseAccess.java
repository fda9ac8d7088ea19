package org.qalqan.collections;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** The store's SQL, on the pooled connections of the service. */
class DatabaseAccess {

    @Produces
    @Singleton
    DSLContext sql(DataSource dataSource) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(new DefaultConfiguration()
                .set(dataSource)
                .set(SQLDialect.POSTGRES)
                .set(new Settings().withExecuteLogging(false).withRenderNamedParamPrefix("$"))
                .set(new Patience()));
    }

    /**
     * What is asked outside a transaction is a read that somebody waits for: the database is told to give it up before a gateway does. Writes,
     * loads and exports have transactions, and the longer time of the connection.
     */
    private static final class Patience implements ExecuteListener {

        private static final long serialVersionUID = 1L;
        private static final int SECONDS = 3;

        @Override
        public void executeStart(ExecuteContext context) {
            try {
                Statement statement = context.statement();
                if (statement != null && context.connection().getAutoCommit()) {
                    statement.setQueryTimeout(SECONDS);
                }
            } catch (SQLException e) {
                throw new DataAccessException("no time for the statement", e);
            }
        }
    }
}
