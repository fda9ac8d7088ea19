package org.qalqan.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/** A column of a collection that is written as CSV. */
@Schema(name = "DescribedColumn", description = "A column of a collection as CSV.")
record DescribedColumn(
        @Schema(required = true, description = "Its name: that of the member, or member.part.")
        String name,

        @Schema(
                required = true,
                description = "Type of its cells, as Table Schema (Frictionless) has it; arrays and objects are JSON.",
                enumeration = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object"})
        String type,

        @Schema(required = true, description = "What it means.")
        String description,

        @Schema(
                required = true,
                nullable = true,
                description = "Unit (UCUM) of a number that has always the same; null otherwise, also where a column of"
                        + " the same member names it.")
        @Nullable
        String unit,

        @Schema(
                required = true,
                description =
                        "Where its values come from: readings (each value has them, and they name source and paragraph),"
                                + " the editors of the record, or the service itself.",
                enumeration = {"readings", "editors", "service"})
        String source) {

    private static final String READINGS = "readings";
    private static final String EDITORS = "editors";
    private static final String SERVICE = "service";

    private record OfEveryRecord(String type, String description) {}

    private static final Map<String, OfEveryRecord> OF_EVERY_RECORD = Map.of(
            "id", new OfEveryRecord("string", "Readable slug, unique over all collections, stable for ever."),
            "type", new OfEveryRecord("string", "The type of the record."),
            "url", new OfEveryRecord("string", "Where the record is: an absolute-path reference."),
            "status",
                    new OfEveryRecord(
                            "object",
                            "For each field that shows no value: why. A list that leaves out an element in dispute is disputed."),
            "disagreements", new OfEveryRecord("array", "Fields on which readings that count say different things."),
            "revision", new OfEveryRecord("integer", "The store's revision at which the record last changed."),
            "updatedAt", new OfEveryRecord("datetime", "When that was, UTC."));

    private static final Map<String, OfEveryRecord> PARTS = Map.ofEntries(
            Map.entry("edtf", new OfEveryRecord("string", "the date as its source gives it (EDTF level 1)")),
            Map.entry("earliest", new OfEveryRecord("date", "first day that it can mean; empty when open")),
            Map.entry("latest", new OfEveryRecord("date", "last day that it can mean; empty when open")),
            Map.entry("precision", new OfEveryRecord("string", "how precise it is")),
            Map.entry("value", new OfEveryRecord("number", "the number; empty when only bounds are known")),
            Map.entry("amount", new OfEveryRecord("number", "the amount; empty when only bounds are known")),
            Map.entry("unit", new OfEveryRecord("string", "its unit (UCUM)")),
            Map.entry("currency", new OfEveryRecord("string", "its currency (ISO 4217)")),
            Map.entry("stage", new OfEveryRecord("string", "planned, adopted, revised or actual")),
            Map.entry("priceBasis", new OfEveryRecord("string", "the year whose prices it is in")),
            Map.entry("qualifier", new OfEveryRecord("string", "how sure the source is of the number")),
            Map.entry("low", new OfEveryRecord("number", "least that it can be; empty when open")),
            Map.entry("high", new OfEveryRecord("number", "most that it can be; empty when open")));

    /** The columns of a collection, in their order. */
    static List<DescribedColumn> of(Declaration declaration) {
        Listing listing = Listing.of(declaration);
        Map<String, Field> fields =
                declaration.fields().stream().collect(Collectors.toMap(Field::name, Function.identity()));
        List<DescribedColumn> described = new ArrayList<>();
        for (CsvColumn column : CsvColumn.of(listing, listing.names())) {
            Field field = fields.get(column.member());
            described.add(field == null ? ofEveryRecord(column) : of(column, field));
        }
        return described;
    }

    private static DescribedColumn ofEveryRecord(CsvColumn column) {
        OfEveryRecord member = OF_EVERY_RECORD.get(column.member());
        if (member == null) {
            throw new IllegalStateException("nobody says what " + column.member() + " means");
        }
        String source = column.member().equals("id") ? EDITORS : SERVICE;
        return new DescribedColumn(column.name(), member.type, member.description, null, source);
    }

    private static DescribedColumn of(CsvColumn column, Field field) {
        String source = Declaration.isFactual(field) ? READINGS : EDITORS;
        OfEveryRecord part = column.part() == null ? null : PARTS.get(column.part());
        if (part == null) {
            return new DescribedColumn(column.name(), type(field), field.doc(), null, source);
        }
        String unit = field.kind() == Kind.QUANTITY && part.type.equals("number") ? field.unit() : null;
        return new DescribedColumn(
                column.name(),
                part.type,
                field.doc().replaceFirst("\\.$", "") + ": " + part.description + ".",
                unit,
                source);
    }

    private static String type(Field field) {
        if (field.many()) {
            return "array";
        }
        return switch (field.kind()) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case OBJECT -> "object";
            default -> "string";
        };
    }
}
