package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** {@code /problems/{type}}: what each type of problem means, and what to do about it. */
@Path("/problems")
class ProblemsResource {

    private final JsonNode explanations;

    ProblemsResource() throws IOException {
        this.explanations = new YAMLMapper().readTree(ProblemsResource.class.getResource("problems.yaml"));
    }

    @GET
    public Response all(@Context Request request) {
        if (Page.isPreferred(request)) {
            String rows = Arrays.stream(ProblemType.values())
                    .map(type -> "<tr><td>%d</td><td><a href=\"%s\">%s</a></td></tr>"
                            .formatted(type.status(), type.uri(), Page.escape(type.title())))
                    .collect(Collectors.joining("\n"));
            return Page.of(
                    "Problems",
                    "<p><a href=\"/\">Qalqan</a></p><h1>Problems</h1><table><thead><tr><th>Status</th><th>Problem</th></tr>"
                            + "</thead><tbody>" + rows + "</tbody></table>");
        }
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        Arrays.stream(ProblemType.values()).map(this::json).forEach(items::add);
        return respond(answer);
    }

    @GET
    @Path("{type}")
    public Response one(@PathParam("type") String slug, @Context Request request) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.uri().equals("/problems/" + slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such type of problem."));
        if (Page.isPreferred(request)) {
            JsonNode explanation = explanations.path(slug);
            return Page.of(type.title(), """
                    <p><a href="/">Qalqan</a> · <a href="/problems">Problems</a></p>
                    <h1>%s</h1>
                    <p class="status">HTTP status %d</p>
                    <h2>What it means</h2><p>%s</p>
                    <h2>What to do</h2><p>%s</p>
                    """.formatted(
                            Page.escape(type.title()),
                            type.status(),
                            Page.escape(explanation.path("meaning").asText()),
                            Page.escape(explanation.path("remedy").asText())));
        }
        return respond(json(type));
    }

    private ObjectNode json(ProblemType type) {
        JsonNode explanation = explanations.path(type.uri().substring("/problems/".length()));
        return Json.object()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("meaning", explanation.path("meaning").asText())
                .put("remedy", explanation.path("remedy").asText());
    }

    private static Response respond(ObjectNode body) {
        return Response.ok(Json.bytes(body), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept")
                .build();
    }
}
