package org.qalqan.timeline.release;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.qalqan.answers.Answer;
import org.qalqan.answers.EntityTags;
import org.qalqan.collections.Answers;
import org.qalqan.collections.Json;
import org.qalqan.collections.QueryString;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** {@code /v1/releases}: what has been cut, to be downloaded. */
@Path("/v1/releases")
@Tag(name = "releases", description = "The whole record of a day, as a file that never changes.")
class ReleaseResource {

    static final String ZIP = "application/zip";

    private static final MediaType ZIP_TYPE = MediaType.valueOf(ZIP);

    /** No fresh load has a release. */
    private static final String EXAMPLE =
            "{\"id\":\"2026-11\",\"url\":\"/v1/releases/2026-11\",\"createdAt\":\"2026-11-22T09:00:00Z\",\"who\":\"maintainer\","
                    + "\"notes\":\"The first release.\",\"revisions\":{\"forces\":1,\"partners\":1,\"timeline\":1},\"size\":970000,"
                    + "\"sha256\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0\"";

    private final Releases releases;
    private final Answers answers;

    ReleaseResource(Releases releases, Answers answers) {
        this.answers = answers;
        this.releases = releases;
    }

    /** The releases, the newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listReleases",
            summary = "List releases",
            description =
                    "Releases of the whole record, the newest first. A release is a file that never changes: what a paper or a program"
                            + " names stays what it was.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Most items in one answer.",
            example = "1",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "25"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where the page starts: taken from 'next' of the page before.",
            example = "8yLgGzZrsKkqWyIyMDI2LTExIl0",
            schema = @Schema(type = SchemaType.STRING, maxLength = 4000))
    @Parameter(
            name = "total",
            in = ParameterIn.QUERY,
            description = "Whether the answer counts all items.",
            example = "true",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "200",
            description = "One page.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Release.Page.class),
                            examples =
                                    @ExampleObject(
                                            name = "release",
                                            summary = "A list of one release.",
                                            value = "{\"items\":[" + EXAMPLE + "}],\"next\":null}")))
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    public Response list(@Context HttpServerRequest request) {
        Release.Page page = releases.page(request.query());
        return answers.constant(Json.write(page), page.next(), request);
    }

    /** The file of a release, or what is said of it. */
    @GET
    @Path("{release}")
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getRelease",
            summary = "Download a release",
            description =
                    "The release as a zip file: a Data Package (version 2) with every record and every reading as CSV and as NDJSON, their"
                            + " schemas, codelists, sources and licence. With 'Accept: application/json', what is said of it.")
    @Parameter(
            name = "release",
            in = ParameterIn.PATH,
            required = true,
            description = "Id of the release.",
            example = "2026-11",
            schema = @Schema(type = SchemaType.STRING, pattern = Release.ID, maxLength = Release.MAX_ID))
    @APIResponse(
            responseCode = "200",
            description = "The release: the same bytes for ever.",
            headers = {
                @Header(
                        name = "ETag",
                        description = "The file's SHA-256 as a strong tag.",
                        schema = @Schema(type = SchemaType.STRING, maxLength = 200, pattern = "^[ -~]*$")),
                @Header(
                        name = "Repr-Digest",
                        description = "The file's SHA-256 (RFC 9530).",
                        schema = @Schema(type = SchemaType.STRING, maxLength = 200, pattern = "^[ -~]*$")),
                @Header(
                        name = "Content-Disposition",
                        description = "A name for the file.",
                        schema = @Schema(type = SchemaType.STRING, maxLength = 200, pattern = "^[ -~]*$")),
                @Header(
                        name = "Cache-Control",
                        description = "A file may be kept for ever.",
                        schema = @Schema(type = SchemaType.STRING, maxLength = 200, pattern = "^[ -~]*$")),
                @Header(
                        name = "Vary",
                        description = "The request headers that the answer depends on.",
                        schema = @Schema(type = SchemaType.STRING, maxLength = 200, pattern = "^[ -~]*$"))
            },
            content = {
                @Content(
                        mediaType = ZIP,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        format = "binary",
                                        description = "The file.",
                                        maxLength = 67108864)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Release.class),
                        examples =
                                @ExampleObject(
                                        name = "release",
                                        summary = "What is said of a release.",
                                        value =
                                                EXAMPLE
                                                        + ",\"resources\":[{\"name\":\"events\",\"path\":\"data/events.csv\","
                                                        + "\"mediatype\":\"text/csv\",\"bytes\":90000,\"hash\":"
                                                        + "\"sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0\"}]}"))
            })
    @APIResponse(responseCode = "304", description = "The answer is the one that the client has.")
    @APIResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    public Response get(
            @PathParam("release") String id, @Context HttpServerRequest request, @Context Request conditions) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of());
        query.throwIfInvalid();
        Release release = releases.find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no release '" + id + "'."));
        Variant variant = conditions.selectVariant(
                Variant.mediaTypes(ZIP_TYPE, MediaType.APPLICATION_JSON_TYPE).build());
        return variant != null && variant.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                ? answers.constant(Json.write(release), request)
                : file(release, request);
    }

    private Response file(Release release, HttpServerRequest request) {
        String tag = "\"" + release.sha256() + "\"";
        boolean fresh = EntityTags.matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
        StreamingOutput bytes = to -> releases.copy(release.id(), to);
        Response.ResponseBuilder answer = fresh ? Response.notModified() : Response.ok(bytes, ZIP_TYPE);
        if (!fresh) {
            answer.header(HttpHeaders.CONTENT_LENGTH, release.size())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"qalqan-" + release.id() + ".zip\"")
                    .header("Repr-Digest", "sha-256=:" + base64(release.sha256()) + ":");
        }
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, Answer.FOR_EVER)
                .header(HttpHeaders.VARY, "Accept")
                .build();
    }

    private static String base64(String hexadecimal) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexadecimal));
    }
}
