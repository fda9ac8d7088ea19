package org.qalqan.gateway.contract;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.qalqan.answers.Answer;
import org.qalqan.answers.EntityTags;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /openapi}: the merged document, as YAML or with {@code ?format=json} as JSON. */
@Path("/openapi")
class OpenApiResource {

    private static final List<String> FORMATS = List.of("yaml", "json");
    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final String JSON = "application/json;charset=UTF-8";

    private final byte[] yaml;
    private final byte[] json;
    private final String version;

    OpenApiResource(MergedDocument document) {
        this.yaml = document.yaml().getBytes(StandardCharsets.UTF_8);
        this.json = document.json().getBytes(StandardCharsets.UTF_8);
        this.version = EntityTags.digest(document.yaml());
    }

    @GET
    public Response document(@Context HttpServerRequest request) {
        String format = QueryParameters.of(request, List.of("format")).get("format");
        String wanted = format == null ? "yaml" : format;
        if (!FORMATS.contains(wanted)) {
            throw ProblemException.invalidParameters(List.of(
                    FieldError.query("format", "The document is offered as yaml and as json.", FORMATS, wanted)));
        }
        boolean asJson = wanted.equals("json");
        return Answer.of(asJson ? JSON : YAML)
                .tag('"' + EntityTags.digest(wanted, version) + '"')
                .body(asJson ? json : yaml, request);
    }
}
