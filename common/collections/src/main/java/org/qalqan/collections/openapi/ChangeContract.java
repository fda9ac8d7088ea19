package org.qalqan.collections.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the feed of changes. */
final class ChangeContract {

    private static final List<String> KINDS = List.of("added", "changed", "withdrawn", "merged");
    private static final String POSITION = "[a-z]+:[0-9]{1,18}(\\.[0-9]{1,9})?";
    private static final int MAX_VALUES = 200;

    /** What the history of a record can be asked. */
    static final List<String> OF_HISTORY = List.of("since", "include", "limit");

    private ChangeContract() {}

    static void addSchemas(Map<String, Schema> components) {
        components.put(
                "RecordSnapshot",
                // what all collections have: the members of a record are those of its collection
                Schemas.open(
                                "A record with its readings at one revision: in `record` all its members, as its own address answered"
                                        + " them, in `readings` the readings in the editors' order, as `/v1/readings` answers them. Null when the"
                                        + " record was not there.")
                        .addType(SchemaType.NULL)
                        .minProperties(2));
        components.put(
                "ChangeValues",
                Schemas.object("The record on both sides of a change.")
                        .addProperty("before", Schemas.ref("RecordSnapshot").description("The record as it was."))
                        .addProperty("after", Schemas.ref("RecordSnapshot").description("The record as it became."))
                        .required(List.of("before", "after")));
        components.put("Change", change());
        components.put(
                "ChangePage",
                Schemas.object("One page of the feed of changes.")
                        .addProperty(
                                "items",
                                Schemas.array(
                                        Schemas.ref("Change"), "The changes, in the order in which they were made."))
                        .addProperty(
                                "next",
                                Schemas.orNull(
                                        Schemas.text("Address of the next page; null when there is nothing more now.")))
                        .addProperty(
                                "position",
                                Schemas.text("Where this page ends; as 'since' it asks later for what has come since.")
                                        .pattern("^" + POSITION + "$"))
                        .required(List.of("items", "next", "position")));
    }

    private static Schema change() {
        return Schemas.object("One change of one record.")
                .addProperty(
                        "id",
                        Schemas.text(
                                "Service, revision and ordinal, such as timeline:12.40; as 'since' it asks for what came after."))
                .addProperty("service", Schemas.text("The service that keeps the record."))
                .addProperty(
                        "revision",
                        Schemas.type(SchemaType.INTEGER, "The store's revision that the change belongs to.")
                                .format("int64"))
                .addProperty(
                        "ordinal",
                        Schemas.type(SchemaType.INTEGER, "Its place within the revision, from 1.")
                                .format("int32"))
                .addProperty("kind", Schemas.words(KINDS, "What happened to the record."))
                .addProperty("record", Schemas.recordId("Id of the record."))
                .addProperty("recordType", Schemas.text("Type of the record."))
                .addProperty("title", Schemas.text("What a person calls the record as it is now, not as it was then."))
                .addProperty("url", Schemas.text("Where the record is: an absolute-path reference."))
                .addProperty("at", Schemas.text("When it changed, UTC.").format("date-time"))
                .addProperty("who", Schemas.text("Who changed it: an editor, or 'dataset' for a load of the dataset."))
                .addProperty("why", Schemas.text("The reason."))
                .addProperty(
                        "successor",
                        Schemas.orNull(Schemas.slug(
                                "Id of the record that took its place when it was merged; null otherwise.")))
                .addProperty(
                        "fields",
                        Schemas.array(
                                Schemas.text("Name of a member."),
                                "Members of the record that changed, 'readings' among them; empty when it came or left as a whole."))
                .addProperty("values", Schemas.ref("ChangeValues"))
                .required(List.of(
                        "id",
                        "service",
                        "revision",
                        "ordinal",
                        "kind",
                        "record",
                        "recordType",
                        "title",
                        "url",
                        "at",
                        "who",
                        "why",
                        "successor",
                        "fields"));
    }

    static Operation list() {
        return OASFactory.createOperation()
                .operationId("listChanges")
                .summary("Follow changes")
                .description(
                        "Every change of every record, the oldest first. 'position' is where the page ends: given as 'since', today"
                                + " or next year, it asks for what came after. Replayed from the beginning, the feed gives the records as"
                                + " they are.")
                .addTag("evidence")
                .addParameter(query(
                        "since",
                        Schemas.text("A position.")
                                .pattern("^" + POSITION + "$")
                                .maxLength(60),
                        "Only changes after this position: 'position' of a page, 'id' of a change, or a revision, such as"
                                + " timeline:12. From the beginning by default."))
                .addParameter(many("record", Schemas.slug("An id."), "Only changes of these records."))
                .addParameter(many("recordType", Schemas.text("A type."), "Only changes of records of these types."))
                .addParameter(many("kind", Schemas.words(KINDS, "A kind."), "Only changes of these kinds."))
                .addParameter(many(
                        "include",
                        Schemas.words(List.of("values"), "An extra."),
                        "'values' adds the record before and after each change, with its readings."))
                .addParameter(query(
                        "limit",
                        Schemas.type(SchemaType.INTEGER, "Most changes in one answer.")
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(200))
                                .defaultValue(25),
                        "Most changes in one answer."));
    }

    /** The name of the component that describes a parameter of a history. */
    static String component(String parameter) {
        return Schemas.componentName("history-" + parameter);
    }

    /** What the history of a record can be asked, each with an example. */
    static List<Parameter> ofHistory(String service) {
        Map<String, Object> examples = Map.of("since", service + ":0", "include", List.of("values"), "limit", 1);
        return list().getParameters().stream()
                .filter(parameter -> OF_HISTORY.contains(parameter.getName()))
                .map(parameter -> parameter.example(examples.get(parameter.getName())))
                .toList();
    }

    private static Parameter many(String name, Schema item, String description) {
        return query(name, Schemas.array(item, "Any of these.").maxItems(MAX_VALUES), description)
                .explode(false);
    }

    private static Parameter query(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }
}
