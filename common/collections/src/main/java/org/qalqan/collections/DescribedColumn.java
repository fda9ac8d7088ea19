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

/** A column of a list that is written as CSV. */
@Schema(name = "DescribedColumn", description = "A column of a list as CSV.")
record DescribedColumn(
        @Schema(required = true, description = "Its name: that of the member, or member.part.")
        String name,

        @Schema(
                required = true,
                description =
                        "Type of its cells, as Table Schema (Frictionless) has it; arrays and objects are JSON, and of any type"
                                + " what is no text.",
                enumeration = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object", "any"})
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

    static final String READINGS = "readings";
    static final String SERVICE = "service";
    private static final String EDITORS = "editors";

    private record Meaning(String type, String description) {}

    private static final Map<String, Meaning> OF_EVIDENCE = Map.of(
            "id", new Meaning("string", "Record, field and what else tells it apart, joined by dots."),
            "service", new Meaning("string", "The service that keeps the record."),
            "title", new Meaning("string", "What a person calls the record."),
            "url", new Meaning("string", "Where the record is: an absolute-path reference."),
            "value", new Meaning("any", "What the source says, in the plain form of the field's kind."),
            "inputs", new Meaning("array", "What a derived reading is computed from."),
            "statedOn", new Meaning("string", "When the source's own source said it (EDTF)."),
            "note", new Meaning("string", "A remark of the editors."),
            "sides", new Meaning("array", "The sides, each with its value and its readings."),
            "readings", new Meaning("array", "Where was looked, and for what."));

    private static final Map<String, Meaning> OF_EVERY_RECORD = Map.of(
            "id", new Meaning("string", "Readable slug, unique over all collections, stable for ever."),
            "type", new Meaning("string", "The type of the record."),
            "url", new Meaning("string", "Where the record is: an absolute-path reference."),
            "status",
                    new Meaning(
                            "object",
                            "For each field that shows no value: why. A list that leaves out an element in dispute is disputed."),
            "disagreements", new Meaning("array", "Fields on which readings that count say different things."),
            "revision", new Meaning("integer", "The store's revision at which the record last changed."),
            "updatedAt", new Meaning("datetime", "When that was, UTC."));

    private static final Map<String, Meaning> PARTS = Map.ofEntries(
            Map.entry("edtf", new Meaning("string", "the date as its source gives it (EDTF level 1)")),
            Map.entry("earliest", new Meaning("date", "first day that it can mean; empty when open")),
            Map.entry("latest", new Meaning("date", "last day that it can mean; empty when open")),
            Map.entry("precision", new Meaning("string", "how precise it is")),
            Map.entry("value", new Meaning("number", "the number; empty when only bounds are known")),
            Map.entry("amount", new Meaning("number", "the amount; empty when only bounds are known")),
            Map.entry("unit", new Meaning("string", "its unit (UCUM)")),
            Map.entry("currency", new Meaning("string", "its currency (ISO 4217)")),
            Map.entry("stage", new Meaning("string", "planned, adopted, revised or actual")),
            Map.entry("priceBasis", new Meaning("string", "the year whose prices it is in")),
            Map.entry("qualifier", new Meaning("string", "how sure the source is of the number")),
            Map.entry("low", new Meaning("number", "least that it can be; empty when open")),
            Map.entry("high", new Meaning("number", "most that it can be; empty when open")));

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

    /**
     * The columns of a list about evidence, in their order.
     *
     * @param source where the values of all of them come from
     */
    static List<DescribedColumn> ofEvidence(Listing listing, String source) {
        Map<String, Field> fields =
                listing.fields().stream().collect(Collectors.toMap(Field::name, Function.identity()));
        List<DescribedColumn> described = new ArrayList<>();
        for (CsvColumn column : CsvColumn.of(listing, listing.names())) {
            Field field = fields.get(column.member());
            described.add(
                    field == null
                            ? of(column, OF_EVIDENCE, source)
                            : new DescribedColumn(column.name(), type(field), field.doc(), null, source));
        }
        return described;
    }

    private static DescribedColumn ofEveryRecord(CsvColumn column) {
        return of(column, OF_EVERY_RECORD, column.member().equals("id") ? EDITORS : SERVICE);
    }

    private static DescribedColumn of(CsvColumn column, Map<String, Meaning> known, String source) {
        Meaning member = known.get(column.member());
        if (member == null) {
            throw new IllegalStateException("nobody says what " + column.member() + " means");
        }
        return new DescribedColumn(column.name(), member.type, member.description, null, source);
    }

    private static DescribedColumn of(CsvColumn column, Field field) {
        String source = Declaration.isFactual(field) ? READINGS : EDITORS;
        Meaning part = column.part() == null ? null : PARTS.get(column.part());
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
