package org.qalqan.collections.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Collections;
import org.qalqan.collections.DisagreementResource;
import org.qalqan.collections.Drafts;
import org.qalqan.collections.Exemplar;
import org.qalqan.collections.Format;
import org.qalqan.collections.GapResource;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.ReadingResource;
import org.qalqan.collections.Sources;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemType;

/**
 * Adds to the document what the declared collections answer, and what every operation has in common. The examples are records of the
 * dataset that the service was started with; those of other operations are recorded in files, {@code examples/<operationId>.json}.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class CollectionContract implements OASFilter {

    private static final List<ProblemType> ANYWHERE = List.of(
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.URI_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.INTERNAL_ERROR,
            ProblemType.SERVICE_UNAVAILABLE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        new Contract(document).complete();
    }

    /** The making of one document. */
    private static final class Contract {
        private final OpenAPI document;
        private final String service = ConfigProvider.getConfig().getValue("qalqan.service", String.class);
        private final List<Declaration> declarations = bean(Collections.class).all();
        private final Drafts drafts = bean(Drafts.class);
        private final TreeMap<String, Schema> schemas = new TreeMap<>();
        private final TreeMap<String, Parameter> shared = new TreeMap<>();
        private final Schemas described = new Schemas(bean(Codelists.class), schemas);
        private final Parameters parameters = new Parameters(described, shared);
        private final Answered answered = new Answered();
        private final Paths paths;
        private final EditContract edits;

        Contract(OpenAPI document) {
            this.document = document;
            this.paths = document.getPaths() == null ? OASFactory.createPaths() : document.getPaths();
            this.edits = new EditContract(schemas, shared, answered, paths);
        }

        private static <T> T bean(Class<T> type) {
            return Arc.container().instance(type).get();
        }

        void complete() {
            Components components =
                    document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
            if (components.getSchemas() != null) {
                schemas.putAll(components.getSchemas());
            }
            paths.addPathItem("/v1/changes", OASFactory.createPathItem().GET(changes()));
            paths.addPathItem("/v1/search", OASFactory.createPathItem().GET(search()));
            completeOtherOperations();
            described.addCommon();
            ChangeContract.addSchemas(schemas);
            SearchContract.addSchemas(schemas);
            edits.addCommon(components, service);
            declarations.forEach(this::addCollection);
            addEvidence();
            paths.getPathItems().values().forEach(this::addCommonResponses);

            components.setSchemas(schemas);
            components.setParameters(shared);
            components.setHeaders(answered.headers());
            components.setResponses(answered.responses());
            components.setExamples(answered.examples());
            document.setComponents(components);
            document.setPaths(sorted(paths));
            document.setTags(document.getTags().stream()
                    .sorted(Comparator.comparing(Tag::getName, String.CASE_INSENSITIVE_ORDER))
                    .toList());
            describe();
            bound();
        }

        private void describe() {
            document.setInfo(OASFactory.createInfo()
                    .title("Qalqan " + service + " service")
                    .version("1")
                    .description(
                            "The " + service + " part of Qalqan, an open, evidence-first record."
                                    + " Every value can be traced to the paragraphs of the sources that state it."
                                    + " Within this version answers may gain members: a client passes over those that it does not know.")
                    .contact(OASFactory.createContact().name("Qalqan"))
                    .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
            document.setServers(List.of(OASFactory.createServer()
                    .url("/")
                    .description(
                            "This host, in production as on a local machine: reached through the gateway, never by the public.")
                    .addExtension("x-internal", true)));
            document.setOpenapi("3.1.0");
            document.setSecurity(List.of());
        }

        private void bound() {
            schemas.values().forEach(Bounds::complete);
            shared.values().forEach(parameter -> Bounds.complete(parameter.getSchema()));
            answered.headers().values().forEach(header -> Bounds.complete(header.getSchema()));
            paths.getPathItems()
                    .values()
                    .forEach(path -> path.getOperations().values().forEach(operation -> parametersOf(operation).stream()
                            .map(Parameter::getSchema)
                            .forEach(Bounds::complete)));
        }

        private void addCollection(Declaration declaration) {
            described.add(declaration);
            String path = "/v1/" + declaration.path();
            Exemplar exemplar = Exemplar.of(declaration, drafts).orElse(null);
            document.addTag(OASFactory.createTag().name(declaration.path()).description(declaration.description()));
            paths.addPathItem(path, OASFactory.createPathItem().GET(list(declaration, exemplar)));
            paths.addPathItem(path + "/{id}", OASFactory.createPathItem().GET(get(declaration, exemplar)));
            String example = exemplar == null ? "" : exemplar.id();
            edits.add(
                    new EditContract.Of(
                            service,
                            declaration,
                            exemplar,
                            drafts.entry(example).orElse(null),
                            drafts.idsOf(service).indexOf(example) + 1),
                    bean(Collections.class).isEditable(declaration));
            addExports(Listing.of(declaration), exemplar, declaration.path());
        }

        private Operation list(Declaration declaration, @Nullable Exemplar exemplar) {
            Listing listing = Listing.of(declaration);
            return list(listing, exemplar, Schemas.name(declaration))
                    .summary("List " + words(declaration.path()))
                    .description(declaration.description()
                            + " Different parameters narrow the list; the values of one parameter widen it.")
                    .addTag(declaration.path());
        }

        private Operation list(Listing listing, @Nullable Exemplar exemplar, String item) {
            Operation operation =
                    OASFactory.createOperation().operationId("list" + Schemas.componentName(listing.path()));
            parameters.ofList(listing, exemplar).forEach(operation::addParameter);
            APIResponse page = answered.withLink(answered.json(
                    "One page.",
                    item + "Page",
                    item + "Page",
                    exemplar == null ? null : "/v1/" + listing.path() + "?id=" + Answered.encoded(exemplar.id()),
                    exemplar == null ? null : exemplar.page()));
            Format.ofDownloads().forEach(format -> answered.addText(page, listing, format));
            return operation.responses(OASFactory.createAPIResponses()
                    .addAPIResponse("200", page)
                    .addAPIResponse("304", answered.notModified()));
        }

        private Operation get(Declaration declaration, @Nullable Exemplar exemplar) {
            String path = "/v1/" + declaration.path() + "/";
            Operation operation = OASFactory.createOperation()
                    .operationId("get" + Schemas.name(declaration))
                    .summary("Get one of the " + words(declaration.path()))
                    .description(
                            "One record by its id. A merged record answers 308 with its successor, a withdrawn one 410 with the reason.")
                    .addTag(declaration.path());
            parameters.ofRecord(declaration, exemplar).forEach(operation::addParameter);
            String nothing = path + "no-such-record";
            return operation.responses(OASFactory.createAPIResponses()
                    .addAPIResponse(
                            "200",
                            answered.json(
                                    "The record.",
                                    Schemas.name(declaration),
                                    Schemas.name(declaration),
                                    exemplar == null ? null : path + exemplar.id(),
                                    exemplar == null ? null : exemplar.item()))
                    .addAPIResponse("304", answered.notModified())
                    .addAPIResponse("308", answered.merged())
                    .addAPIResponse(
                            "404",
                            answered.problem(
                                    ProblemType.NOT_FOUND,
                                    "There is no record 'no-such-record' in " + declaration.path() + ".",
                                    nothing,
                                    null,
                                    nothing))
                    .addAPIResponse("410", answered.problemNotMet(ProblemType.GONE)));
        }

        /** The whole list in a format of its own address. */
        private Operation export(Listing listing, Format format, @Nullable Exemplar exemplar, String tag) {
            Operation operation = OASFactory.createOperation()
                    .operationId("export" + Schemas.componentName(listing.path())
                            + Schemas.componentName(format.suffix().substring(1)))
                    .summary("Export " + words(listing.path()) + " as "
                            + format.suffix().substring(1).toUpperCase(Locale.ROOT))
                    .description("All that match, as the store has them at one moment. " + format.description())
                    .addTag(tag);
            parameters.ofExport(listing, format, exemplar).forEach(operation::addParameter);
            return operation.responses(OASFactory.createAPIResponses()
                    .addAPIResponse("200", answered.withLink(answered.text(listing, format, exemplar)))
                    .addAPIResponse("304", answered.notModified()));
        }

        private void addExports(Listing listing, @Nullable Exemplar exemplar, String tag) {
            for (Format format : Format.ofDownloads()) {
                paths.addPathItem(
                        "/v1/" + listing.path() + format.suffix(),
                        OASFactory.createPathItem().GET(export(listing, format, exemplar, tag)));
            }
        }

        private void addEvidence() {
            document.addTag(OASFactory.createTag().name("evidence").description("Who says what, and what to call it."));
            addEvidence(
                    ReadingResource.listing(),
                    "Reading",
                    "What each source says about each field of each record, and where.",
                    Exemplar.reading(declarations, drafts, service));
            addEvidence(
                    DisagreementResource.listing(),
                    "Disagreement",
                    "Where readings that count say different things, with every side, why they differ, and which one is shown.",
                    Exemplar.disagreement(declarations, drafts, bean(Sources.class), service));
            addEvidence(
                    GapResource.listing(),
                    "Gap",
                    "Known unknowns: fields for which the sources were searched and give no value, and where was looked.",
                    Exemplar.gap(declarations, drafts, service));
            paths.addPathItem("/v1/records", OASFactory.createPathItem().GET(records()));
        }

        private void addEvidence(Listing listing, String item, String description, Optional<Exemplar> exemplar) {
            paths.addPathItem(
                    "/v1/" + listing.path(),
                    OASFactory.createPathItem()
                            .GET(list(listing, exemplar.orElse(null), item)
                                    .summary("List " + listing.path())
                                    .description(description)
                                    .addTag("evidence")));
            addExports(listing, exemplar.orElse(null), "evidence");
        }

        private Operation records() {
            Exemplar exemplar = declarations.stream()
                    .flatMap(declaration -> Exemplar.of(declaration, drafts).stream())
                    .findFirst()
                    .orElse(null);
            return OASFactory.createOperation()
                    .operationId("listRecordLabels")
                    .summary("Label records")
                    .description(
                            "Id, type, title and address of any records, so that a screen can label every reference in one call.")
                    .addTag("evidence")
                    .addParameter(parameters.ids(true, exemplar))
                    .responses(OASFactory.createAPIResponses()
                            .addAPIResponse(
                                    "200",
                                    answered.json(
                                            "The labels.",
                                            "RecordLabels",
                                            "RecordLabels",
                                            exemplar == null ? null : "/v1/records?id=" + exemplar.id(),
                                            exemplar == null ? null : label(exemplar.item())))
                            .addAPIResponse("304", answered.notModified()));
        }

        private static ObjectNode label(ObjectNode record) {
            ObjectNode labels = Json.MAPPER.createObjectNode();
            labels.putArray("items").add(record.deepCopy().retain("id", "type", "title", "url"));
            return labels;
        }

        private static Operation changes() {
            return ChangeContract.list()
                    .responses(OASFactory.createAPIResponses().addAPIResponse("200", page("ChangePage")));
        }

        private Operation search() {
            List<String> types =
                    declarations.stream().map(Declaration::type).sorted().toList();
            return SearchContract.operation(types, page("HitPage"));
        }

        private static APIResponse page(String schema) {
            return OASFactory.createAPIResponse()
                    .description("One page.")
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    "application/json",
                                    OASFactory.createMediaType().schema(Schemas.ref(schema))));
        }

        /** What resources describe themselves: their examples and headers. */
        private void completeOtherOperations() {
            paths.getPathItems()
                    .forEach((path, item) ->
                            item.getOperations().values().forEach(operation -> completeOther(path, operation)));
        }

        private void completeOther(String path, Operation operation) {
            JsonNode recorded = recorded(operation.getOperationId());
            String request = recorded.path("request").textValue();
            if (request != null) {
                parametersOf(operation).stream()
                        .filter(parameter -> parameter.getRef() == null)
                        .forEach(parameter -> parameter.setExample(typed(parameter, sent(parameter, path, request))));
            }
            APIResponses responses = operation.getResponses();
            APIResponse response = responses.getAPIResponse("200");
            if (response == null) {
                // a write
                return;
            }
            responses.addAPIResponse("304", answered.notModified());
            if (response.getHeaders() != null) {
                // a read that says itself what it answers
                return;
            }
            Schema schema =
                    response.getContent().getMediaType("application/json").getSchema();
            APIResponse completed = answered.json(
                    response.getDescription(),
                    schema.getRef().replaceFirst(".*/", ""),
                    Schemas.componentName(operation.getOperationId()),
                    request,
                    recorded.has("answer") ? recorded.path("answer") : null);
            if (request == null) {
                // an example of its own, of what no fresh load has
                completed
                        .getContent()
                        .getMediaType("application/json")
                        .setExamples(response.getContent()
                                .getMediaType("application/json")
                                .getExamples());
            }
            boolean paged = parametersOf(operation).stream().anyMatch(parameter -> "limit".equals(parameter.getName()));
            responses.addAPIResponse("200", paged ? answered.withLink(completed) : completed);
        }

        private static List<Parameter> parametersOf(Operation operation) {
            return operation.getParameters() == null ? List.of() : operation.getParameters();
        }

        /** What a request sends for a parameter; null when it leaves it out. */
        private static @Nullable String sent(Parameter parameter, String path, String request) {
            String name = parameter.getName();
            String value = parameter.getIn() == Parameter.In.PATH
                    ? Pattern.quote(path).replace("{" + name + "}", "\\E([^/?]+)\\Q") + ".*"
                    : ".*[?&]" + Pattern.quote(name) + "=([^&]+).*";
            Matcher matcher = Pattern.compile(value).matcher(request);
            return matcher.matches() ? matcher.group(1) : null;
        }

        /** The value as the parameter's schema has it. */
        private static @Nullable Object typed(Parameter parameter, @Nullable String value) {
            if (value == null
                    || parameter.getSchema() == null
                    || parameter.getSchema().getType() == null) {
                return value;
            }
            return switch (parameter.getSchema().getType().get(0)) {
                case ARRAY -> List.of(value.split(",", -1));
                case INTEGER -> Long.valueOf(value);
                case BOOLEAN -> Boolean.valueOf(value);
                default -> value;
            };
        }

        private static JsonNode recorded(String operationId) {
            try (InputStream file = Thread.currentThread()
                    .getContextClassLoader()
                    .getResourceAsStream("examples/" + operationId + ".json")) {
                return file == null ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void addCommonResponses(PathItem path) {
            path.getOperations().values().forEach(operation -> {
                APIResponses responses = operation.getResponses();
                if (responses.getAPIResponse("400") == null) {
                    responses.addAPIResponse("400", invalidParameter());
                }
                ANYWHERE.forEach(
                        type -> responses.addAPIResponse(String.valueOf(type.status()), answered.problem(type)));
                responses.setAPIResponses(new LinkedHashMap<>(new TreeMap<>(responses.getAPIResponses())));
            });
        }

        private APIResponse invalidParameter() {
            FieldError error =
                    FieldError.query("total", "'total' must be one of true, false", List.of("true", "false"), "tru");
            String path = declarations.stream()
                    .map(declaration -> "/v1/" + declaration.path())
                    .findFirst()
                    .orElse("/v1/readings");
            return answered.problem(
                    ProblemType.INVALID_PARAMETER, error.message(), path, List.of(error), path + "?total=tru");
        }
    }

    private static Paths sorted(Paths paths) {
        Paths sorted = OASFactory.createPaths();
        new TreeMap<>(paths.getPathItems()).forEach(sorted::addPathItem);
        return sorted;
    }

    private static String words(String kebab) {
        return kebab.replace('-', ' ');
    }
}
