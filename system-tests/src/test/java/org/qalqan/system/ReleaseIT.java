package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.localstack.Service;

/** A release is cut from a stack of its own, whose dataset then changes. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class ReleaseIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TITLE = "Decree on the reform of the armed forces";
    private static final String NEW_TITLE = "Decree on reforming the armed forces";
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "datetime", "date", "any");

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private static @Nullable ContractFilter contract;

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(STACK.address().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<byte[]> get(String path, String accept) throws Exception {
        HttpResponse<byte[]> answer =
                HTTP.send(request(path).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofByteArray());
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        contract()
                .check(
                        "GET",
                        path,
                        new Answer(answer.statusCode(), answer.headers().map(), body));
        return answer;
    }

    private static ContractFilter contract() throws Exception {
        if (contract == null) {
            HttpRequest document = request("/openapi?format=json").build();
            contract = new ContractFilter(
                    HTTP.send(document, HttpResponse.BodyHandlers.ofString()).body());
        }
        return contract;
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path, "application/json");
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(path + "\n" + body).isEqualTo(200);
        return Json.read(body);
    }

    private static HttpResponse<String> cut(String body, @Nullable String role) throws Exception {
        HttpRequest.Builder request = request("/v1/releases")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (role != null) {
            request.header("Authorization", "Bearer " + STACK.processes().token(role, Duration.ofMinutes(2)));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        contract()
                .check(
                        "POST",
                        "/v1/releases",
                        new Answer(answer.statusCode(), answer.headers().map(), answer.body()));
        return answer;
    }

    private static Map<String, byte[]> unpack(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        List<String> order = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), entries.readAllBytes());
                order.add(entry.getName());
            }
        }
        assertThat(order).isSorted().doesNotHaveDuplicates();
        return files;
    }

    @Test
    void aReleaseStaysAsItWasCut() throws Exception {
        String body = "{\"id\":\"2026-11\",\"notes\":\"The first.\"}";
        assertThat(cut(body, null).statusCode()).isEqualTo(401);
        assertThat(cut(body, "editor").statusCode()).isEqualTo(403);
        HttpResponse<String> created = cut(body, "maintainer");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/v1/releases/2026-11");
        assertThat(cut(body, "maintainer").statusCode()).isEqualTo(409);

        HttpResponse<byte[]> download = get("/v1/releases/2026-11", "*/*");
        assertThat(download.headers().firstValue("Content-Type")).contains("application/zip");
        byte[] zip = download.body();
        JsonNode description = json("/v1/releases/2026-11");
        assertThat(sha256(zip)).isEqualTo(description.path("sha256").asText());
        assertThat(description.path("size").intValue()).isEqualTo(zip.length);
        assertThat(json("/v1/releases?total=true").at("/items/0/id").asText()).isEqualTo("2026-11");
        checkPackage(unpack(zip));

        // nothing has changed: another release holds the same data, byte for byte
        assertThat(cut("{\"id\":\"2026-11.1\",\"notes\":\"The same again.\"}", "maintainer")
                        .statusCode())
                .isEqualTo(201);
        Map<String, byte[]> first = unpack(zip);
        Map<String, byte[]> second =
                unpack(get("/v1/releases/2026-11.1", "application/zip").body());
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.keySet().stream()
                .filter(name -> name.matches("(data|schemas)/.*"))
                .forEach(name -> assertThat(second.get(name)).as(name).isEqualTo(first.get(name)));

        // a later load changes the record, and not the release
        STACK.change(Service.TIMELINE, "timeline/decrees.yaml", TITLE, NEW_TITLE);
        List<String> since = new ArrayList<>();
        description
                .path("revisions")
                .properties()
                .forEach(revision -> since.add(revision.getKey() + ":" + revision.getValue()));
        JsonNode news = json("/v1/changes?since=" + String.join(",", since));
        assertThat(news.path("items").findValuesAsText("record")).containsExactly("decree-2003-armed-forces-reform");
        assertThat(news.at("/items/0/fields")).isEqualTo(Json.read("[\"title\"]"));
        assertThat(json("/v1/decrees/decree-2003-armed-forces-reform")
                        .path("title")
                        .asText())
                .isEqualTo(NEW_TITLE);
        assertThat(get("/v1/releases/2026-11", "*/*").body()).isEqualTo(zip);
    }

    /** The rules of the Data Package standard, version 2, that concern what is in this one. */
    private static void checkPackage(Map<String, byte[]> files) throws Exception {
        JsonNode descriptor = read(files, "datapackage.json");
        assertThat(descriptor.path("$schema").asText())
                .isEqualTo("https://datapackage.org/profiles/2.0/datapackage.json");
        assertThat(descriptor.path("name").asText()).matches("[a-z0-9._-]+");
        assertThat(descriptor.path("version").asText()).isEqualTo("2026-11");
        assertThat(descriptor.path("created").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(descriptor.path("licenses")).isNotEmpty();
        descriptor.path("licenses").forEach(licence -> {
            assertThat(licence.path("name").asText()).isNotEmpty();
            assertThat(files).containsKey(licence.path("path").asText());
        });
        assertThat(descriptor.path("contributors")).isNotEmpty();
        assertThat(descriptor.path("sources"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.path("title").asText()).isNotEmpty());
        Set<String> names = new HashSet<>();
        Set<String> described = new HashSet<>(Set.of("datapackage.json", "README.md", "LICENSE"));
        for (JsonNode resource : descriptor.path("resources")) {
            String path = resource.path("path").asText();
            assertThat(names.add(resource.path("name").asText())).isTrue();
            assertThat(path).matches("[a-z][a-z./-]*").doesNotContain("..");
            byte[] bytes = files.getOrDefault(path, new byte[0]);
            assertThat(resource.path("bytes").intValue()).isEqualTo(bytes.length);
            assertThat(resource.path("hash").asText()).isEqualTo("sha256:" + sha256(bytes));
            assertThat(resource.path("encoding").asText()).isEqualTo("utf-8");
            described.add(path);
            if (resource.path("format").asText().equals("csv")) {
                checkTable(resource, bytes, files);
            } else {
                String schema = resource.path("jsonSchema").asText();
                described.add(schema);
                checkLines(read(files, schema), bytes, path);
            }
        }
        assertThat(files.keySet()).isEqualTo(described);
        assertThat(descriptor.at("/resources").findValues("foreignKeys")).hasSizeGreaterThan(5);
        assertThat(descriptor.at("/resources").findValues("categories")).hasSizeGreaterThan(20);
        checkThatNothingIsLeftOut(descriptor, files);
    }

    private static void checkTable(JsonNode resource, byte[] csv, Map<String, byte[]> files) {
        assertThat(resource.path("type").asText()).isEqualTo("table");
        assertThat(resource.path("mediatype").asText()).isEqualTo("text/csv");
        List<String> fields = new ArrayList<>();
        resource.at("/schema/fields").forEach(field -> {
            fields.add(field.path("name").asText());
            assertThat(field.path("type").asText()).isIn(TYPES);
        });
        List<List<String>> rows = Csv.parse(new String(csv, StandardCharsets.UTF_8));
        assertThat(rows.get(0))
                .as(resource.path("path").asText())
                .isEqualTo(fields)
                .doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(fields));
        assertThat(Json.read("[\"id\"]")).isEqualTo(resource.at("/schema/primaryKey"));
        assertThat(column(rows, "id")).doesNotHaveDuplicates().doesNotContain("");
        rows.subList(1, rows.size()).forEach(row -> checkCells(resource.at("/schema/fields"), row));
        resource.at("/schema/foreignKeys").forEach(key -> {
            String name = key.at("/fields/0").asText();
            String target =
                    key.at("/reference/resource").asText(resource.path("name").asText());
            String table =
                    new String(files.getOrDefault("data/" + target + ".csv", new byte[0]), StandardCharsets.UTF_8);
            List<String> references = column(rows, name);
            references.removeIf(String::isEmpty);
            assertThat(column(Csv.parse(table), key.at("/reference/fields/0").asText()))
                    .as(resource.path("name").asText() + "." + name)
                    .containsAll(references);
        });
        String lines = resource.path("path").asText().replace(".csv", ".ndjson");
        int count =
                new String(files.getOrDefault(lines, new byte[0]), StandardCharsets.UTF_8).split("\n", -1).length - 1;
        assertThat(rows).as(lines).hasSize(count + 1);
    }

    private static List<String> column(List<List<String>> rows, String name) {
        int index = rows.get(0).indexOf(name);
        return new ArrayList<>(rows.stream().skip(1).map(row -> row.get(index)).toList());
    }

    /** Each cell is empty or of its column's type, and one of its categories if it has any. */
    private static void checkCells(JsonNode fields, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            String form =
                    switch (fields.path(i).path("type").asText()) {
                        case "integer" -> "-?\\d+";
                        case "number" -> "-?\\d+(\\.\\d+)?";
                        case "boolean" -> "true|false";
                        case "date" -> "-?\\d{4,}-\\d\\d-\\d\\d";
                        case "datetime" -> "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
                        case "array" -> "(?s)\\[.*]";
                        case "object" -> "(?s)\\{.*}";
                        default -> "(?s).*";
                    };
            assertThat(cell).as(fields.path(i).path("name").asText()).matches("|" + form);
            JsonNode categories = fields.path(i).path("categories");
            if (!categories.isMissingNode() && !cell.isEmpty()) {
                assertThat(categories.findValuesAsText("value")).contains(cell);
            }
        }
    }

    private static void checkLines(JsonNode jsonSchema, byte[] ndjson, String path) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(jsonSchema);
        Arrays.stream(new String(ndjson, StandardCharsets.UTF_8).split("\n", -1))
                .filter(line -> !line.isEmpty())
                .forEach(line -> assertThat(schema.validate(Json.read(line)))
                        .as(path + "\n" + line)
                        .isEmpty());
    }

    /** The tables are those that can be downloaded, the ids those of a crawl, and each record is what its address answers. */
    private static void checkThatNothingIsLeftOut(JsonNode descriptor, Map<String, byte[]> files) throws Exception {
        int records = 0;
        for (JsonNode resource : descriptor.path("resources")) {
            String name = resource.path("name").asText();
            if (resource.path("format").asText().equals("csv")) {
                assertThat(files.get("data/" + name + ".csv"))
                        .as("the service's own export")
                        .isEqualTo(get("/v1/" + name + ".csv?sort=id", "*/*").body());
                Map<String, JsonNode> packed = new TreeMap<>();
                byte[] lines = files.getOrDefault("data/" + name + ".ndjson", new byte[0]);
                new String(lines, StandardCharsets.UTF_8)
                        .lines()
                        .map(Json::read)
                        .forEach(row -> packed.put(row.path("id").asText(), row));
                Map<String, JsonNode> crawled = new TreeMap<>();
                String next = "/v1/" + name + "?limit=200";
                while (next != null) {
                    JsonNode page = json(next);
                    page.path("items").forEach(row -> crawled.put(row.path("id").asText(), row));
                    next = page.path("next").textValue();
                }
                assertThat(packed.keySet()).as(name).isEqualTo(crawled.keySet());
                assertThat(packed).as(name).isEqualTo(crawled);
                records += packed.size();
            }
        }
        assertThat(records).isGreaterThan(1_000);
    }

    private static ObjectNode read(Map<String, byte[]> files, String name) {
        return (ObjectNode) Json.read(new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
