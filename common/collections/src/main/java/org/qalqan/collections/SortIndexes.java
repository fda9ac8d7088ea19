package org.qalqan.collections;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Kind;

/**
 * An index for each key by which a list can be sorted, so that a page of a large collection is found without sorting all of it. What a key is made of,
 * with its sentinels, is known to {@link SortKey} alone, so that the indexes follow from the declarations instead of standing in the migrations: they are
 * made when they are not there, before the dataset is loaded.
 *
 * <ul>
 *   <li>They hold today's rows. Earlier versions are vaguer: they would heap up at the beginnings of years, in front of what today's readers look for.
 *   <li>What readers knew at other times is kept in the order that a list has unless told otherwise; in other orders it is sorted.
 *   <li>The time spans of each date are kept too, for what reaches into the days that are asked for.
 * </ul>
 */
@Singleton
class SortIndexes {

    private static final int BEFORE_LOADING = 0;
    /** Any number that nobody else locks: of several replicas that start, one makes them. */
    private static final long LOCK = 0x51_0002;

    /** That of the primary key; and relevance is not kept. */
    private static final Set<String> HAVE_ONE = Set.of("id", SortKey.RELEVANCE);

    private final DSLContext sql;
    private final Collections collections;

    SortIndexes(DSLContext sql, Collections collections) {
        this.sql = sql;
        this.collections = collections;
    }

    void make(@Observes @Priority(BEFORE_LOADING) StartupEvent event) {
        sql.transaction(transaction -> {
            DSLContext inside = transaction.dsl();
            inside.execute("select pg_advisory_xact_lock({0})", DSL.inline(LOCK));
            collections.all().forEach(declaration -> make(inside, declaration));
        });
    }

    private static void make(DSLContext sql, Declaration declaration) {
        Listing listing = Listing.of(declaration);
        listing.fields().stream()
                .filter(field -> field.kind() == Kind.DATE && !field.many())
                .forEach(field -> makeOfSpans(sql, listing, field.column()));
        for (String name : listing.sortNames()) {
            if (HAVE_ONE.contains(name)) {
                continue;
            }
            if (name.equals(declaration.mainDate())) {
                make(sql, "sort_known_", listing, name, false, DSL.noCondition());
            }
            Condition today = listing.knownAt(null);
            make(sql, "sort_up_", listing, name, false, today);
            if (!listing.sortKey(name, true)
                    .column()
                    .equals(listing.sortKey(name, false).column())) {
                // what is not known is last in both directions
                make(sql, "sort_down_", listing, name, true, today);
            }
        }
    }

    private static void makeOfSpans(DSLContext sql, Listing listing, String column) {
        sql.execute(
                "create index if not exists {0} on {1} using gist (({2})) where {3}",
                DSL.name("span_" + listing.table().getName() + "_" + column),
                listing.table(),
                Columns.span(column),
                listing.knownAt(null));
    }

    private static void make(
            DSLContext sql, String prefix, Listing listing, String key, boolean descending, Condition rows) {
        Field<?> column = listing.sortKey(key, descending).column();
        sql.createIndexIfNotExists(DSL.name(prefix + listing.table().getName() + "_" + key))
                .on(listing.table(), DSL.field("({0})", column).asc(), Columns.ID.asc())
                .where(rows)
                .execute();
    }
}
