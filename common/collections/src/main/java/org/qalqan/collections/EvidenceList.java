package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Kind;

/** A list about the evidence for the records of this service: each item says which service keeps the record. */
final class EvidenceList {

    private final DSLContext sql;
    private final Codelists codelists;
    private final String service;

    EvidenceList(DSLContext sql, Codelists codelists, String service) {
        this.sql = sql;
        this.codelists = codelists;
        this.service = service;
    }

    Response answer(
            HttpServerRequest request,
            Listing listing,
            List<? extends Field<?>> columns,
            Function<Record, ObjectNode> item) {
        ListQuery query = ListQuery.parse(request.query(), listing, codelists);
        if (query.grouping() != null) {
            return Answers.json(Groups.answer(sql, listing, query, query.grouping()), request);
        }
        Lists.Page page = Lists.fetch(sql, listing, query, columns);
        return Answers.json(page.body(row -> Json.write(answer(item.apply(row), query.fields()))), request);
    }

    private ObjectNode answer(ObjectNode item, List<String> fields) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("id", item.get("id"));
        answer.put("service", service);
        answer.setAll(item);
        return fields.isEmpty() ? answer : answer.retain(fields);
    }

    /** A field of such a list. */
    static org.qalqan.collections.declare.Field field(
            String name, Kind kind, boolean many, String doc, @Nullable String codelist) {
        List<String> refersTo = kind == Kind.REFERENCE ? List.of("*") : List.of();
        return new org.qalqan.collections.declare.Field(
                name, kind, many, false, doc, codelist, refersTo, null, List.of());
    }
}
