package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.contract.MergedDocument;

/** {@code /}: where a person or a client begins. */
@Path("/")
class IndexResource {

    private static final String TITLE = "Qalqan";
    private static final String WHAT =
            "The open, evidence-first record of a defence reform: what was decreed, what the forces"
                    + " looked like before and after, who helped, what was promised and what was delivered; and, for every value, who"
                    + " says so, where, and who disagrees.";

    private final MergedDocument document;
    private final PortalConfig config;

    IndexResource(MergedDocument document, PortalConfig config) {
        this.document = document;
        this.config = config;
    }

    @GET
    public Response index(@Context Request request) {
        return Page.isPreferred(request) ? page() : json();
    }

    private Response json() {
        ObjectNode index = Json.object().put("title", TITLE).put("description", WHAT);
        index.putObject("links")
                .put("documentation", "/docs")
                .put("openapi", "/openapi")
                .put("openapiJson", "/openapi?format=json")
                .put("problems", "/problems");
        ArrayNode resources = index.putArray("resources");
        document.startingPoints()
                .forEach((path, summary) ->
                        resources.addObject().put("url", path).put("summary", summary));
        index.set("try", Json.words(config.calls()));
        return Response.ok(Json.bytes(index), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept")
                .build();
    }

    private Response page() {
        String calls = config.calls().stream()
                .map(call -> "<li><a href=\"%1$s\"><code>%1$s</code></a></li>".formatted(Page.escape(call)))
                .collect(Collectors.joining("\n"));
        String resources = document.startingPoints().entrySet().stream()
                .map(IndexResource::row)
                .collect(Collectors.joining("\n"));
        return Page.of(
                TITLE + ": the record of a defence reform", """
                <h1>%s</h1>
                <p class="lead">%s</p>
                <p class="actions"><a class="button" href="/docs">Documentation</a>
                <a class="button quiet" href="/openapi">OpenAPI (YAML)</a>
                <a class="button quiet" href="/openapi?format=json">OpenAPI (JSON)</a></p>
                <h2>Try</h2>
                <ul class="calls">
                %s
                </ul>
                <h2>What there is</h2>
                <table>
                <thead><tr><th>Path</th><th>What it answers</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                <p>Reads need no key, and any origin may read. Errors are <code>application/problem+json</code>; each kind is
                explained <a href="/problems">on a page of its own</a>. Code is Apache-2.0, data CC&nbsp;BY&nbsp;4.0.</p>
                """.formatted(TITLE, Page.escape(WHAT), calls, resources));
    }

    private static String row(Map.Entry<String, String> resource) {
        return "<tr><td><a href=\"%1$s\"><code>%1$s</code></a></td><td>%2$s</td></tr>"
                .formatted(Page.escape(resource.getKey()), Page.escape(resource.getValue()));
    }
}
