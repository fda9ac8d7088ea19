package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Answers what clients ask of the lists about evidence: each item says which service keeps the record. */
@Singleton
class EvidenceReads {

    private final DSLContext sql;
    private final Queries queries;
    private final Codelists codelists;
    private final Answers answers;
    private final ListStream streams;
    private final String service;

    EvidenceReads(
            DSLContext sql,
            Queries queries,
            Codelists codelists,
            Answers answers,
            ListStream streams,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.answers = answers;
        this.streams = streams;
        this.sql = sql;
        this.queries = queries;
        this.codelists = codelists;
        this.service = service;
    }

    /** The list that the request asks for. */
    Response list(
            Listing listing,
            List<? extends Field<?>> columns,
            Function<Row, ObjectNode> item,
            Format format,
            HttpServerRequest request) {
        ListQuery query = ListQuery.parse(request.query(), listing, format, codelists);
        Response unchanged = answers.unchanged(format, request);
        if (unchanged != null) {
            return unchanged;
        }
        if (query.whole()) {
            streams.requireFree();
            return answers.stream(
                    streams.of(listing, query, columns, rows -> items(rows, item, listing, query), format),
                    answers.revision(),
                    format,
                    request);
        }
        if (query.grouping() != null) {
            return answers.ofStore(
                    Groups.answer(sql, listing, query, query.grouping(), answers.revision()), format, request);
        }
        return answers.ofStore(Queries.await(page(listing, columns, item, query)), format, request);
    }

    /** The page that the query asks for. */
    Future<Answered> page(
            Listing listing, List<? extends Field<?>> columns, Function<Row, ObjectNode> item, ListQuery query) {
        return Lists.fetch(queries, listing, query, columns)
                .map(page -> page.answer(items(page.rows(), item, listing, query), query.format(), query.columns()));
    }

    private List<String> items(List<Row> rows, Function<Row, ObjectNode> item, Listing listing, ListQuery query) {
        return rows.stream()
                .map(row -> answer(item.apply(row), service))
                .map(answer -> Json.write(query.fields().isEmpty() ? answer : cutDown(answer, listing, query)))
                .toList();
    }

    private static ObjectNode cutDown(ObjectNode answer, Listing listing, ListQuery query) {
        return answer.retain(Stream.concat(listing.identity().stream(), query.fields().stream())
                .toList());
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
