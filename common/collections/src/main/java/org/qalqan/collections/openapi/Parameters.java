package org.qalqan.collections.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.qalqan.collections.Include;
import org.qalqan.collections.Listing;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;

/**
 * The parameters of lists and records. Those that are the same for every collection become components, and operations refer to them.
 *
 * @param schemas describes values
 * @param components what is shared, by name
 */
record Parameters(Schemas schemas, Map<String, Parameter> components) {

    List<Parameter> ofList(Listing listing) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(shared("IdFilter", ids(false)));
        for (Field field : listing.fields()) {
            addFilters(parameters, field);
        }
        if (listing.mainDate() != null) {
            String main = "'" + listing.mainDate() + "'";
            parameters.add(query("from", Schemas.text("An EDTF date."), "Earliest " + main + " (EDTF)."));
            parameters.add(query("to", Schemas.text("An EDTF date."), "Latest " + main + " (EDTF)."));
            parameters.add(
                    shared(
                            "Match",
                            query(
                                    "match",
                                    Schemas.words(List.of("overlaps", "within"), "How dates match."),
                                    "Whether a date that is imprecise or lasts need only overlap what was asked for (the default), or must lie within it.")));
        }
        if (listing.records()) {
            parameters.add(shared(
                    "RefersTo",
                    list(
                            "refersTo",
                            Schemas.array(Schemas.slug("An id."), "Any of these.")
                                    .maxItems(200),
                            "Records that refer to any of these records, anywhere, nested objects included.")));
            parameters.add(
                    shared(
                            "Search",
                            query(
                                    "q",
                                    Schemas.text("Words.").maxLength(500),
                                    "Words that must all occur, in any spelling or transliteration, Cyrillic included: as they stand, by their English stem, as a beginning, or by their sound. \"Words in quotation marks\" must stand together, as they are; what a hyphen precedes must not occur. Without 'sort' the best hits come first: the word itself before mere beginnings, those before mere likeness, and in the title before other places. Up to 20 words.")));
        }
        if (listing.records()) {
            parameters.add(knowable("known", "Only records that show a value in all of these fields.", listing));
            parameters.add(knowable("unknown", "Only records that show no value in any of these fields.", listing));
        }
        if (listing.validity()) {
            parameters.add(
                    shared(
                            "AsOf",
                            query(
                                    "asOf",
                                    day(),
                                    "Only what certainly or possibly held on this day; each record says which in 'asOfValidity'.")));
        }
        parameters.add(knownAt());
        parameters.add(list(
                "groupBy",
                Schemas.array(
                                Schemas.words(
                                        listing.groupNames(), "A field; a date counts by the year in which it begins."),
                                "Fields.")
                        .maxItems(3),
                "Counts the items in groups instead of listing them: the answer has 'groups', and 'items' is empty."));
        parameters.add(query(
                "metric",
                Schemas.words(listing.metrics(), "The count, or also a sum."),
                "With groupBy: what each group tells, by default the number of its items."));
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
                        : "The order; by default the main date, then the id. A missing value comes last."));
        parameters.add(shared(
                "Limit",
                query(
                        "limit",
                        Schemas.type(SchemaType.INTEGER, "Most items in one answer.")
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(200))
                                .defaultValue(25),
                        "Most items in one answer.")));
        parameters.add(
                shared(
                        "Cursor",
                        query(
                                "cursor",
                                Schemas.text("Opaque.").maxLength(4000),
                                "Where the page starts: taken from 'next' of the page before, with the same other parameters.")));
        parameters.add(shared(
                "Total",
                query(
                        "total",
                        Schemas.type(SchemaType.BOOLEAN, "Whether to count."),
                        "Whether the answer counts all items.")));
        addShape(parameters, listing);
        return parameters;
    }

    List<Parameter> ofRecord(Listing listing) {
        List<Parameter> parameters = new ArrayList<>();
        Parameter id = OASFactory.createParameter()
                .name("id")
                .in(Parameter.In.PATH)
                .required(true)
                .description("Id of the record.")
                .schema(Schemas.slug("A slug."));
        parameters.add(shared("RecordId", id));
        parameters.add(knownAt());
        addShape(parameters, listing);
        return parameters;
    }

    private static Parameter knowable(String name, String description, Listing listing) {
        return list(name, Schemas.array(Schemas.words(listing.knowableNames(), "A field."), "Fields."), description);
    }

    private Parameter knownAt() {
        return shared(
                "KnownAt",
                query(
                        "knownAt",
                        day(),
                        "Only by what sources say that were out on this day: the rank rule is applied to those."));
    }

    private static Schema day() {
        return Schemas.text("A day, YYYY-MM-DD.").format("date");
    }

    Parameter ids(boolean required) {
        return list(
                        "id",
                        Schemas.array(Schemas.text("An id."), "Any of these.").maxItems(200),
                        "Items with any of these ids.")
                .required(required);
    }

    private void addShape(List<Parameter> parameters, Listing listing) {
        parameters.add(list(
                "fields",
                Schemas.array(Schemas.words(listing.names(), "A member."), "Members."),
                "Members that each item is cut down to."));
        if (listing.records()) {
            parameters.add(
                    shared(
                            "Include",
                            list(
                                    "include",
                                    Schemas.array(Schemas.words(Include.NAMES, "An extra."), "Extras."),
                                    "Extras: 'readings' adds who says what, 'sources' which sources stand behind each value.")));
        }
    }

    private void addFilters(List<Parameter> parameters, Field field) {
        boolean common = Declaration.isCommon(field);
        for (Parameter filter : filters(field)) {
            parameters.add(common ? shared(Schemas.componentName(filter.getName()), filter) : filter);
        }
    }

    private List<Parameter> filters(Field field) {
        List<Parameter> parameters = new ArrayList<>();
        for (String name : Listing.filters(field)) {
            String doc = field.doc();
            if (name.endsWith(".min") || name.endsWith(".max")) {
                String bound = name.endsWith(".min") ? "At least this. " : "At most this. ";
                parameters.add(query(name, Schemas.type(SchemaType.NUMBER, "A number."), bound + doc));
            } else if (name.endsWith(".currency")) {
                parameters.add(list(
                        name,
                        Schemas.array(Schemas.text("ISO 4217 code."), "Any of these."),
                        "In any of these currencies. " + doc));
            } else if (name.endsWith(".not")) {
                parameters.add(list(
                        name,
                        schemas.filter(field),
                        "None of these; items of which the value is not known stay. " + doc));
            } else {
                parameters.add(list(name, schemas.filter(field), doc));
            }
        }
        return parameters;
    }

    private Parameter shared(String component, Parameter parameter) {
        components.put(component, parameter);
        return OASFactory.createParameter().ref("#/components/parameters/" + component);
    }

    private static Parameter query(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }

    private static Parameter list(String name, Schema schema, String description) {
        return query(name, schema, description).style(Parameter.Style.FORM).explode(false);
    }
}
