package org.qalqan.collections.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;

/** The component schemas (JSON Schema 2020-12, as OpenAPI 3.1 has it). */
final class Schemas {

    /** The largest whole number that JavaScript holds exactly. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    private static final String RECORD_ID = "RecordId";

    /** The most values that a parameter takes. */
    private static final int MOST_VALUES = 200;

    private final Codelists codelists;
    private final Map<String, Schema> components;

    Schemas(Codelists codelists, Map<String, Schema> components) {
        this.codelists = codelists;
        this.components = components;
    }

    static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    static Schema type(SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }

    static Schema text(String description) {
        return type(SchemaType.STRING, description);
    }

    static Schema words(List<String> words, String description) {
        return text(description).enumeration(List.copyOf(words));
    }

    static Schema array(Schema items, String description) {
        return type(SchemaType.ARRAY, description).items(items);
    }

    /** The id of a record, where there is always one. */
    static Schema recordId(String description) {
        return ref(RECORD_ID).description(description);
    }

    static Schema slug(String description) {
        return text(description).pattern("^[a-z0-9]+(-[a-z0-9]+)*$").maxLength(200);
    }

    /** A word in kebab-case that is no id, such as a type. */
    static Schema word(String description) {
        return text(description).pattern("^[a-z]+(-[a-z]+)*$").maxLength(100);
    }

    /** Where a resource is. */
    static Schema address(String description) {
        return text(description).format("uri-reference").maxLength(8_000);
    }

    /** The name of a field, or of a member of the answer. */
    static Schema fieldName(String description) {
        return text(description).pattern("^[a-zA-Z][a-zA-Z0-9]*$").maxLength(100);
    }

    /** Text to be read, of any length that an editor would write. */
    static Schema prose(String description) {
        return text(description).pattern("^[^\\u0000]*$").maxLength(20_000);
    }

    /** A whole file of text, as large as the collection is. */
    static Schema file(String description) {
        // binary: generated clients then hand it on as it is, instead of reading it as JSON
        return text(description).format("binary").maxLength(Integer.MAX_VALUE);
    }

    /** A date or interval in its plain form. */
    static Schema edtf(String description) {
        return text(description).pattern("^[0-9X~?%./-]+$").maxLength(40);
    }

    /** The same schema, or null. */
    static Schema orNull(Schema schema) {
        if (schema.getEnumeration() != null) {
            List<Object> words = new ArrayList<>(schema.getEnumeration());
            words.add(null);
            schema.setEnumeration(words);
        }
        return schema.addType(SchemaType.NULL);
    }

    /** What does not depend on the collections. */
    void addCommon() {
        components.put(
                RECORD_ID, slug("Id of a record: a readable slug, unique over all collections, stable for ever."));
        components.put("Reading", reading());
        components.put(
                "RecordLabel",
                object("What to call a record.")
                        .addProperty("id", recordId("Its id."))
                        .addProperty("type", word("Its type."))
                        .addProperty("title", text("What a person calls it."))
                        .addProperty("url", address("Where it is: an absolute-path reference."))
                        .required(List.of("id", "type", "title", "url")));
        components.put(
                "RecordLabels",
                object("Labels of the ids that are known here.")
                        .addProperty("items", array(ref("RecordLabel"), "One for each id, by id."))
                        .required(List.of("items")));
        components.put("ReadingPage", page("Reading"));
        components.put("DisagreementSide", side());
        components.put("Disagreement", disagreement());
        components.put("DisagreementPage", page("Disagreement"));
        components.put("Gap", gap());
        components.put("GapPage", page("Gap"));
        components.put("Backing", backing());
        components.put("Group", group());
        components.put("GroupSum", groupSum());
        addProblem();
    }

    private void addProblem() {
        components.put(
                "FieldError",
                object("One thing wrong with a request.")
                        .addProperty("in", words(List.of("query", "path", "header", "body"), "Where it is."))
                        .addProperty("name", text("Name of the parameter or header; absent for a body."))
                        .addProperty("pointer", text("JSON pointer into the body (RFC 6901); absent elsewhere."))
                        .addProperty("message", prose("What is wrong and what would be right."))
                        .addProperty("allowed", array(text("One of them."), "What is allowed, where it can be listed."))
                        .addProperty("didYouMean", text("The allowed word nearest to what was sent."))
                        .required(List.of("in", "message")));
        components.put(
                "Problem",
                object("Why a request was not answered (RFC 9457).")
                        .addProperty("type", address("Page that explains this type of problem."))
                        .addProperty("title", text("The type in a sentence."))
                        .addProperty(
                                "status",
                                type(SchemaType.INTEGER, "The HTTP status.")
                                        .format("int32")
                                        .minimum(BigDecimal.valueOf(400))
                                        .maximum(BigDecimal.valueOf(599)))
                        .addProperty("detail", prose("What happened this time."))
                        .addProperty("instance", address("Path of the request."))
                        .addProperty(
                                "traceId", text("W3C trace id of the request.").pattern("^[0-9a-f]{32}$"))
                        .addProperty(
                                "errors",
                                array(ref("FieldError"), "What is wrong with the request; absent when nothing is."))
                        .required(List.of("type", "title", "status", "detail", "instance", "traceId")));
    }

    private Schema reading() {
        return object("What one source says about one field of one record, at one place.")
                .addProperty("id", text("Record, field, item, source and paragraph, joined by dots."))
                .addProperty("service", word("The service that keeps the record; absent inside a record."))
                .addProperty("recordType", word("Type of the record."))
                .addProperty("record", recordId("Id of the record."))
                .addProperty("field", fieldName("Name of the field."))
                .addProperty("item", orNull(text("Which element of a list: the element itself, or its key.")))
                .addProperty(
                        "value",
                        OASFactory.createSchema()
                                .description(
                                        "What the source says, in the plain form of the field's kind; null when missing."))
                .addProperty("missing", codeOrNull("missing", "Why there is no value; null when there is one."))
                .addProperty(
                        "source",
                        orNull(slug("Id of the source; null for a derived reading without a place of its own.")))
                .addProperty("paragraph", orNull(type(SchemaType.INTEGER, "Line of the source's file, from 1.")))
                .addProperty("rank", code("rank", "Shown, one among others, or set aside."))
                .addProperty("basis", code("basis", "What the reading rests on."))
                .addProperty(
                        "qualifier",
                        codeOrNull("qualifier", "How sure the source is of a number; null for other values."))
                .addProperty(
                        "difference",
                        codeOrNull("difference", "Why it differs from the others of its field; null when it does not."))
                .addProperty("rule", codeOrNull("derivation-rule", "Rule of a derived reading; null for others."))
                .addProperty(
                        "inputs",
                        array(
                                text("record.field, or the id of a reading."),
                                "What a derived reading is computed from."))
                .addProperty("statedOn", orNull(edtf("When the source's own source said it (EDTF).")))
                .addProperty("note", orNull(prose("A remark of the editors.")))
                .addProperty(
                        "knownOn",
                        orNull(edtf(
                                "When it was out (EDTF): when its source was published, or of a derived reading the last of what"
                                        + " it is computed from.")))
                .required(List.of("id"));
    }

    /** What the lists about evidence have in common: which record and field they speak of. */
    private Schema finding(String description) {
        return object(description)
                .addProperty("id", text("Record, field and element, joined by dots."))
                .addProperty("service", word("The service that keeps the record."))
                .addProperty("recordType", word("Type of the record."))
                .addProperty("record", recordId("Id of the record."))
                .addProperty("title", text("What a person calls the record."))
                .addProperty("url", address("Where the record is: an absolute-path reference."))
                .addProperty("topics", array(code("topic", "A topic."), "Topics of the record."))
                .addProperty("field", fieldName("Name of the field."))
                .required(List.of("id"));
    }

    private Schema disagreement() {
        return finding("Readings that count and say different things of one field, or of one element of a list;"
                        + " or elements of a list that exclude each other.")
                .addProperty("item", orNull(text("Which element of a list; null for the field as a whole.")))
                .addProperty(
                        "status",
                        code(
                                "disagreement-status",
                                "Whether the preferred side is shown, none is, or elements of a list exclude each other."))
                .addProperty(
                        "differences", array(code("difference", "A kind of difference."), "Why the readings differ."))
                .addProperty("bases", array(code("basis", "A basis."), "What the readings rest on."))
                .addProperty(
                        "independentSources",
                        type(
                                SchemaType.INTEGER,
                                "How many independent sources take part; those that derive from one another, or"
                                        + " from one work, count as one."))
                .addProperty("sides", array(ref("DisagreementSide"), "The sides, in the editors' order."));
    }

    private Schema side() {
        return object("One side of a disagreement: readings that say the same.")
                .addProperty(
                        "value",
                        OASFactory.createSchema().description("What they say, in the plain form of the field's kind."))
                .addProperty("qualifier", codeOrNull("qualifier", "How sure the source is of a number."))
                .addProperty("shown", type(SchemaType.BOOLEAN, "Whether the record shows this side."))
                .addProperty(
                        "independentSources", type(SchemaType.INTEGER, "How many independent sources stand behind it."))
                .addProperty("readings", array(ref("Reading"), "Its readings."))
                .required(List.of("value", "qualifier", "shown", "independentSources", "readings"));
    }

    private Schema gap() {
        return finding("A field for which the sources were searched and give no value.")
                .addProperty("status", code("missing", "Why there is no value."))
                .addProperty(
                        "partial",
                        type(
                                SchemaType.BOOLEAN,
                                "Whether something is known all the same: some elements of a list, or a value that is derived or inferred."))
                .addProperty("readings", array(ref("Reading"), "Where was looked, and for what."));
    }

    private static Schema group() {
        return object("The items that have the same values in the fields that make the groups.")
                .addProperty(
                        "key",
                        type(
                                        SchemaType.OBJECT,
                                        "The values by the fields' names; null for items of which the value is not known.")
                                .additionalPropertiesSchema(OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .addType(SchemaType.BOOLEAN)
                                        .addType(SchemaType.INTEGER)
                                        .addType(SchemaType.NULL)
                                        .description("A value.")))
                .addProperty("count", type(SchemaType.INTEGER, "Number of items."))
                .addProperty("missing", type(SchemaType.INTEGER, "With a sum: items of which the number is not known."))
                .addProperty("sums", array(ref("GroupSum"), "With a sum: one for each unit or currency."))
                .required(List.of("key", "count"));
    }

    private static Schema groupSum() {
        return object("A sum in one unit or currency.")
                .addProperty("unit", orNull(text("UCUM code or ISO 4217 currency; null without a unit.")))
                .addProperty("items", type(SchemaType.INTEGER, "How many items were added up."))
                .addProperty("low", number("The lowest that the sources can mean; null when unbounded."))
                .addProperty("high", number("The highest that the sources can mean; null when unbounded."))
                .required(List.of("unit", "items", "low", "high"));
    }

    private Schema backing() {
        return object("What stands behind a value that a record shows.")
                .addProperty("field", fieldName("Name of the field."))
                .addProperty("item", orNull(text("Which element of a list; null for a field that holds one value.")))
                .addProperty("basis", code("basis", "What the reading that is shown rests on."))
                .addProperty("sources", array(recordId("Id of a source."), "The sources that say the same."))
                .addProperty(
                        "independent",
                        type(
                                SchemaType.INTEGER,
                                "How many of them are independent: those that derive from one another, or from"
                                        + " one work, count as one."))
                .required(List.of("field", "item", "basis", "sources", "independent"));
    }

    /** The record, its objects and its page. */
    void add(Declaration declaration) {
        String name = name(declaration);
        Schema schema = object(declaration.description())
                .addProperty("id", recordId("Its id."))
                .addProperty("type", words(List.of(declaration.type()), "The type of the record."))
                .addProperty("url", address("Where the record is: an absolute-path reference."));
        for (Field field : declaration.fields()) {
            schema.addProperty(field.name(), property(name, field));
        }
        schema.addProperty(
                        "status",
                        type(
                                        SchemaType.OBJECT,
                                        "For each field that shows no value: why. A list that leaves out an element in dispute is disputed.")
                                .additionalPropertiesSchema(code("status", "Why there is no value.")))
                .addProperty(
                        "disagreements",
                        array(
                                fieldName("Name of a field."),
                                "Fields on which readings that count say different things."))
                .addProperty(
                        "revision",
                        type(SchemaType.INTEGER, "The store's revision at which the record last changed.")
                                .format("int64")
                                .maximum(BigDecimal.valueOf(MOST_EXACT)))
                .addProperty(
                        "updatedAt",
                        text("When that was, UTC.").format("date-time").maxLength(30))
                .addProperty("readings", array(ref("Reading"), "All readings of the record, with include=readings."))
                .addProperty(
                        "sources",
                        array(ref("Backing"), "What stands behind each value that is shown, with include=sources."))
                .addProperty(
                        "knownAtCertain",
                        type(
                                SchemaType.BOOLEAN,
                                "With knownAt: false when a source may have come out later than it is taken to."))
                .required(List.of("id", "type", "url"));
        if (declaration.validity() != null) {
            schema.addProperty(
                    "asOfValidity",
                    words(
                            List.of("certain", "possible", "disputed"),
                            "With asOf: whether a reading settles that the record held on that day, all leave it open, or readings contradict each other."));
        }
        components.put(name, schema);
        components.put(name + "Page", page(name));
    }

    private static Schema page(String item) {
        return object("One page of a list.")
                .addProperty("items", array(ref(item), "The items of the page."))
                .addProperty("next", orNull(address("Address of the next page; null at the end.")))
                .addProperty("total", type(SchemaType.INTEGER, "Number of all items, with total=true or groupBy."))
                .addProperty("groups", array(ref("Group"), "With groupBy: the groups, the largest first."))
                .required(List.of("items", "next"));
    }

    private Schema property(String owner, Field field) {
        if (field.many()) {
            return array(value(owner, field, false), field.doc());
        }
        boolean always = field.name().equals("title") || field.name().equals("key");
        return value(owner, field, !always);
    }

    private Schema value(String owner, Field field, boolean nullable) {
        String doc = field.many() ? "One of them." : field.doc();
        String codelist = field.codelist();
        Schema value =
                switch (field.kind()) {
                    case PROSE -> prose(doc);
                    case REFERENCE -> nullable ? slug(doc) : recordId(doc);
                    case BOOLEAN -> type(SchemaType.BOOLEAN, doc);
                    case INTEGER -> type(SchemaType.INTEGER, doc).format("int32");
                    case DATE -> shared("Edtf", Schemas::edtfObject, doc);
                    case QUANTITY -> shared("Quantity", Schemas::quantity, doc);
                    case MONEY -> shared("Money", Schemas::money, doc);
                    case OBJECT -> ref(object(owner, field));
                    case TEXT -> text(doc);
                    case CODE ->
                        codelist == null ? text(doc) : nullable ? codeOrNull(codelist, doc) : code(codelist, doc);
                };
        // dates, quantities, amounts and codes have a component that takes null; objects stand in lists
        return nullable && value.getRef() == null ? orNull(value) : value;
    }

    /** A component that is there when a field needs it. */
    private Schema shared(String name, Function<Schemas, Schema> made, String description) {
        if (!components.containsKey(name)) {
            components.put(name, made.apply(this));
        }
        return ref(name).description(description);
    }

    private Schema edtfObject() {
        return objectOrNull("A date or interval as precise as its source (EDTF level 1, ISO 8601-2:2019).")
                .addProperty(
                        "edtf", edtf("The date as the source gives it: 2003-05-07, 2003-05, 2003~, 2003/2008, 2003/.."))
                .addProperty("earliest", day("First day that it can mean; null when open."))
                .addProperty("latest", day("Last day that it can mean; null when open."))
                .addProperty(
                        "precision",
                        words(
                                List.of("day", "month", "season", "year", "decade", "century", "interval"),
                                "How precise it is."))
                .required(List.of("edtf", "earliest", "latest", "precision"));
    }

    private Schema quantity() {
        return objectOrNull("A number with its unit and how sure its source is of it.")
                .addProperty("value", number("The number; null for a range."))
                .addProperty("unit", orNull(text("UCUM code, or the counted thing in braces; null without a unit.")))
                .addProperty("qualifier", code("qualifier", "How sure the source is."))
                .addProperty("low", number("Lowest value meant; null when unbounded."))
                .addProperty("high", number("Highest value meant; null when unbounded."))
                .required(List.of("value", "unit", "qualifier", "low", "high"));
    }

    private Schema money() {
        return objectOrNull("An amount of money.")
                .addProperty("amount", number("In whole units of the currency; null for a range."))
                .addProperty("currency", text("ISO 4217 code.").pattern("^[A-Z]{3}$"))
                .addProperty(
                        "stage",
                        codeOrNull("money-stage", "Stage in the budget process; null where the source does not say."))
                .addProperty(
                        "priceBasis", codeOrNull("price-basis", "Price basis; null where the source does not say."))
                .addProperty("qualifier", code("qualifier", "How sure the source is."))
                .addProperty("low", number("Lowest amount meant; null when unbounded."))
                .addProperty("high", number("Highest amount meant; null when unbounded."))
                .required(List.of("amount", "currency", "stage", "priceBasis", "qualifier", "low", "high"));
    }

    private String object(String owner, Field field) {
        String name = owner + objectName(field);
        Schema object = object(field.doc());
        field.fields().forEach(nested -> object.addProperty(nested.name(), property(name, nested)));
        object.required(field.fields().stream().map(Field::name).toList());
        components.put(name, object);
        return name;
    }

    /** A codelist is a component, so that a generated client has one type for it. */
    private Schema code(String codelist, String description) {
        String name = componentName(codelist) + "Code";
        components.computeIfAbsent(name, created -> codes(codelist));
        return ref(name).description(description);
    }

    /** A code or null: a component of its own, because a reference takes no null beside it without a union of types. */
    private Schema codeOrNull(String codelist, String description) {
        String name = componentName(codelist) + "CodeOrNull";
        components.computeIfAbsent(name, created -> orNull(codes(codelist)));
        return ref(name).description(description);
    }

    private Schema codes(String codelist) {
        return words(codelists.codes(codelist), "A code of the codelist '" + codelist + "'.");
    }

    /** The name of a component for a word in kebab-case or camelCase, or with dots. */
    static String componentName(String word) {
        StringBuilder name = new StringBuilder();
        for (String part : word.split("[-.]", -1)) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return name.toString();
    }

    /** The name of a collection's schema: that of its Java record. */
    static String name(Declaration declaration) {
        return declaration.view().getSimpleName();
    }

    /** {@code provisions} holds objects of the kind {@code Provision}, {@code ties} of the kind {@code Tie}. */
    private static String objectName(Field field) {
        String name =
                Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
        // ties are each a tie, not a ty
        if (name.endsWith("ies") && name.length() > "Ties".length()) {
            return name.substring(0, name.length() - 3) + "y";
        }
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    static Schema object(String description) {
        return type(SchemaType.OBJECT, description);
    }

    /** An object of any members. */
    static Schema open(String description) {
        return object(description)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
    }

    /** An object that every field shows as null when it has no value. */
    private static Schema objectOrNull(String description) {
        return object(description + " Null when the record shows none.").addType(SchemaType.NULL);
    }

    private static Schema day(String description) {
        return orNull(text(description).format("date").maxLength(10));
    }

    private static Schema number(String description) {
        return orNull(type(SchemaType.NUMBER, description));
    }

    /** The schema of a parameter that filters by the field: a list of values, of which any may match. One for all fields of a kind. */
    Schema filter(Field field) {
        String codelist = field.codelist();
        return switch (field.kind()) {
            case CODE ->
                codelist == null
                        ? anyOfThese("Codes", text("A code."))
                        : anyOfThese(componentName(codelist) + "Codes", code(codelist, "A code."));
            case REFERENCE -> anyOfThese("RecordIds", slug("An id."));
            case BOOLEAN -> anyOfThese("Booleans", type(SchemaType.BOOLEAN, "true or false"));
            case INTEGER -> anyOfThese("Integers", type(SchemaType.INTEGER, "A whole number."));
            case QUANTITY, MONEY -> anyOfThese("Numbers", type(SchemaType.NUMBER, "A number."));
            case DATE -> anyOfThese("Edtfs", edtf("An EDTF date or interval."));
            default -> anyOfThese("Texts", text("A value."));
        };
    }

    /** A list that a parameter takes, as a component. */
    Schema anyOfThese(String name, Schema item) {
        components.computeIfAbsent(name, created -> array(item, "Any of these.").maxItems(MOST_VALUES));
        return ref(name);
    }

    /** A value that the filter of the field takes, where the dataset has none to show. */
    List<Object> anyOf(Field field) {
        String codelist = field.codelist();
        return switch (field.kind()) {
            case CODE ->
                codelist == null
                        ? List.of("any")
                        : List.of(codelists.codes(codelist).get(0));
            case BOOLEAN -> List.of(true);
            case INTEGER, QUANTITY, MONEY -> List.of(0);
            case DATE -> List.of("2000");
            default -> List.of("any");
        };
    }
}
