package org.qalqan.collections;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.JSON;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.evidence.Reading;

/**
 * The one way to write. Each writing transaction takes the store's next revision and appends what it changed to the change
 * log; nothing updates a record by another way.
 */
@ApplicationScoped
public class Store {

    static final Table<Record> RECORD = table(name("record"));
    static final Table<Record> CHANGE = table(name("change"));
    static final String CURRENT = "current";
    static final Field<String> STATE = Columns.text("state");
    static final Field<String> SUCCESSOR = Columns.text("successor");
    static final Field<String> REASON = Columns.text("reason");

    private static final Set<String> OF_EVERY_WRITE = Set.of("revision", "updatedAt");
    static final Table<Record> STORE_REVISION = table(name("store_revision"));
    private static final Field<String> IDENTITY = DSL.field("store::text", SQLDataType.CLOB);
    static final Table<Record> REFERENCE = table(name("reference"));
    private static final Table<Record> DISAGREEMENT =
            DisagreementResource.listing().table();
    private static final Table<Record> GAP = GapResource.listing().table();
    private static final Field<String> TYPE = Columns.text("type");
    private static final Field<String> TITLE = Columns.text("title");
    static final Field<JSON> ENTRY = DSL.field(name("entry"), SQLDataType.JSON);
    private static final Field<OffsetDateTime> UPDATED_AT =
            DSL.field(name("updated_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<JSON> BODY = DSL.field(name("body"), SQLDataType.JSON);

    private final DSLContext sql;
    private final Sources sources;

    Store(DSLContext sql, Sources sources) {
        this.sql = sql;
        this.sources = sources;
    }

    /** The revision of the last writing transaction; 0 when nothing was ever written. */
    public long revision() {
        return sql.select(Columns.REVISION).from(STORE_REVISION).fetchSingle().value1();
    }

    /** What tells this store from every other: made when its schema was. */
    String identity() {
        return sql.select(IDENTITY).from(STORE_REVISION).fetchSingle().value1();
    }

    /** Waits until this transaction alone, of all replicas, may write. */
    public void lockForWriting() {
        sql.selectOne().from(STORE_REVISION).forUpdate().fetch();
    }

    /**
     * Writes all of them, or none when one fails, under the next revision.
     *
     * @param who whose change this is
     * @param why the reason, for the history; a withdrawal has a reason of its own
     * @return the revision
     */
    @Transactional
    public long write(List<RecordWrite> writes, String who, String why) {
        long revision = sql.update(STORE_REVISION)
                .set(Columns.REVISION, Columns.REVISION.plus(1))
                .returningResult(Columns.REVISION)
                .fetchSingle()
                .value1();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Map<String, ObjectNode> before = snapshots(writes);
        Map<String, List<KnownVersion>> versions = new LinkedHashMap<>();
        Map<String, Map<String, List<String>>> references = new LinkedHashMap<>();
        for (RecordWrite write : writes) {
            if (write instanceof RecordWrite.Put put) {
                List<KnownVersion> ofRecord = KnownVersion.of(put.declaration(), put.draft(), revision, now);
                versions.put(put.id(), ofRecord);
                references.put(put.id(), references(put, today(ofRecord)));
            }
        }
        Set<String> written = writes.stream().map(RecordWrite::id).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> known = known(written);
        Set<String> local = known(references.values().stream()
                .flatMap(byField -> byField.values().stream())
                .flatMap(List::stream)
                .collect(Collectors.toSet()));
        local.addAll(written);

        List<Query> registrations = new ArrayList<>();
        List<Query> removals = new ArrayList<>();
        List<Query> insertions = new ArrayList<>();
        int ordinal = 0;
        for (RecordWrite write : writes) {
            registrations.add(register(write, revision, now));
            if (known.contains(write.id())) {
                removals.addAll(remove(write));
            }
            ObjectNode after = null;
            if (write instanceof RecordWrite.Put put) {
                List<KnownVersion> ofRecord = versions.getOrDefault(put.id(), List.of());
                insertions.addAll(insert(put, ofRecord, references.getOrDefault(put.id(), Map.of()), local));
                after = Readings.snapshot(today(ofRecord), put.draft().readings());
            }
            insertions.add(sql.insertInto(CHANGE)
                    .set(Columns.REVISION, revision)
                    .set(Columns.integer("ordinal"), ++ordinal)
                    .set(Columns.text("record"), write.id())
                    .set(Columns.text("kind"), kindOfChange(write, known.contains(write.id())))
                    .set(
                            Columns.texts("fields"),
                            changedFields(before.get(write.id()), after).toArray(String[]::new))
                    .set(json("before"), asJson(before.get(write.id())))
                    .set(json("after"), asJson(after))
                    .set(SUCCESSOR, write instanceof RecordWrite.Merge merge ? merge.successor() : null)
                    .set(Columns.text("who"), who)
                    .set(
                            Columns.text("why"),
                            write instanceof RecordWrite.Withdraw withdrawal ? withdrawal.reason() : why)
                    .set(DSL.field(name("at"), SQLDataType.TIMESTAMPWITHTIMEZONE), now.atOffset(ZoneOffset.UTC)));
        }
        Statements.execute(sql, registrations);
        Statements.execute(sql, removals);
        Statements.execute(sql, insertions);
        return revision;
    }

    /** Those of the ids that the store has given out. */
    private Set<String> known(Set<String> ids) {
        return new LinkedHashSet<>(sql.select(Columns.ID)
                .from(RECORD)
                .where(Columns.oneOf(Columns.ID, ids))
                .fetch(Columns.ID));
    }

    private static String kindOfChange(RecordWrite write, boolean known) {
        if (write instanceof RecordWrite.Withdraw) {
            return "withdrawn";
        }
        if (write instanceof RecordWrite.Merge) {
            return "merged";
        }
        return known ? "changed" : "added";
    }

    /** The members that differ, apart from those that every write changes; none when the record is there on one side only. */
    private static List<String> changedFields(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before == null || after == null) {
            return List.of();
        }
        // as text both have the same types of numbers
        JsonNode was = Json.read(Json.write(before));
        JsonNode became = Json.read(Json.write(after));
        Set<String> names = new LinkedHashSet<>();
        became.path("record").fieldNames().forEachRemaining(names::add);
        was.path("record").fieldNames().forEachRemaining(names::add);
        names.removeAll(OF_EVERY_WRITE);
        names.removeIf(name ->
                became.path("record").path(name).equals(was.path("record").path(name)));
        if (!became.path("readings").equals(was.path("readings"))) {
            names.add("readings");
        }
        return List.copyOf(names);
    }

    private Query register(RecordWrite write, long revision, Instant now) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(TYPE, write.declaration().type());
        values.put(Columns.REVISION, revision);
        values.put(UPDATED_AT, now.atOffset(ZoneOffset.UTC));
        values.put(LoadedEntries.DECLARATION_DIGEST, LoadedEntries.digest(write.declaration()));
        if (write.digest() != null) {
            values.put(LoadedEntries.LOADED_DIGEST, write.digest());
        }
        values.put(ENTRY, StoredEntries.json(write.entry()));
        values.put(STATE, CURRENT);
        values.put(SUCCESSOR, null);
        values.put(REASON, null);
        if (write instanceof RecordWrite.Put put) {
            values.put(TITLE, put.draft().title());
        } else if (write instanceof RecordWrite.Withdraw withdrawal) {
            values.put(TITLE, withdrawal.title());
            values.put(STATE, "withdrawn");
            values.put(REASON, withdrawal.reason());
        } else if (write instanceof RecordWrite.Merge merge) {
            values.put(TITLE, merge.title());
            values.put(STATE, "merged");
            values.put(SUCCESSOR, merge.successor());
        }
        return sql.insertInto(RECORD)
                .set(Columns.ID, write.id())
                .set(values)
                .onConflict(Columns.ID)
                .doUpdate()
                .set(values);
    }

    private List<Query> remove(RecordWrite write) {
        return List.of(
                sql.deleteFrom(table(name(write.declaration().table()))).where(Columns.ID.eq(write.id())),
                sql.deleteFrom(Readings.TABLE).where(Columns.text("record").eq(write.id())),
                sql.deleteFrom(DISAGREEMENT).where(Columns.text("record").eq(write.id())),
                sql.deleteFrom(GAP).where(Columns.text("record").eq(write.id())),
                sql.deleteFrom(REFERENCE).where(Columns.text("record").eq(write.id())));
    }

    /** The version that nothing has replaced. */
    private static ObjectNode today(List<KnownVersion> versions) {
        return versions.get(versions.size() - 1).body();
    }

    private List<Query> insert(
            RecordWrite.Put put, List<KnownVersion> versions, Map<String, List<String>> references, Set<String> local) {
        List<Query> queries = new ArrayList<>();
        for (KnownVersion version : versions) {
            queries.add(insertVersion(put.declaration(), version));
            insertFindings(put, version, queries);
        }
        references.forEach((field, ids) -> ids.stream()
                .distinct()
                .forEach(target -> queries.add(sql.insertInto(REFERENCE)
                        .set(Columns.text("record"), put.id())
                        .set(Columns.text("field"), field)
                        .set(Columns.text("target"), target)
                        .set(Columns.text("local_target"), local.contains(target) ? target : null))));
        int ordinal = 0;
        for (var reading : put.draft().readings()) {
            queries.add(sql.insertInto(Readings.TABLE).set(Readings.row(reading, ++ordinal)));
        }
        return queries;
    }

    /** What the record refers to: in what it shows, and in what is said beside that and counts. */
    private static Map<String, List<String>> references(RecordWrite.Put put, ObjectNode shown) {
        List<org.qalqan.collections.declare.Field> fields = put.declaration().fields();
        Map<String, List<String>> references = Columns.references(fields, shown, "");
        for (Reading reading : put.draft().readings()) {
            if (reading.counts() && reading.value() != null) {
                ObjectNode said = Json.MAPPER.createObjectNode();
                said.putArray(reading.field()).add(reading.value());
                Columns.references(fields, said, "").forEach((field, targets) -> references
                        .computeIfAbsent(field, none -> new ArrayList<>())
                        .addAll(targets));
            }
        }
        return references;
    }

    private Query insertVersion(Declaration declaration, KnownVersion version) {
        ObjectNode body = version.body();
        String[] targets = Columns.references(declaration.fields(), body, "").values().stream()
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
        return sql.insertInto(table(name(declaration.table())))
                .set(Columns.ID, body.path("id").textValue())
                .set(Columns.REVISION, body.path("revision").longValue())
                .set(UPDATED_AT, OffsetDateTime.parse(body.path("updatedAt").textValue()))
                .set(known(version))
                .set(BODY, JSON.valueOf(Json.write(body)))
                .set(Map.of(Search.COLUMN, SearchVector.of(declaration, body)))
                .set(Columns.REFERS_TO, targets)
                .set(Columns.valuesOf(declaration, body))
                .set(Columns.validityOf(declaration, version.readings()));
    }

    private static Map<Field<?>, Object> known(KnownVersion version) {
        return Map.of(
                Columns.KNOWN_FROM, version.from(),
                Columns.KNOWN_UNTIL, version.until(),
                Columns.KNOWN_CERTAIN, version.certain());
    }

    private void insertFindings(RecordWrite.Put put, KnownVersion version, List<Query> queries) {
        Map<String, Integer> taken = new HashMap<>();
        for (Disagreement disagreement : Disagreement.in(version.readings())) {
            ObjectNode body = finding(version.body(), disagreement.body(sources));
            String id = body.path("id").textValue();
            int count = taken.merge(id, 1, Integer::sum);
            body.put("id", count == 1 ? id : id + "." + count);
            queries.add(insertFinding(DISAGREEMENT, put, version, body, disagreement.readings())
                    .set(Columns.text("item"), disagreement.item())
                    .set(Columns.texts("bases"), disagreement.bases().toArray(String[]::new))
                    .set(
                            Columns.texts("differences"),
                            disagreement.differences().toArray(String[]::new))
                    .set(
                            Columns.integer("independent_sources"),
                            body.path("independentSources").intValue()));
        }
        for (Gap gap : Gap.in(version.readings())) {
            queries.add(insertFinding(GAP, put, version, finding(version.body(), gap.body()), gap.readings())
                    .set(Columns.bool("partial"), gap.partial()));
        }
    }

    private InsertSetMoreStep<Record> insertFinding(
            Table<Record> table, RecordWrite.Put put, KnownVersion version, ObjectNode body, List<Reading> readings) {
        return sql.insertInto(table)
                .set(Columns.ID, body.path("id").textValue())
                .set(known(version))
                .set(Columns.text("record"), put.id())
                .set(Columns.text("record_type"), put.declaration().type())
                .set(Columns.text("field"), body.path("field").textValue())
                .set(Columns.text("status"), body.path("status").textValue())
                .set(Columns.texts("sources"), Disagreement.sourcesOf(readings).toArray(String[]::new))
                .set(Columns.texts("topics"), put.draft().topics().toArray(String[]::new))
                .set(BODY, JSON.valueOf(Json.write(body)));
    }

    /** What was found in a record's readings, with what tells the record. */
    static ObjectNode finding(JsonNode record, ObjectNode finding) {
        JsonNode item = finding.path("item");
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put(
                "id",
                record.path("id").textValue() + "." + finding.path("field").textValue()
                        + (item.isTextual() ? "." + Spelling.slug(item.textValue()) : ""));
        body.set("recordType", record.path("type"));
        body.set("record", record.path("id"));
        body.set("title", record.path("title"));
        body.set("url", record.path("url"));
        body.set("topics", record.path("topics"));
        body.setAll(finding);
        return body;
    }

    /** The records as they are before the write, for the change log. */
    private Map<String, ObjectNode> snapshots(List<RecordWrite> writes) {
        Map<String, ObjectNode> snapshots = new LinkedHashMap<>();
        Map<Declaration, List<RecordWrite>> byCollection =
                writes.stream().collect(Collectors.groupingBy(RecordWrite::declaration));
        byCollection.forEach((declaration, ofCollection) -> {
            List<String> ids = ofCollection.stream().map(RecordWrite::id).toList();
            Map<String, List<JsonNode>> readings = new Readings(sql).ofRecords(ids, null);
            sql.select(Columns.ID, Columns.BODY)
                    .from(table(name(declaration.table())))
                    .where(Columns.oneOf(Columns.ID, ids).and(Columns.KNOWN_UNTIL.eq(Columns.LAST_DAY)))
                    .forEach(row -> {
                        ObjectNode snapshot = Json.MAPPER.createObjectNode();
                        snapshot.set("record", Json.read(row.value2()));
                        snapshot.set(
                                "readings", Json.MAPPER.valueToTree(readings.getOrDefault(row.value1(), List.of())));
                        snapshots.put(row.value1(), snapshot);
                    });
        });
        return snapshots;
    }

    private static Field<JSON> json(String column) {
        return DSL.field(name(column), SQLDataType.JSON);
    }

    private static @Nullable JSON asJson(@Nullable JsonNode json) {
        return json == null ? null : JSON.valueOf(Json.write(json));
    }
}
