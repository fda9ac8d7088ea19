package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/**
 * {@code /structure}: the tree of a day, drawn. It is what {@code /v1/structure} answers; the symbols are drawn in the browser, and
 * everything else is there without JavaScript.
 */
@Path("/structure")
class StructureResource {

    private static final String TREE = "/v1/structure";

    private final Services services;
    private final PathTable paths;
    private final LocalDate example;

    /**
     * A formation in the tree.
     *
     * @param sidc the code of its symbol; empty when it has none
     * @param details what is known of it, in a few words
     * @param open what is not certain about it, in a few words
     */
    record Node(String title, String url, String sidc, List<String> details, List<String> open, List<Node> children) {}

    StructureResource(Services services, PathTable paths, Catalogue catalogue) {
        this.services = services;
        this.paths = paths;
        this.example = LocalDate.parse(catalogue.example(TREE, "asOf"));
    }

    @GET
    public CompletionStage<Response> page(@Context HttpServerRequest request) {
        Page.preferred(request, Page.HTML);
        String uri = TREE + "?asOf="
                + day(QueryParameters.of(request, List.of("asOf")).get("asOf"));
        Service service = paths.owner(TREE.substring("/v1/".length()));
        return services.get(service, uri, request)
                .map(answer -> answer.filter(it -> it.status() == 200)
                        .map(it -> Page.of(
                                Templates.structure(
                                        it.body().path("asOf").asText(),
                                        uri,
                                        nodes(it.body().path("items"))),
                                request))
                        .orElseGet(() -> Page.passing(Templates.structureAway(service.noun()), request)))
                .toCompletionStage();
    }

    private LocalDate day(@Nullable String asOf) {
        if (asOf == null) {
            return example;
        }
        try {
            return LocalDate.parse(asOf);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalidParameters(List.of(FieldError.query("asOf", "'asOf' is a day, YYYY-MM-DD")));
        }
    }

    private static List<Node> nodes(JsonNode items) {
        List<Node> nodes = new ArrayList<>();
        for (JsonNode item : items) {
            List<String> details = new ArrayList<>();
            for (String field : List.of("echelon", "branch")) {
                if (item.hasNonNull(field)) {
                    details.add(item.path(field).asText().replace('-', ' '));
                }
            }
            if (item.path("units").intValue() > 1) {
                details.add(item.path("units").intValue() + " of them");
            }
            List<String> open = new ArrayList<>();
            if (!item.path("validity").asText().equals("certain")) {
                open.add("existence " + item.path("validity").asText());
            }
            if (item.path("placeDisputed").booleanValue()) {
                open.add("place disputed");
            }
            nodes.add(new Node(
                    item.path("title").asText(),
                    item.path("url").asText(),
                    item.path("sidc").asText(""),
                    details,
                    open,
                    nodes(item.path("children"))));
        }
        return nodes;
    }
}
