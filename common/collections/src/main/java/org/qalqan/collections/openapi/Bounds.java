package org.qalqan.collections.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * How large a value can be, where its schema does not say so itself: no text, list or number is without an end, so that a client
 * knows what to make room for. The tests hold every answer against them.
 */
final class Bounds {

    private static final int LONGEST_LABEL = 1_000;
    /** A line of text. */
    private static final String LABEL = "^[^\\u0000-\\u001f]*$";

    private static final int MOST_ELEMENTS = 10_000;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private Bounds() {}

    /** Sets what is missing in the schema and in all that it is made of. */
    static void complete(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        List<SchemaType> types = schema.getType() == null ? List.of() : schema.getType();
        boolean text = types.contains(SchemaType.STRING) && schema.getEnumeration() == null;
        if (text && schema.getMaxLength() == null) {
            schema.setMaxLength(LONGEST_LABEL);
        }
        if (text && schema.getPattern() == null && schema.getFormat() == null) {
            schema.setPattern(LABEL);
        }
        if (types.contains(SchemaType.INTEGER)) {
            schema.setMinimum(schema.getMinimum() == null ? BigDecimal.ZERO : schema.getMinimum());
            schema.setMaximum(schema.getMaximum() == null ? LARGEST : schema.getMaximum());
            schema.setFormat(schema.getFormat() == null ? "int32" : schema.getFormat());
        }
        if (types.contains(SchemaType.ARRAY) && schema.getMaxItems() == null) {
            schema.setMaxItems(MOST_ELEMENTS);
        }
        boolean map = schema.getAdditionalPropertiesSchema() != null;
        if (map && schema.getMaxProperties() == null) {
            schema.setMaxProperties(MOST_ELEMENTS);
        }
        parts(schema).forEach(Bounds::complete);
    }

    private static Stream<Schema> parts(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        return Stream.of(
                        properties == null ? List.<Schema>of() : properties.values(),
                        schema.getAnyOf() == null ? List.<Schema>of() : schema.getAnyOf(),
                        schema.getItems() == null ? List.<Schema>of() : List.of(schema.getItems()),
                        schema.getAdditionalPropertiesSchema() == null
                                ? List.<Schema>of()
                                : List.of(schema.getAdditionalPropertiesSchema()))
                .flatMap(java.util.Collection::stream);
    }
}
