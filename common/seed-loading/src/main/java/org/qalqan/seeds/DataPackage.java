package org.qalqan.seeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qalqan.collections.Json;

/**
 * The dataset's descriptor ({@code datapackage.json}, Data Package version 2). People write what the dataset is, its licence and its
 * contributors; the list of its files is generated.
 */
final class DataPackage {

    static final String FILE = "datapackage.json";

    private DataPackage() {}

    /** The descriptor's text with the files that the dataset has now. */
    static String format(Dataset dataset) {
        ObjectNode descriptor = read(dataset.folder().resolve(FILE));
        ArrayNode resources = Json.MAPPER.createArrayNode();
        Map<String, DatasetCollection> byFile = new LinkedHashMap<>();
        dataset.collections().forEach(collection -> byFile.put(collection.file(), collection));
        dataset.files().stream().sorted(Comparator.comparing(YamlFile::name)).forEach(file -> {
            ObjectNode resource = resources.addObject();
            DatasetCollection collection = byFile.get(file.name());
            String name = file.name().replace(".yaml", "").replace('/', '-');
            resource.put("name", collection == null ? name : collection.path());
            resource.put("path", file.name());
            resource.put("format", "yaml");
            resource.put("mediatype", "application/yaml");
            resource.put("encoding", "utf-8");
            if (collection != null) {
                resource.put(
                        "description", collection.schema().path("description").asText());
                resource.put("jsonSchema", Dataset.SCHEMAS + "/" + collection.path() + ".schema.json");
            }
        });
        descriptor.set("resources", resources);
        return descriptor.toPrettyString() + "\n";
    }

    /** Name of the licence that the descriptor in the folder names first; empty when it names none. */
    static String licence(Path folder) {
        return read(folder.resolve(FILE)).at("/licenses/0/name").asText();
    }

    private static ObjectNode read(Path file) {
        try {
            return Files.exists(file)
                    ? (ObjectNode) Json.MAPPER.readTree(Files.readString(file))
                    : Json.MAPPER.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
