package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
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
 * @param validator says, by JSON pointer, what does not match it
 */
record DatasetCollection(
        String service, String path, String type, List<Field> fields, JsonNode schema, JsonSchema validator) {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
            .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keywords(DatasetSchema.OWN_KEYWORDS.stream()
                            .<Keyword>map(NonValidationKeyword::new)
                            .toList())
                    .build())
            .build();
    private static final SchemaValidatorsConfig POINTING =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

    static DatasetCollection of(JsonNode schema) {
        return new DatasetCollection(
                schema.path("x-service").asText(),
                schema.path("x-path").asText(),
                schema.path("x-type").asText(),
                DatasetSchema.fieldsOf(schema),
                schema,
                SCHEMAS.getSchema(schema, POINTING));
    }

    /** The file within the dataset. Sources stand at the top: they are about all services. */
    String file() {
        return path.equals(Dataset.SOURCES) ? "sources.yaml" : service + "/" + path + ".yaml";
    }
}
