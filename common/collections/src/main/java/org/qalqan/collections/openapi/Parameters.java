package org.qalqan.collections.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Exemplar;
import org.qalqan.collections.Format;
import org.qalqan.collections.Include;
import org.qalqan.collections.Listing;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;

/**
 * The parameters of lists and records. All become components, and operations refer to them: those that are the same for every collection
 * by their name, the others, of which the words or the example are a collection's own, as {@code <Collection>.<name>}.
 *
 * @param schemas describes values
 * @param components what is shared, by name
 */
record Parameters(Schemas schemas, Map<String, Parameter> components) {

    private static final int MOST_VALUES = 200;

    /** After every source of the shipped dataset, so that the example shows what the example without it shows. */
    private static final String EXAMPLE_DAY = "2026-01-01";

    /** Everything that a list can be asked. */
    List<Parameter> ofList(Listing listing, @Nullable Exemplar exemplar) {
        List<Parameter> parameters = new ArrayList<>(selection(listing, exemplar));
        parameters.add(knownAt());
        addGrouping(parameters, listing);
        parameters.add(list(
                "sort",
                Schemas.array(
                        Schemas.words(
                                listing.sortNames().stream()
                                        .flatMap(name -> Stream.of(name, "-" + name))
                                        .toList(),
                                "A key; with a hyphen before it descending."),
                        "Keys, the first first."),
                listing.records()
                        ? "The order; by default relevance with 'q', else the main date, then the id. A missing value comes last. 'relevance' needs 'q': the best first."
                        : "The order; by default the main date, then the id. A missing value comes last.",
                List.of("-" + (listing.mainDate() == null ? "id" : listing.mainDate()))));
        parameters.add(shared(
                "Limit",
                query(
                        "limit",
                        Schemas.type(SchemaType.INTEGER, "A number of items.")
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(MOST_VALUES))
                                .defaultValue(25),
                        "Most items in one answer.",
                        1)));
        parameters.add(query(
                "cursor",
                Schemas.text("Opaque.").pattern("^[A-Za-z0-9_-]+$").maxLength(4_000),
                "Where the page starts: taken from 'next' of the page before, with the same other parameters.",
                exemplar == null ? null : exemplar.cursor()));
        parameters.add(shared(
                "Total",
                query(
                        "total",
                        Schemas.type(SchemaType.BOOLEAN, "Whether to count.").defaultValue(false),
                        "Whether the answer counts all items.",
                        true)));
        addShape(parameters, listing);
        return parameters.stream().map(parameter -> own(listing, parameter)).toList();
    }

    /** What an export takes: what its list takes, but for what has no place in the format. */
    List<Parameter> ofExport(Listing listing, Format format, @Nullable Exemplar exemplar) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : ofList(listing, exemplar)) {
            String reference = parameter.getRef();
            Parameter resolved = reference == null ? parameter : components.get(reference.replaceFirst(".*/", ""));
            String name = resolved == null ? "" : resolved.getName();
            if (name.equals("limit")) {
                parameters.add(shared(
                        "ExportLimit",
                        query(
                                "limit",
                                Schemas.type(SchemaType.INTEGER, "A number of items.")
                                        .minimum(BigDecimal.ONE)
                                        .maximum(BigDecimal.valueOf(MOST_VALUES)),
                                "Only so many items; `Link` then names the address of those that follow. Without it the answer"
                                        + " is the whole list.",
                                1)));
            } else if (!format.homeless().contains(name)) {
                parameters.add(parameter);
            }
        }
        return parameters;
    }

    /** Which items, without how they are answered. */
    private List<Parameter> selection(Listing listing, @Nullable Exemplar exemplar) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(ids(false, exemplar));
        for (Field field : listing.fields()) {
            parameters.addAll(filters(field, exemplar));
        }
        if (listing.mainDate() != null) {
            addRange(parameters, listing, exemplar);
        }
        if (listing.records()) {
            parameters.add(list(
                    "refersTo",
                    schemas.anyOfThese("RecordIds", Schemas.slug("An id.")),
                    "Records that refer to any of these records, anywhere, nested objects included.",
                    exemplar == null ? null : List.of(exemplar.id())));
            parameters.add(query(
                    "q",
                    Schemas.text("Words.").maxLength(500),
                    "Words that must all occur, in any spelling or transliteration, Cyrillic included: as they stand, by their English stem, as a beginning, or by their sound. \"Words in quotation marks\" must stand together, as they are; what a hyphen precedes must not occur. Without 'sort' the best hits come first: the word itself before mere beginnings, those before mere likeness, and in the title before other places. Up to 20 words.",
                    exemplar == null ? null : exemplar.item().path("title").textValue()));
            parameters.add(knowable("known", "Only records that show a value in all of these fields.", listing));
            parameters.add(knowable("unknown", "Only records that show no value in any of these fields.", listing));
        }
        if (listing.validity()) {
            parameters.add(shared(
                    "AsOf",
                    query(
                            "asOf",
                            day(),
                            "Only what certainly or possibly held on this day; each record says which in 'asOfValidity'.",
                            EXAMPLE_DAY)));
        }
        return parameters;
    }

    private void addRange(List<Parameter> parameters, Listing listing, @Nullable Exemplar exemplar) {
        String main = "'" + listing.mainDate() + "'";
        Object date = listing.fields().stream()
                .filter(field -> field.name().equals(listing.mainDate()))
                .map(field -> value(field, exemplar))
                .findFirst()
                .orElse(null);
        parameters.add(query("from", Schemas.edtf("An EDTF date."), "Earliest " + main + " (EDTF).", date));
        parameters.add(query("to", Schemas.edtf("An EDTF date."), "Latest " + main + " (EDTF).", date));
        parameters.add(shared(
                "Match",
                query(
                        "match",
                        Schemas.words(List.of("overlaps", "within"), "How dates match.")
                                .defaultValue("overlaps"),
                        "Whether a date that is imprecise or lasts need only overlap what was asked for (the default), or must lie within it.",
                        "within")));
    }

    private static void addGrouping(List<Parameter> parameters, Listing listing) {
        parameters.add(list(
                "groupBy",
                Schemas.array(
                                Schemas.words(
                                        listing.groupNames(), "A field; a date counts by the year in which it begins."),
                                "Fields.")
                        .maxItems(3),
                "Counts the items in groups instead of listing them: the answer has 'groups', and 'items' is empty.",
                List.of(listing.groupNames().get(0))));
        parameters.add(query(
                "metric",
                Schemas.words(listing.metrics(), "The count, or also a sum."),
                "With groupBy: what each group tells, by default the number of its items.",
                listing.metrics().get(listing.metrics().size() - 1)));
    }

    /** Everything that a single record can be asked. */
    List<Parameter> ofRecord(Declaration declaration, @Nullable Exemplar exemplar) {
        Listing listing = Listing.of(declaration);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(shared(
                idComponent(declaration),
                OASFactory.createParameter()
                        .name("id")
                        .in(Parameter.In.PATH)
                        .required(true)
                        .description("Id of the record.")
                        .schema(Schemas.slug("A slug."))
                        .example(exemplar == null ? null : exemplar.id())));
        parameters.add(knownAt());
        addShape(parameters, listing);
        return parameters;
    }

    /** Which record of the collection: what {@link #ofRecord} has described. */
    static Parameter id(Declaration declaration) {
        return ref(idComponent(declaration));
    }

    private static String idComponent(Declaration declaration) {
        return Schemas.name(declaration) + "Id";
    }

    /** A parameter that is described among the components. */
    static Parameter ref(String component) {
        return OASFactory.createParameter().ref("#/components/parameters/" + component);
    }

    private static Parameter knowable(String name, String description, Listing listing) {
        return list(
                name,
                Schemas.array(Schemas.words(listing.knowableNames(), "A field."), "Fields.")
                        .maxItems(MOST_VALUES),
                description,
                List.of(listing.knowableNames().get(listing.knowableNames().size() - 1)));
    }

    private Parameter knownAt() {
        return shared(
                "KnownAt",
                query(
                        "knownAt",
                        day(),
                        "Only by what sources say that were out on this day: the rank rule is applied to those.",
                        EXAMPLE_DAY));
    }

    private static Schema day() {
        return Schemas.text("A day, YYYY-MM-DD.").format("date").maxLength(10);
    }

    Parameter ids(boolean required, @Nullable Exemplar exemplar) {
        return list(
                        "id",
                        schemas.anyOfThese("Texts", Schemas.text("A value.")),
                        "Items with any of these ids.",
                        exemplar == null ? null : List.of(exemplar.id()))
                .required(required);
    }

    private void addShape(List<Parameter> parameters, Listing listing) {
        parameters.add(own(listing, fields(listing)));
        if (listing.records()) {
            parameters.add(shared(
                    "Include",
                    list(
                            "include",
                            Schemas.array(Schemas.words(Include.NAMES, "An extra."), "Extras."),
                            "Extras: 'readings' adds who says what, 'sources' which sources stand behind each value.",
                            List.of(Include.NAMES.get(Include.NAMES.size() - 1)))));
        }
    }

    private static Parameter fields(Listing listing) {
        return list(
                "fields",
                Schemas.array(Schemas.words(listing.names(), "A member."), "Members."),
                "Members that each item is cut down to.",
                List.of("id", listing.records() ? "title" : "field"));
    }

    private List<Parameter> filters(Field field, @Nullable Exemplar exemplar) {
        List<Parameter> parameters = new ArrayList<>();
        Object value = value(field, exemplar);
        List<Object> values = value == null ? List.of() : List.of(value);
        for (String name : Listing.filters(field)) {
            String doc = field.doc();
            if (name.endsWith(".min") || name.endsWith(".max")) {
                String bound = name.endsWith(".min") ? "At least this. " : "At most this. ";
                parameters.add(
                        query(name, Schemas.type(SchemaType.NUMBER, "A number."), bound + doc, orElse(value, 0)));
            } else if (name.endsWith(".currency")) {
                String currency = exemplar == null ? null : exemplar.currencyOf(field);
                parameters.add(list(
                        name,
                        schemas.anyOfThese(
                                "Currencies",
                                Schemas.text("ISO 4217 code.")
                                        .pattern("^[A-Z]{3}$")
                                        .maxLength(3)),
                        "In any of these currencies. " + doc,
                        List.of(orElse(currency, "USD"))));
            } else if (name.endsWith(".not")) {
                parameters.add(filter(
                        name, field, "None of these; items of which the value is not known stay. " + doc, values));
            } else {
                parameters.add(filter(name, field, doc, values));
            }
        }
        return parameters;
    }

    private Parameter filter(String name, Field field, String description, List<Object> values) {
        return list(name, schemas.filter(field), description, values.isEmpty() ? schemas.anyOf(field) : values);
    }

    private static Object orElse(@Nullable Object value, Object otherwise) {
        return value == null ? otherwise : value;
    }

    private static @Nullable Object value(Field field, @Nullable Exemplar exemplar) {
        JsonNode value = exemplar == null ? null : exemplar.valueOf(field);
        if (value == null) {
            return null;
        }
        return value.isNumber() ? value.numberValue() : value.isBoolean() ? value.booleanValue() : value.textValue();
    }

    /** Referred to, so that the list, its exports and its record say it once. */
    private Parameter own(Listing listing, Parameter parameter) {
        return parameter.getRef() != null
                ? parameter
                : shared(Schemas.componentName(listing.path()) + "." + parameter.getName(), parameter);
    }

    private Parameter shared(String component, Parameter parameter) {
        components.put(component, parameter);
        return ref(component);
    }

    private static Parameter query(String name, Schema schema, String description, @Nullable Object example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema)
                .example(example);
    }

    private static Parameter list(String name, Schema schema, String description, @Nullable Object example) {
        // in the style 'form', as any parameter of a query that says nothing else
        return query(name, schema, description, example).explode(false);
    }
}
