package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** Makes the file of a release. What it takes of one service is of one revision, or it is taken again. */
final class Cut {

    private static final int TRIES = 3;
    private static final long MAX_SIZE = 64L << 20;
    private static final String SOURCES = "sources";

    private final Exports exports;
    private final MergedDocument document;

    /** What one service holds at one revision. */
    private record Harvest(long revision, Map<JsonNode, List<JsonNode>> collections, List<JsonNode> readings) {}

    Cut(Exports exports, MergedDocument document) {
        this.exports = exports;
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
        for (Service service : Service.values()) {
            harvests.put(service, harvest(service));
        }
        DataPackage files = new DataPackage();
        Map<JsonNode, List<JsonNode>> collections = new LinkedHashMap<>();
        harvests.values().forEach(harvest -> collections.putAll(harvest.collections()));
        collections.entrySet().stream()
                .sorted(Comparator.comparing(
                        collection -> collection.getKey().path("collection").asText()))
                .forEach(collection -> {
                    String name = collection.getKey().path("collection").asText();
                    Table table = new Table(
                            name,
                            name.replace('-', ' '),
                            collection.getKey().path("description").asText(),
                            Column.ofCollection(collection.getKey()),
                            List.of("id"),
                            collection.getValue());
                    files.add(table, document.recordSchema(name));
                });
        files.add(readings(harvests), document.schema("Reading"));
        files.add(codelists(collections.keySet()), codeSchema());
        ObjectNode descriptor = descriptor(request, dataset, harvests, collections);
        files.add(dataset.at("/licenses/0/path").asText("LICENSE"), licence.getBytes(StandardCharsets.UTF_8));
        files.add("README.md", readme(request, descriptor).getBytes(StandardCharsets.UTF_8));
        if (files.size() > MAX_SIZE) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The record is larger than a release may be, " + (MAX_SIZE >> 20) + " MB.");
        }
        return files.zip(descriptor);
    }

    private Harvest harvest(Service service) {
        long before = exports.revision(service);
        for (int i = 0; i < TRIES; i++) {
            Map<JsonNode, List<JsonNode>> collections = new LinkedHashMap<>();
            exports.object(service, "/v1/meta/fields")
                    .path("items")
                    .forEach(collection -> collections.put(
                            collection,
                            exports.rows(service, collection.path("collection").asText())));
            List<JsonNode> readings = exports.rows(service, "readings");
            long after = exports.revision(service);
            if (before == after) {
                return new Harvest(after, collections, readings);
            }
            before = after;
        }
        throw new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "The record of " + service.noun() + " kept changing while the release was cut.",
                List.of(),
                Map.of("Retry-After", "10"));
    }

    private static Table readings(Map<Service, Harvest> harvests) {
        List<JsonNode> rows = new ArrayList<>();
        harvests.values().forEach(harvest -> rows.addAll(harvest.readings()));
        rows.sort(Comparator.comparing(row -> row.path("id").asText()));
        return new Table(
                "readings",
                "readings",
                "What each source says about each field of each record, and where.",
                Column.ofReadings(),
                List.of("id"),
                rows);
    }

    /** The codelists that fields name; every service has all of them. */
    private Table codelists(Iterable<JsonNode> collections) {
        TreeSet<String> names = new TreeSet<>();
        collections.forEach(collection -> collection.findValues("codelist").stream()
                .filter(JsonNode::isTextual)
                .forEach(name -> names.add(name.textValue())));
        List<JsonNode> rows = new ArrayList<>();
        for (String name : names) {
            exports.object(Service.TIMELINE, "/v1/meta/codelists/" + name)
                    .path("codes")
                    .forEach(code -> {
                        ObjectNode row = Json.object().put("codelist", name);
                        code.properties().forEach(member -> row.set(member.getKey(), member.getValue()));
                        rows.add(row);
                    });
        }
        return new Table(
                "codelists",
                "codelists",
                "The codes that fields can have, and what they mean.",
                Column.ofCodes(),
                List.of("codelist", "code"),
                rows);
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
            ReleaseRequest request,
            ObjectNode dataset,
            Map<Service, Harvest> harvests,
            Map<JsonNode, List<JsonNode>> collections) {
        ObjectNode descriptor = dataset.deepCopy();
        descriptor.put("version", request.id());
        descriptor.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        descriptor.put("notes", request.notes());
        ObjectNode revisions = descriptor.putObject("revisions");
        harvests.forEach((service, harvest) -> revisions.put(service.id(), harvest.revision()));
        ArrayNode sources = descriptor.putArray(SOURCES);
        collections.forEach((collection, rows) -> {
            if (collection.path("collection").asText().equals(SOURCES)) {
                rows.forEach(row -> sources.add(source(row)));
            }
        });
        return descriptor;
    }

    private static ObjectNode source(JsonNode row) {
        ObjectNode source = Json.object().put("title", row.path("title").asText());
        String address = row.path("address").asText();
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
                nobody knows, and `status` says why. A word that begins like a formula has an apostrophe in front of it in CSV.

                """.formatted(
                        descriptor.path("title").asText(descriptor.path("name").asText()),
                        request.id(),
                        descriptor.path("description").asText(),
                        request.notes(),
                        descriptor.path("created").asText().substring(0, 10)).stripTrailing()
                + "\n";
    }
}
