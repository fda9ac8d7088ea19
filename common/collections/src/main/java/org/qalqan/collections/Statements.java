package org.qalqan.collections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Statements that are sent together, of which none depends on another. */
final class Statements {

    private Statements() {}

    /** Executes all of them; those that differ in their values alone are prepared once, and sent as one. */
    static void execute(DSLContext sql, List<Query> statements) {
        Map<String, List<Query>> byShape = new LinkedHashMap<>();
        statements.forEach(statement -> byShape.computeIfAbsent(statement.getSQL(), shape -> new ArrayList<>())
                .add(statement));
        byShape.values().forEach(alike -> {
            BatchBindStep values = sql.batch(alike.get(0));
            for (Query statement : alike) {
                values = values.bind(statement.getBindValues().toArray());
            }
            values.execute();
        });
    }
}
