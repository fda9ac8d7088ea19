package org.qalqan.gateway.contract;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /openapi}: the merged document, as YAML or with {@code ?format=json} as JSON. */
@Path("/openapi")
class OpenApiResource {

    private static final List<String> FORMATS = List.of("yaml", "json");
    private static final MediaType YAML = new MediaType("application", "yaml", "UTF-8");
    private static final MediaType JSON = new MediaType("application", "json", "UTF-8");

    private final byte[] yaml;
    private final byte[] json;
    private final EntityTag yamlTag;
    private final EntityTag jsonTag;

    OpenApiResource(MergedDocument document) {
        this.yaml = document.yaml().getBytes(StandardCharsets.UTF_8);
        this.json = document.json().getBytes(StandardCharsets.UTF_8);
        this.yamlTag = tag(document.yaml());
        this.jsonTag = tag(document.json());
    }

    @GET
    public Response document(@RestQuery @Nullable String format, @Context Request request) {
        String wanted = format == null ? "yaml" : format;
        if (!FORMATS.contains(wanted)) {
            throw ProblemException.invalidParameters(List.of(
                    FieldError.query("format", "The document is offered as yaml and as json.", FORMATS, wanted)));
        }
        boolean asJson = wanted.equals("json");
        EntityTag tag = asJson ? jsonTag : yamlTag;
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null
                ? Response.ok(asJson ? json : yaml, asJson ? JSON : YAML).tag(tag)
                : unchanged.tag(tag);
        return answer.header("Cache-Control", "no-cache").build();
    }

    private static EntityTag tag(String text) {
        return new EntityTag(Integer.toHexString(text.hashCode()) + "-" + Integer.toHexString(text.length()));
    }
}
