package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** Answers what clients ask of a collection. An answer is put together from bodies that are stored ready-made. */
@Singleton
public class CollectionReads {

    /** Members that a record keeps even when it is cut down: without them it could not be told apart or fetched. */
    private static final List<String> IDENTITY = List.of("id", "type", "url");

    private final DSLContext sql;
    private final Codelists codelists;
    private final Readings readings;

    CollectionReads(DSLContext sql, Codelists codelists, Readings readings) {
        this.sql = sql;
        this.codelists = codelists;
        this.readings = readings;
    }

    /** The list that the query string asks for. */
    String list(Declaration declaration, @Nullable String queryString) {
        Listing listing = Listing.of(declaration);
        ListQuery query = ListQuery.parse(queryString, listing, codelists);
        Lists.Page page = Lists.fetch(sql, listing, query, List.of(Columns.ID, Columns.BODY));
        Map<String, List<JsonNode>> included = query.includeReadings()
                ? readings.ofRecords(
                        page.rows().stream().map(row -> row.get(Columns.ID)).toList())
                : Map.of();
        return page.body(row -> shape(row, query.fields(), query.includeReadings(), included));
    }

    /** The record of that id; empty when the collection never had one. */
    Optional<String> get(Declaration declaration, String id, @Nullable String queryString) {
        Listing listing = Listing.of(declaration);
        RecordQuery query = RecordQuery.parse(queryString, listing.names());
        Record row = sql.select(Columns.ID, Columns.BODY)
                .from(listing.table())
                .where(Columns.ID.eq(id))
                .fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        Map<String, List<JsonNode>> included = query.includeReadings() ? readings.ofRecords(List.of(id)) : Map.of();
        return Optional.of(shape(row, query.fields(), query.includeReadings(), included));
    }

    /**
     * The id of the record that has taken the place of this one; empty when the id was never given out.
     *
     * @throws ProblemException a 410 with the reason when the record was withdrawn
     */
    Optional<String> successor(Declaration declaration, String id) {
        Record row = sql.select(Store.STATE, Store.SUCCESSOR, Store.REASON)
                .from(Store.RECORD)
                .where(Columns.ID.eq(id).and(Columns.text("type").eq(DSL.val(declaration.type()))))
                .fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        String reason = row.get(Store.REASON);
        if (reason != null) {
            throw new ProblemException(ProblemType.GONE, "The record '" + id + "' was withdrawn: " + reason);
        }
        return Optional.ofNullable(row.get(Store.SUCCESSOR));
    }

    /** Every record of the collection that the Java record declares, by id, with its readings. */
    public <T> List<StoredRecord<T>> all(Class<T> view) {
        List<JsonNode> bodies = sql.select(Columns.BODY)
                .from(Listing.of(Declaration.of(view)).table())
                .orderBy(Columns.ID)
                .fetch(row -> Json.read(row.value1()));
        Map<String, List<JsonNode>> byRecord = readings.ofRecords(
                bodies.stream().map(body -> body.path("id").asText()).toList());
        return bodies.stream()
                .map(body -> {
                    String id = body.path("id").asText();
                    return new StoredRecord<>(
                            id,
                            body.path("title").asText(),
                            body.path("url").asText(),
                            Json.view(body, view),
                            byRecord.getOrDefault(id, List.of()));
                })
                .toList();
    }

    /** Only when something is cut or added is the stored body taken apart. */
    private static String shape(
            Record row, List<String> fields, boolean includeReadings, Map<String, List<JsonNode>> readings) {
        String body = row.get(Columns.BODY);
        if (fields.isEmpty() && !includeReadings) {
            return body;
        }
        ObjectNode record = (ObjectNode) Json.read(body);
        if (!fields.isEmpty()) {
            record.retain(Stream.concat(IDENTITY.stream(), fields.stream()).toList());
        }
        if (includeReadings) {
            record.set("readings", Json.MAPPER.valueToTree(readings.getOrDefault(row.get(Columns.ID), List.of())));
        }
        return Json.write(record);
    }
}
