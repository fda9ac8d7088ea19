package org.qalqan.collections;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** The store's SQL, on the pooled connections of the service. */
class DatabaseAccess {

    @Produces
    @Singleton
    DSLContext sql(DataSource dataSource) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(
                dataSource,
                SQLDialect.POSTGRES,
                new Settings().withExecuteLogging(false).withRenderNamedParamPrefix("$"));
    }
}
