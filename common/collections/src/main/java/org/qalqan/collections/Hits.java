package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;

/**
 * Finds records in all collections with one statement, which asks the search index of each. Of a collection, so many hits are ranked and
 * counted and no more: a word that stands everywhere says little, and must not cost the more for it.
 */
@Singleton
class Hits {

    private static final int MOST_RANKED = 2_000;

    /** The revision is the one that the hits are of; a row is there even when no hit is. */
    private static final String STATEMENT = """
            with hit as materialized ({0})
            select store_revision.revision,
              (select coalesce(json_agg(json_build_object('key', key, 'count', n) order by n desc, key collate "C"), '[]')
                from (select type as key, count(*) as n from hit group by type) as counted) as types,
              (select coalesce(json_agg(json_build_object('key', key, 'count', n) order by n desc, key collate "C"), '[]')
                from (select topic as key, count(*) as n from hit cross join lateral unnest(topics) as topic group by topic)
                  as counted) as topics,
              page.type, page.id, page.rank, page.body
            from store_revision
            left join (
              select best.*, shown.body
              from (select type, id, rank from hit where {1} order by rank desc, id limit {2}) as best
              cross join lateral ({3}) as shown
            ) as page on true
            order by page.rank desc, page.id""";

    private final DSLContext sql;
    private final String service;

    Hits(DSLContext sql, @ConfigProperty(name = "qalqan.service") String service) {
        this.sql = sql;
        this.service = service;
    }

    /** The page that the query asks for. */
    Answered page(HitQuery query) {
        List<Record> rows = List.copyOf(sql.resultQuery(
                        STATEMENT,
                        query.collections().stream()
                                .<Select<?>>map(declaration -> ranked(declaration, query))
                                .reduce(Hits::union)
                                .orElseThrow(),
                        after(query.after()),
                        DSL.inline(query.limit() + 1),
                        query.collections().stream()
                                .<Select<?>>map(declaration -> body(declaration, query))
                                .reduce(Hits::union)
                                .orElseThrow())
                .fetch());
        Record first = rows.get(0);
        List<Record> found = rows.stream().filter(row -> row.get("id") != null).toList();
        boolean more = found.size() > query.limit();
        List<Record> shown = more ? found.subList(0, query.limit()) : found;
        String next = more ? query.next(place(shown.get(shown.size() - 1))) : null;

        JsonNode types = Json.read(first.get("types", String.class));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        shown.forEach(row -> items.add(hit(row, query)));
        answer.put("next", next);
        answer.put(
                "total",
                types.valueStream()
                        .mapToInt(type -> type.path("count").intValue())
                        .sum());
        answer.put(
                "bounded",
                types.valueStream().anyMatch(type -> type.path("count").intValue() >= MOST_RANKED));
        answer.putObject("facets")
                .<ObjectNode>set("types", types)
                .set("topics", Json.read(first.get("topics", String.class)));
        return new Answered(Json.write(answer), first.get("revision", Long.class), next);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the columns of both are the same
    private static Select<?> union(Select<?> one, Select<?> other) {
        return ((Select) one).unionAll((Select) other);
    }

    private static Select<?> ranked(Declaration declaration, HitQuery query) {
        Listing listing = Listing.of(declaration);
        Table<?> matching = DSL.select(Columns.ID, Columns.texts("topics"), Search.COLUMN)
                .from(listing.table())
                .where(listing.knownAt(query.knownAt()).and(query.search().condition()))
                .limit(DSL.inline(MOST_RANKED))
                .asTable("matching");
        return DSL.select(
                        DSL.inline(declaration.type()).as("type"),
                        Columns.ID,
                        Columns.texts("topics"),
                        query.search().relevance().as("rank"))
                .from(matching);
    }

    private static Select<?> body(Declaration declaration, HitQuery query) {
        Listing listing = Listing.of(declaration);
        return DSL.select(Columns.BODY)
                .from(listing.table())
                .where(DSL.condition("best.type = {0}", DSL.inline(declaration.type())))
                .and(Columns.ID.eq(DSL.field("best.id", String.class)))
                .and(listing.knownAt(query.knownAt()));
    }

    private static Condition after(HitQuery.@Nullable Place place) {
        return place == null
                ? DSL.noCondition()
                : DSL.condition("rank < {0} or rank = {0} and id > {1}", DSL.val(place.rank()), DSL.val(place.id()));
    }

    private static HitQuery.Place place(Record row) {
        return new HitQuery.Place(row.get("rank", Integer.class), row.get("id", String.class));
    }

    private ObjectNode hit(Record row, HitQuery query) {
        String type = row.get("type", String.class);
        JsonNode body = Json.read(row.get("body", String.class));
        Declaration declaration = query.collections().stream()
                .filter(collection -> collection.type().equals(type))
                .findFirst()
                .orElseThrow();
        ObjectNode hit = Json.MAPPER.createObjectNode();
        hit.set("id", body.path("id"));
        hit.put("service", service);
        for (String member : List.of("type", "url", "title", "topics")) {
            hit.set(member, body.path(member));
        }
        hit.put("rank", row.get("rank", Integer.class));
        hit.set("highlights", Highlight.of(query.search(), declaration, body));
        return hit;
    }
}
