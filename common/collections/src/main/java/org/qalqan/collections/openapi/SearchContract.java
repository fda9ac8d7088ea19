package org.qalqan.collections.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes the search through all collections. */
final class SearchContract {

    private static final int MOST_VALUES = 200;

    private SearchContract() {}

    static void addSchemas(Map<String, Schema> components) {
        components.put("Hit", hit());
        components.put(
                "Highlight",
                Schemas.object("Where in a record stands what was looked for.")
                        .addProperty(
                                "field",
                                Schemas.text(
                                                "The field that holds the text; a nested one after the outer field and a dot.")
                                        .maxLength(200))
                        .addProperty(
                                "text",
                                Schemas.prose(
                                        "The text; a stretch of it where it is long, with an ellipsis where it was cut."))
                        .addProperty(
                                "matches",
                                Schemas.array(Schemas.ref("Match"), "What in the text answers the question."))
                        .required(List.of("field", "text", "matches")));
        components.put(
                "Match",
                Schemas.object("Some characters of a text, counted as UTF-16 code units from 0.")
                        .addProperty("from", Schemas.type(SchemaType.INTEGER, "The first."))
                        .addProperty("to", Schemas.type(SchemaType.INTEGER, "The one after the last."))
                        .required(List.of("from", "to")));
        components.put(
                "Facet",
                Schemas.object("How many hits have something in common.")
                        .addProperty("key", Schemas.text("What they have in common."))
                        .addProperty("count", Schemas.type(SchemaType.INTEGER, "How many."))
                        .required(List.of("key", "count")));
        components.put(
                "HitFacets",
                Schemas.object("The hits, counted.")
                        .addProperty("types", facets("By the type of the record, the most first."))
                        .addProperty("topics", facets("By topic, the most first; a hit with several counts for each."))
                        .required(List.of("types", "topics")));
        components.put(
                "HitPage",
                Schemas.object("One page of hits.")
                        .addProperty("items", Schemas.array(Schemas.ref("Hit"), "The hits, the best first."))
                        .addProperty(
                                "next", Schemas.orNull(Schemas.address("Address of the next page; null at the end.")))
                        .addProperty("total", Schemas.type(SchemaType.INTEGER, "How many hits there are."))
                        .addProperty(
                                "bounded",
                                Schemas.type(
                                        SchemaType.BOOLEAN,
                                        "True when a collection has more hits than are ranked and counted: those beyond are left out."))
                        .addProperty("facets", Schemas.ref("HitFacets"))
                        .required(List.of("items", "next", "total", "bounded", "facets")));
    }

    private static Schema facets(String description) {
        return Schemas.array(Schemas.ref("Facet"), description);
    }

    private static Schema hit() {
        return Schemas.object("A record that answers the question.")
                .addProperty("id", Schemas.recordId("Its id."))
                .addProperty("service", Schemas.word("The service that keeps it."))
                .addProperty("type", Schemas.word("Its type."))
                .addProperty("url", Schemas.address("Where it is: an absolute-path reference."))
                .addProperty("title", Schemas.text("What a person calls it."))
                .addProperty("topics", Schemas.array(Schemas.word("A topic."), "Its topics."))
                .addProperty(
                        "rank",
                        Schemas.type(
                                SchemaType.INTEGER,
                                "How well it answers, the more the better; the same measure for every record of every service."))
                .addProperty(
                        "highlights",
                        Schemas.array(
                                Schemas.ref("Highlight"),
                                "Where what was looked for stands, the best place first; empty when only the id has it."))
                .required(List.of("id", "service", "type", "url", "title", "topics", "rank", "highlights"));
    }

    static Operation operation(List<String> types, APIResponse page) {
        return OASFactory.createOperation()
                .operationId("search")
                .summary("Search all collections")
                .description(
                        "Records of any type in which all words of 'q' occur, the best first; of equal ones the first by id. What 'q' takes, and"
                                + " what makes a hit a good one, is as in the lists of the collections.")
                .addTag("evidence")
                .addParameter(query(
                                "q",
                                Schemas.text("Words.").maxLength(500),
                                "Words that must all occur, in any spelling or transliteration; \"words in quotation marks\" together;"
                                        + " what a hyphen precedes must not occur. Up to 20 words.")
                        .required(true))
                .addParameter(query(
                                "type",
                                Schemas.array(Schemas.words(types, "A type."), "Any of these.")
                                        .maxItems(MOST_VALUES),
                                "Only records of these types.")
                        .explode(false))
                .addParameter(Parameters.ref("KnownAt"))
                .addParameter(query(
                        "limit",
                        Schemas.type(SchemaType.INTEGER, "A number of hits.")
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(MOST_VALUES))
                                .defaultValue(25),
                        "Most hits in one answer."))
                .addParameter(query(
                        "after",
                        Schemas.text("A rank and an id.")
                                .pattern("^[0-9]{1,9}\\.[a-z0-9]+(-[a-z0-9]+)*$")
                                .maxLength(220),
                        "Only hits after this one: its rank, a full stop, and its id."))
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", page));
    }

    private static Parameter query(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }
}
