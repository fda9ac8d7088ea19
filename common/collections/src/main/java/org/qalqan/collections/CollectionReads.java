package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** Answers what clients ask of a collection. An answer is put together from bodies that are stored ready-made. */
@Singleton
public class CollectionReads {

    static final String AS_OF_VALIDITY = "asOfValidity";
    static final String KNOWN_AT_CERTAIN = "knownAtCertain";

    private static final Pattern REVISION = Pattern.compile("[0-9]{1,18}");
    private static final Field<Long> STORE_REVISION =
            DSL.field(DSL.select(Columns.REVISION).from(Store.STORE_REVISION)).as("store_revision");

    private static final List<Field<?>> COLUMNS = List.of(Columns.ID, Columns.BODY, Columns.KNOWN_CERTAIN);

    private final DSLContext sql;
    private final Queries queries;
    private final Codelists codelists;
    private final Readings readings;
    private final Sources sources;
    private final Answers answers;
    private final ListStream streams;
    private final Changes changes;
    private final StoredEntries stored;

    CollectionReads(
            DSLContext sql,
            Queries queries,
            Codelists codelists,
            Readings readings,
            Sources sources,
            Answers answers,
            ListStream streams,
            Changes changes,
            StoredEntries stored) {
        this.changes = changes;
        this.stored = stored;
        this.answers = answers;
        this.streams = streams;
        this.sql = sql;
        this.queries = queries;
        this.codelists = codelists;
        this.readings = readings;
        this.sources = sources;
    }

    /** The list that the request asks for. */
    Response list(Declaration declaration, Format format, HttpServerRequest request) {
        Listing listing = Listing.of(declaration);
        ListQuery query = ListQuery.parse(request.query(), listing, format, codelists);
        Response unchanged = answers.unchanged(format, request);
        if (unchanged != null) {
            return unchanged;
        }
        if (query.whole()) {
            streams.requireFree();
            return answers.stream(
                    streams.of(listing, query, columns(query), rows -> items(rows, query), format),
                    answers.revision(),
                    format,
                    request);
        }
        return answers.ofStore(list(listing, query), format, request);
    }

    /** The page that the query asks for, when its records are shown as they are stored, or cut down. */
    Future<Answered> page(Listing listing, ListQuery query) {
        return Lists.fetch(queries, listing, query, columns(query))
                .map(page -> page.answer(items(page.rows(), query), query.format(), query.columns()));
    }

    /** The page that the query asks for. */
    Answered list(Listing listing, ListQuery query) {
        if (query.grouping() != null) {
            return Groups.answer(sql, listing, query, query.grouping(), answers.revision());
        }
        Lists.Page page = Queries.await(Lists.fetch(queries, listing, query, columns(query)));
        return page.answer(items(page.rows(), query), query.format(), query.columns());
    }

    private static List<Field<?>> columns(ListQuery query) {
        if (query.asOf() == null) {
            return COLUMNS;
        }
        List<Field<?>> columns = new ArrayList<>(COLUMNS);
        columns.add(validityOn(query.asOf()));
        return columns;
    }

    private List<String> items(List<Row> rows, ListQuery query) {
        if (query.fields().isEmpty() && query.includes().isEmpty() && query.knownAt() == null && query.asOf() == null) {
            return rows.stream().map(row -> row.get(Columns.BODY)).toList();
        }
        List<String> ids = rows.stream().map(row -> row.get(Columns.ID)).toList();
        Shape shape = new Shape(query.fields(), query.includes(), query.knownAt(), ids);
        return rows.stream()
                .map(row -> shape.of(row, query.asOf() == null ? null : row.get(AS_OF_VALIDITY, String.class)))
                .toList();
    }

    /** The record of that id; empty when the collection never had one, or nobody knew of it then. */
    Optional<Response> get(Declaration declaration, String id, HttpServerRequest request) {
        Listing listing = Listing.of(declaration);
        RecordQuery query = RecordQuery.parse(request.query(), listing.names());
        return Queries.await(row(listing, id, query))
                .map(row -> answers.ofRecord(shown(row, id, query), row.get(Columns.REVISION), request));
    }

    /** A record, when it is shown as it is stored, or cut down; empty as above. */
    Future<Optional<Found>> get(Listing listing, String id, RecordQuery query) {
        return row(listing, id, query)
                .map(found -> found.map(row -> new Found(shown(row, id, query), row.get(Columns.REVISION))));
    }

    /** A record, and the revision at which it, or one of its readings, last changed. */
    record Found(Answered answered, long changed) {}

    private Future<Optional<Row>> row(Listing listing, String id, RecordQuery query) {
        LocalDate day = query.knownAt();
        return (day == null
                        ? queries.fetch(listing.path() + "/{id}", List.of(id), () -> question(listing, id, null))
                        : queries.fetch(question(listing, id, day)))
                .map(rows -> rows.stream().findFirst());
    }

    private static Queries.Question question(Listing listing, String id, @Nullable LocalDate knownAt) {
        return Queries.Question.of(
                DSL.select(Columns.ID, Columns.BODY, Columns.KNOWN_CERTAIN, Columns.REVISION, STORE_REVISION)
                        .from(listing.table())
                        .where(Columns.ID.eq(id).and(listing.knownAt(knownAt))));
    }

    private Answered shown(Row row, String id, RecordQuery query) {
        String body = new Shape(query.fields(), query.includes(), query.knownAt(), List.of(id)).of(row, null);
        return new Answered(body, row.get(STORE_REVISION), null);
    }

    /** The page of the record's history that the request asks for: also of one that has left. */
    Response history(Declaration declaration, String id, HttpServerRequest request) {
        long revision = answers.revision();
        requireKnown(declaration, id);
        Change.Page page = changes.history(declaration, id, request.query());
        return answers.ofStore(new Answered(Json.write(page), revision, page.next()), Format.JSON, request);
    }

    /** What the revision did to the record. */
    Response change(Declaration declaration, String id, String revision, HttpServerRequest request) {
        new QueryString(request.query()).requireNone();
        long latest = answers.revision();
        requireKnown(declaration, id);
        if (!REVISION.matcher(revision).matches()) {
            throw nothingAt(id, revision);
        }
        Change change = changes.of(id, Long.parseLong(revision)).orElseThrow(() -> nothingAt(id, revision));
        return answers.ofStore(Json.write(change), latest, request);
    }

    private static ProblemException nothingAt(String id, String revision) {
        return new ProblemException(
                ProblemType.NOT_FOUND, "The record '" + id + "' did not change at a revision '" + revision + "'.");
    }

    private void requireKnown(Declaration declaration, String id) {
        boolean known = stored.find(id)
                .filter(found -> found.type().equals(declaration.type()))
                .isPresent();
        if (!known) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There is no record '" + id + "' in " + declaration.path() + ".");
        }
    }

    /** The record as its editors write it; empty when it is not there. */
    Optional<Response> entry(Declaration declaration, String id, HttpServerRequest request) {
        new QueryString(request.query()).requireNone();
        long revision = answers.revision();
        return stored.find(id)
                .filter(found -> found.isCurrent() && found.type().equals(declaration.type()))
                .map(found -> answers.ofRecord(
                        new Answered(Json.write(found.entry()), revision, null), found.revision(), request));
    }

    private static Field<String> validityOn(LocalDate day) {
        return DSL.field(
                        "case when not {0} @> {2} then 'disputed' when {1} @> {2} then 'certain' else 'possible' end",
                        String.class, Columns.VALID_UNDISPUTED, Columns.VALID_CERTAIN, DSL.val(day))
                .as(AS_OF_VALIDITY);
    }

    /**
     * The id of the record that has taken the place of this one; empty when the id was never given out.
     *
     * @throws ProblemException a 410 with the reason when the record was withdrawn; a 404 that says so when it is there today and was not
     *     known on the day that was asked for
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
        if (Store.CURRENT.equals(row.get(Store.STATE))) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "No source for the record '" + id + "' was out on the day of 'knownAt'.");
        }
        return Optional.ofNullable(row.get(Store.SUCCESSOR));
    }

    /**
     * Every record of the collection that the Java record declares, by id, with its readings.
     *
     * @param knownAt as readers knew them on that day; null for today
     */
    public <T> List<StoredRecord<T>> all(Class<T> view, @Nullable LocalDate knownAt) {
        Listing listing = Listing.of(Declaration.of(view));
        List<JsonNode> bodies = sql.select(Columns.BODY)
                .from(listing.table())
                .where(listing.knownAt(knownAt))
                .orderBy(Columns.ID)
                .fetch(row -> Json.read(row.value1()));
        Map<String, List<JsonNode>> byRecord = readings.ofRecords(
                bodies.stream().map(body -> body.path("id").asText()).toList(), knownAt);
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

    /** How records are answered: cut down, with extras. Only when something is cut or added is the stored body taken apart. */
    private final class Shape {
        private final List<String> fields;
        private final Set<Include> includes;
        private final @Nullable LocalDate knownAt;
        private final Map<String, List<JsonNode>> included;

        Shape(List<String> fields, Set<Include> includes, @Nullable LocalDate knownAt, List<String> ids) {
            this.fields = fields;
            this.includes = includes;
            this.knownAt = knownAt;
            this.included = includes.isEmpty() ? Map.of() : readings.ofRecords(ids, knownAt);
        }

        String of(Row row, @Nullable String asOfValidity) {
            String body = row.get(Columns.BODY);
            if (fields.isEmpty() && includes.isEmpty() && knownAt == null && asOfValidity == null) {
                return body;
            }
            ObjectNode record = (ObjectNode) Json.read(body);
            if (!fields.isEmpty()) {
                record.retain(Stream.concat(Listing.RECORD_IDENTITY.stream(), fields.stream())
                        .toList());
            }
            if (asOfValidity != null) {
                record.put(AS_OF_VALIDITY, asOfValidity);
            }
            if (knownAt != null) {
                record.put(KNOWN_AT_CERTAIN, row.get(Columns.KNOWN_CERTAIN));
            }
            List<JsonNode> ofRecord = included.getOrDefault(row.get(Columns.ID), List.of()).stream()
                    .filter(reading -> fields.isEmpty()
                            || fields.contains(reading.path("field").textValue()))
                    .toList();
            if (includes.contains(Include.READINGS)) {
                record.set(Include.READINGS.member(), Json.MAPPER.valueToTree(ofRecord));
            }
            if (includes.contains(Include.SOURCES)) {
                record.set(Include.SOURCES.member(), Backing.of(ofRecord, sources));
            }
            return Json.write(record);
        }
    }
}
