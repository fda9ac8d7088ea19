package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.qalqan.collections.declare.Field;

/**
 * A collection of the dataset, as its schema describes it.
 *
 * @param service the service that owns it
 * @param path path under {@code /v1}, and name of its file
 * @param type type of its records
 * @param fields its fields, the aliases among them
 * @param schema the schema itself
 */
record DatasetCollection(String service, String path, String type, List<Field> fields, JsonNode schema) {

    static DatasetCollection of(JsonNode schema) {
        return new DatasetCollection(
                schema.path("x-service").asText(),
                schema.path("x-path").asText(),
                schema.path("x-type").asText(),
                DatasetSchema.fieldsOf(schema),
                schema);
    }

    /** The file within the dataset. Sources stand at the top: they are about all services. */
    String file() {
        return path.equals(Dataset.SOURCES) ? "sources.yaml" : service + "/" + path + ".yaml";
    }
}
