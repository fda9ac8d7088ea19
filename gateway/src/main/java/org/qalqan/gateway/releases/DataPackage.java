package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.RequestLimits;

/**
 * A Data Package (version 2) in the making. The same content gives the same bytes: entries stand in order, bear one time that means nothing, and
 * are packed in one way.
 */
final class DataPackage {

    /** How many bytes it may hold, before they are packed: what the service that keeps it takes. */
    static final long MAX_SIZE = RequestLimits.MAX_LARGE_BODY_BYTES;

    private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> files = new TreeMap<>();
    private final ArrayNode resources = Json.array();
    private long size;

    /** How many bytes it holds, before they are packed. */
    long size() {
        return size;
    }

    /** A file that is no resource. */
    void add(String path, byte[] bytes) {
        files.put(path, bytes);
        size += bytes.length;
    }

    /** A resource of rows, each on a line of its own, and the JSON Schema of a row. */
    void addLines(String name, String title, String description, byte[] lines, JsonNode jsonSchema) {
        String schema = "schemas/" + name + ".schema.json";
        add(schema, Json.bytes(jsonSchema));
        resource(name, "-ndjson", "ndjson", lines)
                .put("title", title)
                .put("description", description)
                .put("mediatype", "application/x-ndjson")
                .put("jsonSchema", schema);
    }

    /** A resource of rows as CSV, with their Table Schema. */
    void addTable(String name, String title, String description, byte[] csv, JsonNode tableSchema) {
        resource(name, "", "csv", csv)
                .put("title", title)
                .put("description", description)
                .put("mediatype", "text/csv")
                .put("type", "table")
                .set("schema", tableSchema);
    }

    private ObjectNode resource(String name, String suffix, String format, byte[] bytes) {
        String path = "data/" + name + "." + format;
        add(path, bytes);
        return resources
                .addObject()
                .put("name", name + suffix)
                .put("path", path)
                .put("format", format)
                .put("encoding", "utf-8")
                .put("bytes", bytes.length)
                .put("hash", "sha256:" + sha256(bytes));
    }

    /** Packs it, with what is said of the whole. */
    byte[] zip(ObjectNode descriptor) {
        ObjectNode whole = Json.object().put("$schema", PROFILE);
        descriptor.properties().stream()
                .filter(member -> !member.getKey().equals("$schema"))
                .forEach(member -> whole.set(member.getKey(), member.getValue()));
        whole.set("resources", resources);
        add("datapackage.json", whole.toPrettyString().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                // of no zone: it is the same wherever it is packed
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
