package org.qalqan.collections.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Exemplar;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Citation;
import org.qalqan.evidence.Vocabulary;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemType;

/** Describes what editors do to the records of a collection, and the history that comes of it. */
final class EditContract {

    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String TOKEN = "token";
    private static final String WHY = "A slip of the pen.";
    private static final String SUCCESSOR = "the-other-record";
    private static final String ADDED = "added";
    private static final String CHANGED = "changed";
    private static final String WITHDRAWN = "withdrawn";
    private static final String MERGED = "merged";

    private final Map<String, Schema> schemas;
    private final Map<String, Parameter> parameters;
    private final Answered answered;
    private final Paths paths;

    EditContract(Map<String, Schema> schemas, Map<String, Parameter> parameters, Answered answered, Paths paths) {
        this.schemas = schemas;
        this.parameters = parameters;
        this.answered = answered;
        this.paths = paths;
    }

    /** Describes what all collections have in common. */
    void addCommon(Components components, String service) {
        ChangeContract.ofHistory(service)
                .forEach(parameter -> parameters.put(ChangeContract.component(parameter.getName()), parameter));
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                                "A token (a JWT, judged as RFC8725 asks) of the OpenID Connect issuer that this host"
                                        + " is configured with; `./qalqan token` makes one for a local stack."));
        parameters.put(
                "ReadingId",
                path("reading", readingId(), "Id of the reading, as 'include=readings' shows it.")
                        .example("the-record.aliases.a-name.some-source.12"));
        parameters.put(
                "HistoryRevision",
                path(
                                "revision",
                                Schemas.type(SchemaType.INTEGER, "A revision.")
                                        .format("int64")
                                        .maximum(BigDecimal.valueOf((1L << 53) - 1)),
                                "Revision of the store at which the record changed.")
                        .example(1));
        parameters.put(
                "Reason",
                OASFactory.createParameter()
                        .name("reason")
                        .in(Parameter.In.QUERY)
                        .required(true)
                        .description("Why the record is changed: for its history, where everybody reads it.")
                        .schema(Schemas.text("A sentence.").minLength(1).maxLength(EditableResource.LONGEST_REASON))
                        .example(WHY));
        parameters.put(
                "IfMatch",
                header(
                        "If-Match",
                        "Entity tag of the record as it was read: who has not seen its last change cannot undo it"
                                + " unknowingly. `*` matches whatever there is. Of a tag its revision alone is compared.",
                        "\"r12.0f1e2d3c4b5a697887\""));
        parameters.put(
                "IdempotencyKey",
                header(
                                "Idempotency-Key",
                                "A word of the client's choosing, new for each change: the same request with the same"
                                        + " key is done once, however often it is sent, and answered the same. It is known"
                                        + " for seven days.",
                                "6f1c7d1e-0001")
                        .required(false));
        schemas.put(
                "NewReading",
                reading(Schemas.object("One reading more.")
                                .addProperty("field", Schemas.fieldName("The field of which it is one."))
                                .required(List.of("field")))
                        .additionalPropertiesSchema(nothingElse()));
        schemas.put(
                "ReadingPatch",
                Schemas.object("How a reading is ranked, and what is said about it; null takes a member away. What it"
                                + " says stays for ever.")
                        .addProperty("rank", Schemas.orNull(Schemas.words(Vocabulary.RANKS, "Its rank.")))
                        .addProperty(
                                "difference",
                                Schemas.orNull(Schemas.words(
                                        Vocabulary.DIFFERENCES, "Why it differs from the others of its field.")))
                        .addProperty("note", Schemas.orNull(Schemas.prose("A remark of the editors.")))
                        .additionalPropertiesSchema(nothingElse()));
        schemas.put(
                "Successor",
                Schemas.object("The record that takes another's place.")
                        .addProperty("into", Schemas.recordId("Its id."))
                        .required(List.of("into"))
                        .additionalPropertiesSchema(nothingElse()));
    }

    private static Schema readingId() {
        return Schemas.text("An id.").pattern("^[^/?#\\u0000-\\u0020]+$").maxLength(500);
    }

    private static Parameter path(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .description(description)
                .schema(schema);
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(Schemas.text("The header's value.").minLength(1).maxLength(8_000))
                .example(example);
    }

    /** The members of a reading. */
    private static Schema reading(Schema schema) {
        return schema.addProperty("value", any("The value in the plain form of its kind, as the field has it."))
                .addProperty(
                        "missing", Schemas.words(Vocabulary.MISSING, "Instead of a value: why the source gives none."))
                .addProperty("qualifier", Schemas.words(Vocabulary.QUALIFIERS, "How sure the source is of a number."))
                .addProperty("cite", cite("Where the source says it: source:paragraph."))
                .addProperty("rank", Schemas.words(Vocabulary.RANKS, "Which of several readings is shown."))
                .addProperty("basis", Schemas.words(Vocabulary.BASES, "What it rests on; 'stated' by default."))
                .addProperty("rule", Schemas.words(Vocabulary.RULES, "The rule of a derived reading."))
                .addProperty(
                        "inputs",
                        Schemas.array(
                                Schemas.text("A reading, by its id, or what a field shows, as record.field."),
                                "What a derived reading is computed from, in the rule's order."))
                .addProperty(
                        "difference",
                        Schemas.words(Vocabulary.DIFFERENCES, "Why it differs from the others of its field."))
                .addProperty("statedOn", Schemas.edtf("When the source's own source said it (EDTF)."))
                .addProperty("note", Schemas.prose("A remark of the editors."));
    }

    private static Schema cite(String description) {
        return Schemas.text(description).pattern(Citation.PATTERN).maxLength(200);
    }

    private static Schema nothingElse() {
        return OASFactory.createSchema().booleanSchema(false);
    }

    private static Schema any(String description) {
        return OASFactory.createSchema().description(description);
    }

    /**
     * A collection, and a record of it to show.
     *
     * @param service the service that owns it
     * @param exemplar the record as it answers; null when the dataset has none
     * @param entry the record as editors write it
     * @param place its place among all records that the service loads, from 1
     */
    record Of(
            String service,
            Declaration declaration,
            @Nullable Exemplar exemplar,
            @Nullable ObjectNode entry,
            int place) {

        @Nullable
        String url(String rest) {
            return exemplar == null ? null : "/v1/" + declaration.path() + "/" + exemplar.id() + rest;
        }

        /** The name of the component for an example of the collection. */
        String example(String what) {
            return Schemas.name(declaration) + what;
        }

        /** How the record came, with the load of the dataset. */
        @Nullable
        ObjectNode loaded() {
            return change("added", 1, place, "dataset", "load of the dataset");
        }

        /** What an editor's write of the kind is answered. One of them is shown for all collections, because its form is the same. */
        @Nullable
        ObjectNode written(String kind) {
            return change(kind, 2, 1, "an-editor", WHY);
        }

        private @Nullable ObjectNode change(String kind, int revision, int ordinal, String who, String why) {
            if (exemplar == null) {
                return null;
            }
            ObjectNode change = Json.MAPPER.createObjectNode();
            change.put("id", service + ":" + revision + "." + ordinal)
                    .put("service", service)
                    .put("revision", revision)
                    .put("ordinal", ordinal)
                    .put("kind", kind)
                    .put("record", exemplar.id());
            change.set("recordType", exemplar.item().path("type"));
            change.set("title", exemplar.item().path("title"));
            change.set("url", exemplar.item().path("url"));
            change.put("at", "2026-01-01T00:00:00Z")
                    .put("who", who)
                    .put("why", why)
                    .put("successor", kind.equals(MERGED) ? SUCCESSOR : null)
                    .putArray("fields");
            if (kind.equals(CHANGED)) {
                change.withArray("fields").add("note");
            }
            return change;
        }

        @Nullable
        ObjectNode history() {
            ObjectNode change = loaded();
            if (change == null) {
                return null;
            }
            ObjectNode page = Json.MAPPER.createObjectNode();
            page.putArray("items").add(change);
            return page.putNull("next").put("position", service + ":1");
        }
    }

    /**
     * Adds the operations of a collection.
     *
     * @param editable whether it is more than reference data
     */
    void add(Of of, boolean editable) {
        Declaration declaration = of.declaration;
        String name = Schemas.name(declaration);
        schemas.put(name + "Entry", entry(declaration));
        String one = "/v1/" + declaration.path() + "/{id}";
        paths.addPathItem(one + "/entry", OASFactory.createPathItem().GET(getEntry(of)));
        paths.addPathItem(one + "/history", OASFactory.createPathItem().GET(history(of)));
        paths.addPathItem(
                one + "/history/{revision}", OASFactory.createPathItem().GET(change(of)));
        if (!editable) {
            return;
        }
        paths.getPathItem("/v1/" + declaration.path()).POST(create(of));
        PathItem record = paths.getPathItem(one);
        record.PUT(replace(of));
        record.PATCH(patch(of));
        record.DELETE(withdraw(of));
        paths.addPathItem(one + "/merge", OASFactory.createPathItem().POST(merge(of)));
        paths.addPathItem(one + "/readings", OASFactory.createPathItem().POST(addReading(of)));
        paths.addPathItem(
                one + "/readings/{reading}", OASFactory.createPathItem().PATCH(changeReading(of)));
    }

    private static Schema entry(Declaration declaration) {
        Schema entry = Schemas.object("A record of " + words(declaration)
                + " as editors write it, in the dataset as here. A field is a plain value, which stands where"
                + " `cite` says, or a list of readings; an element of a field that holds a list is one or the"
                + " other.");
        List<String> required = new ArrayList<>(List.of("id", "title", "cite"));
        entry.addProperty("id", Schemas.recordId("A readable slug, unique over all collections, never changed."))
                .addProperty(
                        "title", Schemas.text("What a person calls the record.").minLength(1))
                .addProperty("aliases", field(declaration.field("aliases").orElseThrow()))
                .addProperty("cite", cite("Where the plain values stand: source:paragraph."))
                .addProperty("topics", Schemas.array(Schemas.word("A code."), "Codes of the codelist 'topic'."));
        for (Field field : declaration.ownFields()) {
            entry.addProperty(field.name(), field(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        return entry.addProperty("note", Schemas.prose("A remark of the editors."))
                .required(required)
                .additionalPropertiesSchema(nothingElse());
    }

    private static Schema field(Field field) {
        String kind = field.kind() == Kind.OBJECT ? "an object with a key" : plain(field);
        String form = field.many()
                ? "A list; each element is " + kind + ", or a reading. "
                : "Either " + kind + ", or a list of readings. ";
        return any(form + field.doc());
    }

    private static String plain(Field field) {
        return switch (field.kind()) {
            case TEXT, PROSE -> "a text";
            case CODE -> "a code of '" + field.codelist() + "'";
            case REFERENCE -> "the id of a record";
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number";
            case QUANTITY -> "a number, or an object with number, or low and high, and unit";
            case MONEY -> "an object with amount, or low and high, and currency";
            case DATE -> "an EDTF date";
            case OBJECT -> "an object";
        };
    }

    private Operation getEntry(Of of) {
        Declaration declaration = of.declaration;
        String name = Schemas.name(declaration) + "Entry";
        Operation operation = read(declaration, "get" + name)
                .summary("Get an entry of " + words(declaration))
                .description(
                        "The record as editors write it: what is changed, and sent back with PUT. Its tag serves as"
                                + " `If-Match`.");
        operation.addParameter(Parameters.id(of.declaration));
        return operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse("200", answered.json("The entry.", name, name, of.url("/entry"), of.entry))
                .addAPIResponse("304", answered.notModified())
                .addAPIResponse("308", answered.merged())
                .addAPIResponse("404", answered.problemNotMet(ProblemType.NOT_FOUND))
                .addAPIResponse("410", answered.problemNotMet(ProblemType.GONE)));
    }

    private Operation history(Of of) {
        Declaration declaration = of.declaration;
        Operation operation = read(declaration, "list" + Schemas.name(declaration) + "History")
                .summary("Follow one of the " + words(declaration))
                .description(
                        "What has happened to the record, the oldest first: when, by whom and why; also after it has"
                                + " been withdrawn or merged.");
        operation.addParameter(Parameters.id(of.declaration));
        ChangeContract.OF_HISTORY.forEach(
                name -> operation.addParameter(Parameters.ref(ChangeContract.component(name))));
        return operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        answered.withLink(answered.json(
                                "One page.", "ChangePage", of.example("History"), of.url("/history"), of.history())))
                .addAPIResponse("304", answered.notModified())
                .addAPIResponse("404", answered.problemNotMet(ProblemType.NOT_FOUND)));
    }

    private Operation change(Of of) {
        Declaration declaration = of.declaration;
        Operation operation = read(declaration, "get" + Schemas.name(declaration) + "Change")
                .summary("Get a change of one of the " + words(declaration))
                .description("What one revision did to the record, with the record and its readings before and after.");
        operation.addParameter(Parameters.id(of.declaration));
        operation.addParameter(Parameters.ref("HistoryRevision"));
        return operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        answered.json("The change.", "Change", of.example("Loaded"), of.url("/history/1"), of.loaded()))
                .addAPIResponse("304", answered.notModified())
                .addAPIResponse("404", answered.problemNotMet(ProblemType.NOT_FOUND)));
    }

    private Operation create(Of of) {
        Declaration declaration = of.declaration;
        return write(of, "create" + Schemas.name(declaration), false)
                .summary("Add to " + words(declaration))
                .description("A new record. It is checked as the dataset is: cited, its references, codes and sources"
                        + " there, its disagreements explained. The entries of other records show what it looks"
                        + " like.")
                .requestBody(entry(of))
                .responses(responses(of, ADDED, "201", false));
    }

    private Operation replace(Of of) {
        Declaration declaration = of.declaration;
        return write(of, "replace" + Schemas.name(declaration), true)
                .summary("Replace one of the " + words(declaration))
                .description(
                        "The record as a whole. Every reading that it had is there still, perhaps with another rank."
                                + " An entry that is as it was changes nothing, and is answered with the last change that"
                                + " there was.")
                .requestBody(entry(of))
                .responses(responses(of, CHANGED, "200", true));
    }

    private Operation patch(Of of) {
        Declaration declaration = of.declaration;
        return write(of, "patch" + Schemas.name(declaration), true)
                .summary("Change one of the " + words(declaration))
                .description(
                        "Some members of the entry, as a JSON Merge Patch (RFC7396): what is null goes, what is not"
                                + " named stays.")
                .requestBody(
                        body(MERGE_PATCH, null, Json.MAPPER.createObjectNode().put("note", "Looked at again.")))
                .responses(responses(of, CHANGED, "200", true));
    }

    private Operation withdraw(Of of) {
        Declaration declaration = of.declaration;
        APIResponses responses = responses(of, WITHDRAWN, "200", true);
        responses.removeAPIResponse("408");
        responses.removeAPIResponse("413");
        responses.removeAPIResponse("415");
        return write(of, "withdraw" + Schemas.name(declaration), true)
                .summary("Withdraw one of the " + words(declaration))
                .description(
                        "The record leaves, and its address answers 410 with the reason. Its history stays. Refused"
                                + " while other records refer to it.")
                .responses(responses);
    }

    private Operation merge(Of of) {
        Declaration declaration = of.declaration;
        return write(of, "merge" + Schemas.name(declaration), true)
                .summary("Merge one of the " + words(declaration))
                .description(
                        "Two records are of one thing: this one's readings go over to the other, which shows what it"
                                + " showed, and this one's address answers 308 with the other's. Refused while other"
                                + " records refer to it.")
                .requestBody(
                        body(JSON, "Successor", Json.MAPPER.createObjectNode().put("into", SUCCESSOR)))
                .responses(responses(of, MERGED, "200", true));
    }

    private Operation addReading(Of of) {
        Declaration declaration = of.declaration;
        ObjectNode example = Json.MAPPER.createObjectNode();
        example.put("field", "aliases").put("value", "Another name").put("cite", "some-source:12");
        return write(of, "add" + Schemas.name(declaration) + "Reading", true)
                .summary("Add a reading to one of the " + words(declaration))
                .description("What one more source says of a field. When it is preferred, the reading that was is so no"
                        + " longer.")
                .requestBody(body(JSON, "NewReading", example))
                .responses(responses(of, CHANGED, "201", true));
    }

    private Operation changeReading(Of of) {
        Declaration declaration = of.declaration;
        Operation operation = write(of, "patch" + Schemas.name(declaration) + "Reading", true);
        operation.addParameter(Parameters.ref("ReadingId"));
        return operation
                .summary("Rank a reading of one of the " + words(declaration))
                .description("How the reading counts, as a JSON Merge Patch (RFC7396). A reading that was wrong is set"
                        + " aside with the rank 'deprecated', and stays.")
                .requestBody(body(
                        MERGE_PATCH,
                        "ReadingPatch",
                        Json.MAPPER.createObjectNode().put("rank", "deprecated")))
                .responses(responses(of, CHANGED, "200", true));
    }

    private static Operation read(Declaration declaration, String operationId) {
        return OASFactory.createOperation().operationId(operationId).addTag(declaration.path());
    }

    private static Operation write(Of of, String operationId, boolean existing) {
        Operation operation = read(of.declaration, operationId)
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN))
                .addParameter(Parameters.ref("Reason"))
                .addParameter(Parameters.ref("IdempotencyKey"));
        if (existing) {
            operation.addParameter(Parameters.id(of.declaration));
            operation.addParameter(Parameters.ref("IfMatch"));
        }
        return operation;
    }

    /** A body; a patch of an entry has no schema but that it is an object. */
    private static RequestBody body(String mediaType, @Nullable String schema, @Nullable ObjectNode example) {
        MediaType content = OASFactory.createMediaType()
                .schema(
                        schema == null
                                ? Schemas.open("Members of the entry, or null for those that go.")
                                : Schemas.ref(schema));
        if (example != null) {
            content.setExample(plain(example));
        }
        return OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType(mediaType, content));
    }

    /** The entry as a whole; to see what one looks like, that of the record that stands as an example. */
    private RequestBody entry(Of of) {
        String name = Schemas.name(of.declaration) + "Entry";
        RequestBody body = body(JSON, name, null);
        MediaType content = body.getContent().getMediaType(JSON);
        answered.addExample(content, name, of.url("/entry"), of.entry);
        return body;
    }

    /** What a write is answered: its change, of the kind that is named, and what may be wrong with it. */
    private APIResponses responses(Of of, String kind, String status, boolean existing) {
        APIResponse done = answered.change(
                "The change that was made.",
                Schemas.componentName(kind),
                of.written(kind),
                !kind.equals(WITHDRAWN) && !kind.equals(MERGED));
        if (status.equals("201")) {
            done.addHeader("Location", answered.location());
        }
        APIResponses responses = OASFactory.createAPIResponses()
                .addAPIResponse(status, done)
                .addAPIResponse("400", invalid())
                .addAPIResponse("401", answered.problem(ProblemType.UNAUTHORIZED))
                .addAPIResponse("403", answered.problem(ProblemType.FORBIDDEN))
                .addAPIResponse("408", answered.problem(ProblemType.REQUEST_TIMEOUT))
                .addAPIResponse("409", conflict())
                .addAPIResponse("413", answered.problem(ProblemType.PAYLOAD_TOO_LARGE))
                .addAPIResponse("415", answered.problem(ProblemType.UNSUPPORTED_MEDIA_TYPE))
                .addAPIResponse("422", answered.problem(ProblemType.IDEMPOTENCY_KEY_REUSED));
        if (existing) {
            responses
                    .addAPIResponse("404", answered.problemNotMet(ProblemType.NOT_FOUND))
                    .addAPIResponse("410", answered.problemNotMet(ProblemType.GONE))
                    .addAPIResponse("412", answered.problem(ProblemType.PRECONDITION_FAILED))
                    .addAPIResponse("428", answered.problem(ProblemType.PRECONDITION_REQUIRED));
        }
        return responses;
    }

    private APIResponse conflict() {
        String detail = "The record 'some-record' was merged into 'another-record': change that one.";
        return answered.problem(ProblemType.CONFLICT, detail, "/v1/readings", null, null);
    }

    private APIResponse invalid() {
        FieldError error = FieldError.body("/cite", "there is no source 'some-sourse' (did you mean 'some-source'?)");
        return answered.problem(ProblemType.INVALID_BODY, error.message(), "/v1/readings", List.of(error), null);
    }

    private static Object plain(JsonNode value) {
        return Json.MAPPER.convertValue(value, new TypeReference<Object>() {});
    }

    private static String words(Declaration declaration) {
        return declaration.path().replace('-', ' ');
    }
}
