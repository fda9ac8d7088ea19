package org.qalqan.timeline.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    private ReleasePackage() {}

    /**
     * Reads and checks the package.
     *
     * @throws ProblemException a 400 when it is no package of that id, or does not hold what it says
     */
    static Release describe(String id, byte[] zip, String who) {
        Map<String, String> digests = new HashMap<>();
        Map<String, Long> sizes = new HashMap<>();
        JsonNode descriptor = Json.MAPPER.missingNode();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                byte[] bytes = entries.readAllBytes();
                digests.put(entry.getName(), sha256(bytes));
                sizes.put(entry.getName(), (long) bytes.length);
                if (entry.getName().equals(DESCRIPTOR)) {
                    descriptor = Json.MAPPER.readTree(bytes);
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
            if (!described.hash().equals(SHA_256 + digests.get(path))
                    || !Long.valueOf(described.bytes()).equals(sizes.get(path))) {
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

    private static ProblemException refused(String pointer, String message) {
        return ProblemException.invalidBody(List.of(FieldError.body(pointer, message)));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
