package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Answers what clients ask of the lists about evidence: each item says which service keeps the record. */
@Singleton
class EvidenceReads {

    private final DSLContext sql;
    private final Codelists codelists;
    private final String service;

    EvidenceReads(DSLContext sql, Codelists codelists, @ConfigProperty(name = "qalqan.service") String service) {
        this.sql = sql;
        this.codelists = codelists;
        this.service = service;
    }

    String list(
            Listing listing,
            List<? extends Field<?>> columns,
            Function<Record, ObjectNode> item,
            @Nullable String queryString) {
        ListQuery query = ListQuery.parse(queryString, listing, codelists);
        if (query.grouping() != null) {
            return Groups.answer(sql, listing, query, query.grouping());
        }
        return Lists.fetch(sql, listing, query, columns).body(row -> {
            ObjectNode answer = answer(item.apply(row), service);
            return Json.write(query.fields().isEmpty() ? answer : answer.retain(query.fields()));
        });
    }

    /** The item with the service that keeps the record, right after its id. */
    static ObjectNode answer(ObjectNode item, String service) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("id", item.get("id"));
        answer.put("service", service);
        answer.setAll(item);
        return answer;
    }
}
