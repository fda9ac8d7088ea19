package org.qalqan.timeline.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.qalqan.collections.Json;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** The file of a release, taken at its own word: what is said of it is what its {@code datapackage.json} says, and that must hold. */
final class ReleasePackage {

    static final String DESCRIPTOR = "datapackage.json";
    private static final String SHA_256 = "sha256:";

    /** What a small file can be made to unpack into is bounded: all files together, and the one that is kept in memory. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int LARGEST_DESCRIPTOR = 4 << 20;
    private static final int MOST_FILES = 1_000;

    private ReleasePackage() {}

    /**
     * Reads and checks the package.
     *
     * @throws ProblemException a 400 when it is no package of that id, or does not hold what it says
     */
    static Release describe(String id, byte[] zip, String who) {
        Map<String, Content> contents = new HashMap<>();
        JsonNode descriptor = Json.MAPPER.missingNode();
        long left = MOST_BYTES;
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                boolean describes = entry.getName().equals(DESCRIPTOR);
                ByteArrayOutputStream kept = new ByteArrayOutputStream();
                long most = describes ? Math.min(left, LARGEST_DESCRIPTOR) : left;
                Content content = read(entries, most, describes ? kept : OutputStream.nullOutputStream());
                contents.put(entry.getName(), content);
                left -= content.size();
                if (content.size() > most || contents.size() > MOST_FILES) {
                    throw refused("", "It unpacks into more than a release may hold.");
                }
                if (describes) {
                    descriptor = Json.MAPPER.readTree(kept.toByteArray());
                }
            }
        } catch (IOException e) {
            throw refused("", "It is no zip file with a " + DESCRIPTOR + ".");
        }
        if (!descriptor.path("version").asText().equals(id)) {
            throw refused("/version", "It is no package of the release " + id + ".");
        }
        List<Release.Resource> resources = new ArrayList<>();
        for (JsonNode resource : descriptor.path("resources")) {
            String path = resource.path("path").asText();
            Release.Resource described = new Release.Resource(
                    resource.path("name").asText(),
                    path,
                    resource.path("mediatype").asText(),
                    resource.path("bytes").longValue(),
                    resource.path("hash").asText());
            if (!new Content(described.bytes(), described.hash()).equals(contents.get(path))) {
                throw refused("/resources/" + resources.size(), "It does not hold " + path + " as it says.");
            }
            resources.add(described);
        }
        if (resources.isEmpty() || !descriptor.path("created").isTextual()) {
            throw refused("", "It names no resources, or not when it was made.");
        }
        Map<String, Long> revisions = new TreeMap<>();
        descriptor
                .path("revisions")
                .properties()
                .forEach(revision ->
                        revisions.put(revision.getKey(), revision.getValue().longValue()));
        return new Release(
                id,
                "/v1/releases/" + id,
                descriptor.path("created").asText(),
                who,
                descriptor.path("notes").asText(),
                revisions,
                zip.length,
                sha256(zip),
                resources);
    }

    /** What is in a file of the package, without keeping it. */
    private record Content(long size, String hash) {}

    /** Reads until the end, or until there was more than enough. */
    private static Content read(InputStream file, long most, OutputStream into) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
            size += read;
            if (size > most) {
                break;
            }
            digest.update(buffer, 0, read);
            into.write(buffer, 0, read);
        }
        return new Content(size, SHA_256 + HexFormat.of().formatHex(digest.digest()));
    }

    private static ProblemException refused(String pointer, String message) {
        return ProblemException.invalidBody(List.of(FieldError.body(pointer, message)));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
