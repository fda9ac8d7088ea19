package org.qalqan.collections.openapi;

import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
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
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Collections;
import org.qalqan.collections.DisagreementResource;
import org.qalqan.collections.GapResource;
import org.qalqan.collections.Listing;
import org.qalqan.collections.ReadingResource;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemType;

/** Adds to the document what the declared collections answer, and what every operation has in common. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class CollectionContract implements OASFilter {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final List<ProblemType> ANYWHERE = List.of(
            ProblemType.INVALID_PARAMETER,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.URI_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.INTERNAL_ERROR,
            ProblemType.SERVICE_UNAVAILABLE);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Collections collections = Arc.container().instance(Collections.class).get();
        Codelists codelists = Arc.container().instance(Codelists.class).get();
        String service = ConfigProvider.getConfig().getValue("qalqan.service", String.class);

        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        TreeMap<String, Schema> schemas = new TreeMap<>();
        if (components.getSchemas() != null) {
            schemas.putAll(components.getSchemas());
        }
        Schemas described = new Schemas(codelists, schemas);
        TreeMap<String, Parameter> shared = new TreeMap<>();
        Parameters parameters = new Parameters(described, shared);
        Paths paths = document.getPaths() == null ? OASFactory.createPaths() : document.getPaths();

        described.addCommon();
        ChangeContract.addSchemas(schemas);
        for (Declaration declaration : collections.all()) {
            described.add(declaration);
            String path = "/v1/" + declaration.path();
            document.addTag(OASFactory.createTag().name(declaration.path()).description(declaration.description()));
            paths.addPathItem(path, OASFactory.createPathItem().GET(list(declaration, parameters)));
            paths.addPathItem(path + "/{id}", get(declaration, parameters));
        }
        document.addTag(OASFactory.createTag().name("evidence").description("Who says what, and what to call it."));
        paths.addPathItem("/v1/readings", OASFactory.createPathItem().GET(readings(parameters)));
        paths.addPathItem("/v1/disagreements", OASFactory.createPathItem().GET(disagreements(parameters)));
        paths.addPathItem("/v1/gaps", OASFactory.createPathItem().GET(gaps(parameters)));
        paths.addPathItem("/v1/changes", OASFactory.createPathItem().GET(changes()));
        paths.addPathItem("/v1/records", OASFactory.createPathItem().GET(records(parameters)));

        components.setSchemas(schemas);
        components.setParameters(shared);
        for (ProblemType type : ProblemType.values()) {
            components.addResponse(name(type), problem(type));
        }
        document.setComponents(components);
        document.setPaths(sorted(paths));
        document.setInfo(OASFactory.createInfo()
                .title("Qalqan " + service + " service")
                .version("1")
                .description("The " + service + " part of Qalqan, an open, evidence-first record."
                        + " Every value can be traced to the paragraphs of the sources that state it.")
                .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
        document.setServers(List.of(OASFactory.createServer().url("/").description("This host.")));
        document.setOpenapi("3.1.0");
        document.setSecurity(List.of());
        document.getPaths().getPathItems().values().forEach(CollectionContract::addCommonResponses);
    }

    private static Paths sorted(Paths paths) {
        Paths sorted = OASFactory.createPaths();
        new TreeMap<>(paths.getPathItems()).forEach(sorted::addPathItem);
        return sorted;
    }

    private static Operation list(Declaration declaration, Parameters parameters) {
        Listing listing = Listing.of(declaration);
        Operation operation = OASFactory.createOperation()
                .operationId("list" + Schemas.componentName(declaration.path()))
                .summary("List " + words(declaration.path()))
                .description(declaration.description()
                        + " Different parameters narrow the list; the values of one parameter widen it.")
                .addTag(declaration.path());
        parameters.ofList(listing).forEach(operation::addParameter);
        return operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse("200", ok("One page.", Schemas.name(declaration) + "Page"))
                .addAPIResponse("304", notModified()));
    }

    private static PathItem get(Declaration declaration, Parameters parameters) {
        Operation operation = OASFactory.createOperation()
                .operationId("get" + Schemas.name(declaration))
                .summary("Get one of the " + words(declaration.path()))
                .description(
                        "One record by its id. A merged record answers 308 with its successor, a withdrawn one 410 with the reason.")
                .addTag(declaration.path());
        parameters.ofRecord(Listing.of(declaration)).forEach(operation::addParameter);
        operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse("200", ok("The record.", Schemas.name(declaration)))
                .addAPIResponse("304", notModified())
                .addAPIResponse(
                        "308",
                        OASFactory.createAPIResponse()
                                .description("The record was merged into the one that Location names.")
                                .addHeader(
                                        "Location",
                                        OASFactory.createHeader()
                                                .description("Address of the successor.")
                                                .schema(Schemas.text("An absolute-path reference."))))
                .addAPIResponse("404", refer(ProblemType.NOT_FOUND))
                .addAPIResponse("410", refer(ProblemType.GONE)));
        return OASFactory.createPathItem().GET(operation);
    }

    private static Operation readings(Parameters parameters) {
        return evidence(
                parameters,
                ReadingResource.listing(),
                "Reading",
                "What each source says about each field of each record, and where.");
    }

    private static Operation disagreements(Parameters parameters) {
        return evidence(
                parameters,
                DisagreementResource.listing(),
                "Disagreement",
                "Where readings that count say different things, with every side, why they differ, and which one is shown.");
    }

    private static Operation gaps(Parameters parameters) {
        return evidence(
                parameters,
                GapResource.listing(),
                "Gap",
                "Known unknowns: fields for which the sources were searched and give no value, and where was looked.");
    }

    private static Operation evidence(Parameters parameters, Listing listing, String item, String description) {
        Operation operation = OASFactory.createOperation()
                .operationId("list" + Schemas.componentName(listing.path()))
                .summary("List " + listing.path())
                .description(description)
                .addTag("evidence");
        parameters.ofList(listing).forEach(operation::addParameter);
        return operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse("200", ok("One page.", item + "Page"))
                .addAPIResponse("304", notModified()));
    }

    private static Operation changes() {
        return ChangeContract.list()
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("200", ok("One page.", "ChangePage"))
                        .addAPIResponse("304", notModified()));
    }

    private static Operation records(Parameters parameters) {
        return OASFactory.createOperation()
                .operationId("listRecordLabels")
                .summary("Label records")
                .description(
                        "Id, type, title and address of any records, so that a screen can label every reference in one call.")
                .addTag("evidence")
                .addParameter(parameters.ids(true))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("200", ok("The labels.", "RecordLabels"))
                        .addAPIResponse("304", notModified()));
    }

    private static APIResponse ok(String description, String schema) {
        return OASFactory.createAPIResponse()
                .description(description)
                .addHeader(
                        "ETag",
                        OASFactory.createHeader()
                                .description("Entity tag (RFC 9110).")
                                .schema(Schemas.text("The tag.")))
                .addHeader(
                        "Cache-Control",
                        OASFactory.createHeader()
                                .description("Cache directives.")
                                .schema(Schemas.text("Directives.")))
                .content(OASFactory.createContent()
                        .addMediaType(JSON, OASFactory.createMediaType().schema(Schemas.ref(schema))));
    }

    private static APIResponse notModified() {
        return OASFactory.createAPIResponse()
                .description("The answer is the one that the client has.")
                .addHeader(
                        "ETag",
                        OASFactory.createHeader().description("Entity tag.").schema(Schemas.text("The tag.")));
    }

    private static APIResponse problem(ProblemType type) {
        return OASFactory.createAPIResponse()
                .description(type.title() + ".")
                .content(OASFactory.createContent()
                        .addMediaType(PROBLEM, OASFactory.createMediaType().schema(Schemas.ref("Problem"))));
    }

    private static APIResponse refer(ProblemType type) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name(type));
    }

    private static void addCommonResponses(PathItem path) {
        path.getOperations().values().forEach(operation -> {
            APIResponses responses = operation.getResponses();
            ANYWHERE.forEach(type -> responses.addAPIResponse(String.valueOf(type.status()), refer(type)));
        });
    }

    private static String name(ProblemType type) {
        return Schemas.componentName(type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String words(String kebab) {
        return kebab.replace('-', ' ');
    }
}
