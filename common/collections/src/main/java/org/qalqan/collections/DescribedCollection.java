package org.qalqan.collections;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;

/** What a collection can be asked, read off the declaration that the code runs on. */
@Schema(
        name = "DescribedCollection",
        description = "What a collection can be asked, read off the declaration that the code runs on.")
record DescribedCollection(
        @Schema(required = true, description = "Path segment under /v1.")
        String collection,

        @Schema(required = true, description = "Type of its records.")
        String type,

        @Schema(required = true, description = "The service that owns it.")
        String service,

        @Schema(required = true, description = "What it holds.")
        String description,

        @Schema(
                required = true,
                nullable = true,
                description = "The date that 'from' and 'to' speak of; null when there is none.")
        @Nullable
        String mainDate,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "The date that says for how long a record held, of which 'asOf' speaks; null when there is none.")
        @Nullable
        String validity,

        @Schema(required = true, description = "What one may do with it: the name of the dataset's licence.")
        String licence,

        @Schema(required = true, description = "Its fields, in the order of a record.")
        List<DescribedField> fields,

        @Schema(required = true, description = "Its columns as CSV, in their order.")
        List<DescribedColumn> columns) {

    /** A field of a collection. */
    @Schema(name = "DescribedField", description = "A field of a collection.")
    record DescribedField(
            @Schema(required = true, description = "Its name.")
            String name,

            @Schema(
                    required = true,
                    description = "What kind of value it holds.",
                    enumeration = {
                        "text",
                        "prose",
                        "code",
                        "reference",
                        "boolean",
                        "integer",
                        "date",
                        "quantity",
                        "money",
                        "object"
                    })
            String kind,

            @Schema(required = true, description = "Whether it holds a list.")
            boolean many,

            @Schema(required = true, description = "What it means.")
            String description,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Default unit (UCUM); null unless a quantity that has one.")
            @Nullable
            String unit,

            @Schema(required = true, nullable = true, description = "Name of its codelist; null unless a code.")
            @Nullable
            String codelist,

            @Schema(
                    required = true,
                    description =
                            "Types of the records that it can refer to; empty unless a reference; * for every type.")
            List<String> refersTo,

            @Schema(required = true, description = "The parameters that filter by it.")
            List<String> filters,

            @Schema(required = true, description = "Whether 'sort' takes it.")
            boolean sortable,

            @Schema(required = true, description = "Whether 'groupBy' takes it.")
            boolean groupable,

            @Schema(required = true, description = "Whether 'metric' can add it up.")
            boolean summable,

            @Schema(required = true, description = "The fields of the objects that it holds; empty for other fields.")
            List<DescribedField> fields) {}

    static DescribedCollection of(Declaration declaration, String service, String licence) {
        Listing listing = Listing.of(declaration);
        return new DescribedCollection(
                declaration.path(),
                declaration.type(),
                service,
                declaration.description(),
                declaration.mainDate(),
                declaration.validity(),
                licence,
                fields(listing),
                DescribedColumn.of(declaration));
    }

    /** What a list can be asked about. */
    static List<DescribedField> fields(Listing listing) {
        return listing.fields().stream()
                .map(field -> described(
                        field,
                        Listing.filters(field),
                        listing.sortNames().contains(field.name()),
                        listing.groupNames().contains(field.name()),
                        listing.metrics().contains("sum(" + field.name() + ")")))
                .toList();
    }

    private static DescribedField described(
            Field field, List<String> filters, boolean sortable, boolean groupable, boolean summable) {
        return new DescribedField(
                field.name(),
                field.kind().word(),
                field.many(),
                field.doc(),
                field.unit(),
                field.codelist(),
                field.refersTo(),
                filters,
                sortable,
                groupable,
                summable,
                field.fields().stream()
                        .map(nested -> described(nested, List.of(), false, false, false))
                        .toList());
    }
}
