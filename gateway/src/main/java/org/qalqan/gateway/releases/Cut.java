package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** Makes the file of a release of the services' own exports. What it takes of one service is of one revision, or it is taken again. */
final class Cut {

    private static final int TRIES = 3;
    private static final String SOURCES = "sources";
    private static final String READINGS = "readings";
    private static final String CODELISTS = "codelists";
    private static final String CSV = ".csv";
    private static final String NDJSON = ".ndjson";

    private final Calls calls;
    private final MergedDocument document;

    /** What one service holds at one revision: its tables, and the collection of each type of record. */
    private record Harvest(long revision, Map<String, String> collections, List<Table> tables) {}

    Cut(Calls calls, MergedDocument document) {
        this.calls = calls;
        this.document = document;
    }

    /**
     * The file.
     *
     * @param dataset what the dataset says of itself
     * @param licence the text of its licence
     */
    byte[] make(ReleaseRequest request, ObjectNode dataset, String licence) {
        Map<Service, Harvest> harvests = new EnumMap<>(Service.class);
        Map<String, String> collections = new TreeMap<>();
        for (Service service : Service.values()) {
            Harvest harvest = harvest(service);
            harvests.put(service, harvest);
            collections.putAll(harvest.collections());
        }
        Map<String, Table> tables = tables(harvests.values());
        Map<String, JsonNode> codelists = codelists(tables.values());
        DataPackage files = new DataPackage();
        tables.forEach((name, table) -> {
            JsonNode row = name.equals(READINGS) ? document.schema("Reading") : document.recordSchema(name);
            files.addTable(
                    name, table.title(), table.description(), table.csvBytes(), table.schema(codelists, collections));
            files.addLines(name, table.title(), table.description(), table.ndjsonBytes(), row);
        });
        files.addLines(
                CODELISTS,
                CODELISTS,
                "The codes that fields can have, and what they mean.",
                lines(codelists),
                codeSchema());
        ObjectNode descriptor = descriptor(request, dataset, harvests, tables.get(SOURCES));
        files.add(dataset.at("/licenses/0/path").asText("LICENSE"), licence.getBytes(StandardCharsets.UTF_8));
        files.add("README.md", readme(request, descriptor).getBytes(StandardCharsets.UTF_8));
        if (files.size() > DataPackage.MAX_SIZE) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The record is larger than a release may be, " + (DataPackage.MAX_SIZE >> 20) + " MB.");
        }
        return files.zip(descriptor);
    }

    private Harvest harvest(Service service) {
        for (int i = 0; i < TRIES; i++) {
            Harvest harvest = ofOneRevision(service);
            if (harvest != null) {
                return harvest;
            }
        }
        throw new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "The record of " + service.noun() + " kept changing while the release was cut.",
                List.of(),
                Map.of("Retry-After", "10"));
    }

    /** All lists of the service; null when its store changed meanwhile: an answer may be newer than the revision that it names. */
    private @Nullable Harvest ofOneRevision(Service service) {
        long revision = calls.revision(service, READINGS + CSV);
        ObjectNode described = calls.object(service, "/v1/meta/fields");
        Map<String, JsonNode> lists = new TreeMap<>();
        Map<String, String> collections = new TreeMap<>();
        described.path("items").forEach(collection -> {
            String name = collection.path("collection").asText();
            lists.put(name, collection);
            collections.put(collection.path("type").asText(), name);
        });
        described.path("lists").forEach(list -> {
            if (list.path("list").asText().equals(READINGS)) {
                lists.put(READINGS, list);
            }
        });
        List<Table> tables = new ArrayList<>();
        for (Map.Entry<String, JsonNode> list : lists.entrySet()) {
            String name = list.getKey();
            Export csv = calls.export(service, name + CSV);
            Export ndjson = calls.export(service, name + NDJSON);
            if (csv.revision() != revision || ndjson.revision() != revision) {
                return null;
            }
            Table table = new Table(name, list.getValue(), List.of(csv), List.of(ndjson));
            if (!Arrays.equals(csv.header(), table.header())) {
                throw new UpstreamException(service, Fault.BROKEN, "columns of " + name + " that it does not describe");
            }
            tables.add(table);
        }
        return calls.revision(service, READINGS + CSV) == revision ? new Harvest(revision, collections, tables) : null;
    }

    /** The tables by name; one that several services have is put together, in the order of the services. */
    private static Map<String, Table> tables(Iterable<Harvest> harvests) {
        Map<String, Table> tables = new TreeMap<>();
        harvests.forEach(
                harvest -> harvest.tables().forEach(table -> tables.merge(table.name(), table, Table::followedBy)));
        return tables;
    }

    /** The codes of the codelists that fields name; every service has all of them. */
    private Map<String, JsonNode> codelists(Iterable<Table> tables) {
        Map<String, JsonNode> codelists = new TreeMap<>();
        for (Table table : tables) {
            for (JsonNode name : table.described().findValues("codelist")) {
                if (name.isTextual()) {
                    codelists.computeIfAbsent(name.textValue(), codelist -> calls.object(
                                    Service.TIMELINE, "/v1/meta/codelists/" + codelist)
                            .path("codes"));
                }
            }
        }
        return codelists;
    }

    private static byte[] lines(Map<String, JsonNode> codelists) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        codelists.forEach((name, codes) -> codes.forEach(code -> {
            ObjectNode line = Json.object().put("codelist", name);
            code.properties().forEach(member -> line.set(member.getKey(), member.getValue()));
            lines.writeBytes(Json.bytes(line));
            lines.write('\n');
        }));
        return lines.toByteArray();
    }

    private ObjectNode codeSchema() {
        ObjectNode schema = document.schema("CodelistEntry");
        ObjectNode row = Json.object();
        row.put("$schema", schema.path("$schema").asText());
        row.set(
                "allOf",
                Json.array(List.of(Json.object().put("$ref", schema.path("$ref").asText()))));
        row.putObject("properties")
                .putObject("codelist")
                .put("type", "string")
                .put("description", "Name of the codelist.");
        row.putArray("required").add("codelist");
        row.set("$defs", schema.path("$defs"));
        return row;
    }

    private static ObjectNode descriptor(
            ReleaseRequest request, ObjectNode dataset, Map<Service, Harvest> harvests, @Nullable Table sources) {
        ObjectNode descriptor = dataset.deepCopy();
        descriptor.put("version", request.id());
        descriptor.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        descriptor.put("notes", request.notes());
        ObjectNode revisions = descriptor.putObject("revisions");
        harvests.forEach((service, harvest) -> revisions.put(service.id(), harvest.revision()));
        ArrayNode named = descriptor.putArray(SOURCES);
        if (sources != null) {
            try (MappingIterator<JsonNode> records = Json.lines(sources.ndjsonBytes())) {
                records.forEachRemaining(record -> named.add(source(record)));
            } catch (IOException e) {
                throw new UpstreamException(Service.TIMELINE, Fault.BROKEN, "unreadable sources", e);
            }
        }
        return descriptor;
    }

    private static ObjectNode source(JsonNode record) {
        ObjectNode source = Json.object().put("title", record.path("title").asText());
        String address = record.path("address").asText();
        if (address.matches("https?://\\S+")) {
            source.put("path", address);
        }
        return source;
    }

    private static String readme(ReleaseRequest request, ObjectNode descriptor) {
        return """
                # %s, release %s

                %s

                %s

                Cut on %s. `datapackage.json` describes every file, with its schema and its SHA-256 (Data Package, version 2). In `data/` each
                collection is there twice: as CSV, described by a Table Schema, and as NDJSON, one record a line as the API answers it, described
                by a JSON Schema in `schemas/`. `readings` holds what each source says about each field, and where; an empty cell is a value that
                nobody knows, and `status` says why. `codelists.ndjson` tells what codes mean; a column that holds one code names the titles in
                `categories`. A word that begins like a formula has an apostrophe in front of it in CSV.

                """.formatted(
                        descriptor.path("title").asText(descriptor.path("name").asText()),
                        request.id(),
                        descriptor.path("description").asText(),
                        request.notes(),
                        descriptor.path("created").asText().substring(0, 10)).stripTrailing()
                + "\n";
    }
}
