package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** {@code /problems/{type}}: what each type of problem means, and what to do about it. */
@Path(ProblemsResource.PATH)
class ProblemsResource {

    static final String PATH = "/problems";

    private final List<ProblemPage> problems;

    ProblemsResource() throws IOException {
        JsonNode explanations = new YAMLMapper().readTree(Packaged.bytes("/org/qalqan/gateway/portal/problems.yaml"));
        this.problems = Arrays.stream(ProblemType.values())
                .map(type -> {
                    JsonNode explanation = explanations.path(type.uri().substring(PATH.length() + 1));
                    return new ProblemPage(
                            type.uri(),
                            type.title(),
                            type.status(),
                            explanation.path("meaning").asText(),
                            explanation.path("remedy").asText());
                })
                .sorted(Comparator.comparingInt(ProblemPage::status).thenComparing(ProblemPage::type))
                .toList();
    }

    @GET
    public Response all(@Context HttpServerRequest request) {
        if (wantsPage(request)) {
            return Page.of(Templates.problems(problems), request);
        }
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        problems.forEach(problem -> items.add(problem.json()));
        return Page.json(answer, MediaType.APPLICATION_JSON_TYPE, request);
    }

    @GET
    @Path("{type}")
    public Response one(@PathParam("type") String slug, @Context HttpServerRequest request) {
        ProblemPage problem = problems.stream()
                .filter(candidate -> candidate.type().equals(PATH + "/" + slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such type of problem."));
        return wantsPage(request)
                ? Page.of(Templates.problem(problem), request)
                : Page.json(problem.json(), MediaType.APPLICATION_JSON_TYPE, request);
    }

    private static boolean wantsPage(HttpServerRequest request) {
        return Page.preferred(request, MediaType.APPLICATION_JSON_TYPE, Page.HTML)
                .equals(Page.HTML);
    }
}
