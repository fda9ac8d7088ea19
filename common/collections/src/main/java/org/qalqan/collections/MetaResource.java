package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/meta}: what a service says of its own store. */
@Path("/v1/meta")
@Tag(name = "meta", description = "What the record says of itself.")
public class MetaResource {

    private final Meta meta;
    private final Collections collections;
    private final Codelists codelists;
    private final Answers answers;
    private final Licence licence;
    private final String service;

    MetaResource(
            Meta meta,
            Collections collections,
            Codelists codelists,
            Answers answers,
            Licence licence,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.answers = answers;
        this.licence = licence;
        this.meta = meta;
        this.collections = collections;
        this.codelists = codelists;
        this.service = service;
    }

    /** The lists of this service. */
    @Schema(name = "DescribedCollections", description = "Collections and their fields, and the lists about evidence.")
    record DescribedCollections(
            @Schema(required = true, description = "The collections, by path.")
            List<DescribedCollection> items,

            @Schema(required = true, description = "The lists about evidence.")
            List<DescribedList> lists) {}

    /** A codelist. */
    @Schema(name = "Codelist", description = "A codelist.")
    record Codelist(
            @Schema(required = true, description = "Its name.")
            String name,

            @Schema(required = true, description = "Its codes, in its order.")
            List<Codelists.Code> codes) {}

    /** What each collection can be asked. */
    @GET
    @Path("fields")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getFields",
            summary = "Describe collections",
            description =
                    "What each field of a collection means, its unit and codelist, and whether one can filter, sort, group and add up"
                            + " by it; read off the declarations that the code runs on. And what each column means when it is written as CSV.")
    @Parameter(
            name = "collection",
            in = ParameterIn.QUERY,
            description = "Only these collections and lists, separated by commas.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The collections.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DescribedCollections.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response fields(@Context HttpServerRequest request) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of("collection"));
        List<String> asked = query.words(
                "collection",
                Stream.concat(
                                collections.all().stream().map(Declaration::path),
                                DescribedList.all().stream().map(DescribedList::list))
                        .toList());
        query.throwIfInvalid();
        Predicate<String> wanted = path -> asked.isEmpty() || asked.contains(path);
        return answers.constant(
                Json.write(new DescribedCollections(
                        collections.all().stream()
                                .filter(declaration -> wanted.test(declaration.path()))
                                .map(declaration -> DescribedCollection.of(declaration, service, licence.licence()))
                                .toList(),
                        DescribedList.all().stream()
                                .filter(list -> wanted.test(list.list()))
                                .toList())),
                request);
    }

    /** The codes of a codelist. */
    @GET
    @Path("codelists/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getCodelist",
            summary = "Get a codelist",
            description = "The codes that a field can have, with what they mean. Every service has all codelists.")
    @Parameter(
            name = "name",
            in = ParameterIn.PATH,
            required = true,
            description = "Name of the codelist.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The codelist.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Codelist.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response codelist(@PathParam("name") String name, @Context HttpServerRequest request) {
        if (!codelists.names().contains(name)) {
            throw ProblemException.invalidParameters(
                    List.of(FieldError.path("name", "There is no codelist '" + name + "'.", codelists.names(), name)));
        }
        requireNoParameters(request);
        return answers.constant(Json.write(new Codelist(name, codelists.list(name))), request);
    }

    /** What must hold of the store, counted. */
    @GET
    @Path("invariants")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getInvariants",
            summary = "Get the invariants",
            description = "What must hold of the record, counted: all numbers are 0 in a sound one.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StoreInvariants.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response invariants(@Context HttpServerRequest request) {
        requireNoParameters(request);
        StoreInvariants invariants = meta.invariants();
        return answers.ofStore(Json.write(invariants), invariants.revision(), request);
    }

    /** How much of the sources is covered. */
    @GET
    @Path("coverage")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getCoverage",
            summary = "Get the coverage",
            description =
                    "Records by collection and year, readings by what they rest on, disagreements, known unknowns, and the"
                            + " paragraphs that are cited.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StoreCoverage.class)))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response coverage(@Context HttpServerRequest request) {
        requireNoParameters(request);
        StoreCoverage coverage = meta.coverage();
        return answers.ofStore(Json.write(coverage), coverage.revision(), request);
    }

    private static void requireNoParameters(HttpServerRequest request) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of());
        query.throwIfInvalid();
    }
}
