package org.qalqan.collections;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.FieldError;

/** Reads the append-only log of changes as a feed: in order, from any position on. */
@ApplicationScoped // and so made when it is first asked: it knows all collections, of which each knows it
class Changes {

    static final String VALUES = "values";

    private static final List<String> KINDS = List.of("added", "changed", "withdrawn", "merged");
    private static final List<String> PARAMETERS = List.of("since", "record", "recordType", "kind", "include", "limit");
    private static final List<String> OF_HISTORY = List.of("since", "include", "limit");

    private static final Field<Long> REVISION = field(name("change", "revision"), SQLDataType.BIGINT);
    private static final Field<Integer> ORDINAL = field(name("change", "ordinal"), SQLDataType.INTEGER);
    private static final Field<String> CHANGED = field(name("change", "record"), SQLDataType.CLOB);
    private static final Field<String> KIND = field(name("change", "kind"), SQLDataType.CLOB);
    private static final Field<String> WHO = field(name("change", "who"), SQLDataType.CLOB);
    private static final Field<String> WHY = field(name("change", "why"), SQLDataType.CLOB);
    private static final Field<String> SUCCESSOR = field(name("change", "successor"), SQLDataType.CLOB);
    private static final Field<String[]> FIELDS = field(name("change", "fields"), Columns.TEXTS);
    private static final Field<OffsetDateTime> AT = field(name("change", "at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<JSON> BEFORE = field(name("change", "before"), SQLDataType.JSON);
    private static final Field<JSON> AFTER = field(name("change", "after"), SQLDataType.JSON);
    private static final Field<String> ID = field(name("record", "id"), SQLDataType.CLOB);
    private static final Field<String> TYPE = field(name("record", "type"), SQLDataType.CLOB);
    private static final Field<String> TITLE = field(name("record", "title"), SQLDataType.CLOB);

    private final DSLContext sql;
    private final Store store;
    private final Collections collections;
    private final Codelists codelists;
    private final String service;

    Changes(
            DSLContext sql,
            Store store,
            Collections collections,
            Codelists codelists,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.sql = sql;
        this.store = store;
        this.collections = collections;
        this.codelists = codelists;
        this.service = service;
    }

    /** The page of all changes that the query string asks for. */
    Change.Page page(@Nullable String queryString) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(PARAMETERS);
        return page("/v1/changes", query, conditions(query));
    }

    /** The page of the changes of one record that the query string asks for. */
    Change.Page history(Declaration declaration, String record, @Nullable String queryString) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(OF_HISTORY);
        return page(
                "/v1/" + declaration.path() + "/" + record + "/history",
                query,
                new ArrayList<>(List.of(CHANGED.eq(record))));
    }

    /** What one revision did to a record, with the record on both sides; empty when it did nothing. */
    Optional<Change> of(String record, long revision) {
        return sql.select(columns(true))
                .from(Store.CHANGE)
                .join(Store.RECORD)
                .on(CHANGED.eq(ID))
                .where(CHANGED.eq(record).and(REVISION.eq(revision)))
                .fetchOptional(row -> change(row, true));
    }

    /** What one revision did to a record, told in the same words whatever has come since; empty when it did nothing. */
    Optional<Change> made(String record, long revision) {
        return of(record, revision).map(Change::asItWas);
    }

    private static List<Field<?>> columns(boolean values) {
        List<Field<?>> columns = new ArrayList<>(
                List.of(REVISION, ORDINAL, CHANGED, KIND, WHO, WHY, SUCCESSOR, FIELDS, AT, TYPE, TITLE));
        if (values) {
            columns.addAll(List.of(BEFORE, AFTER));
        }
        return columns;
    }

    private Change.Page page(String path, QueryString query, List<Condition> conditions) {
        // the revision first: what it stands for is then there to its last change
        long latest = store.revision();
        ChangePosition since = since(query, latest);
        boolean values = query.words("include", List.of(VALUES)).contains(VALUES);
        int limit = query.limit();
        query.throwIfInvalid();

        conditions.add(row(REVISION, ORDINAL).gt(row(val(since.revision()), val(since.ordinal()))));
        conditions.add(REVISION.le(latest));
        List<Change> changes = sql.select(columns(values))
                .from(Store.CHANGE)
                .join(Store.RECORD)
                .on(CHANGED.eq(ID))
                .where(conditions)
                .orderBy(REVISION, ORDINAL)
                .limit(limit + 1)
                .fetch(row -> change(row, values));
        boolean more = changes.size() > limit;
        List<Change> items = more ? changes.subList(0, limit) : changes;
        String position = more
                ? items.get(items.size() - 1).id()
                : ChangePosition.afterAllOf(latest).text(service);
        String rest = query.without(List.of("since"));
        String next = more ? path + "?" + (rest.isEmpty() ? "" : rest + "&") + "since=" + position : null;
        return new Change.Page(items, next, position);
    }

    private ChangePosition since(QueryString query, long latest) {
        String text = query.value("since");
        if (text == null) {
            return ChangePosition.BEGINNING;
        }
        ChangePosition since = ChangePosition.parse(text, service).orElse(null);
        if (since == null) {
            query.reject(FieldError.query(
                    "since",
                    "'since' is a position of this service, such as " + service + ":12 or " + service + ":12.40"));
            return ChangePosition.BEGINNING;
        }
        if (since.revision() > latest) {
            query.reject(FieldError.query(
                    "since",
                    "'" + text + "' is a position that this store has not reached: it is at " + service + ":"
                            + latest));
        }
        return since;
    }

    private List<Condition> conditions(QueryString query) {
        List<Condition> conditions = new ArrayList<>();
        List<String> records = query.requireIds("record", query.list("record"));
        if (!records.isEmpty()) {
            conditions.add(CHANGED.in(records));
        }
        List<String> types = query.words("recordType", codelists.recordTypes());
        if (!types.isEmpty()) {
            conditions.add(TYPE.in(types));
        }
        List<String> kinds = query.words("kind", KINDS);
        if (!kinds.isEmpty()) {
            conditions.add(KIND.in(kinds));
        }
        return conditions;
    }

    private Change change(Record row, boolean values) {
        long revision = row.get(REVISION);
        int ordinal = row.get(ORDINAL);
        String type = row.get(TYPE);
        String record = row.get(CHANGED);
        return new Change(
                new ChangePosition(revision, ordinal).text(service),
                service,
                revision,
                ordinal,
                row.get(KIND),
                record,
                type,
                row.get(TITLE),
                "/v1/" + collections.ofType(type).path() + "/" + record,
                row.get(AT).toInstant(),
                row.get(WHO),
                row.get(WHY),
                row.get(SUCCESSOR),
                List.of(row.get(FIELDS)),
                values ? new Change.Values(snapshot(row.get(BEFORE)), snapshot(row.get(AFTER))) : null);
    }

    private static Change.@Nullable Snapshot snapshot(@Nullable JSON kept) {
        if (kept == null) {
            return null;
        }
        JsonNode snapshot = Json.read(kept.data());
        return new Change.Snapshot(snapshot.path("record"), snapshot.path("readings"));
    }
}
