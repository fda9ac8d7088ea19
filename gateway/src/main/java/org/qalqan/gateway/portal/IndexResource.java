package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.upstream.Service;

/**
 * {@code /}: where a person or a client begins. A person gets a page, a client that reads linked data the dataset's description, and
 * every other client an index as JSON.
 */
@Path("/")
class IndexResource {

    private static final int SHOWN_RECIPES = 3;

    private final MergedDocument document;
    private final Catalogue catalogue;
    private final Dataset dataset;
    private final Recipes recipes;
    private final Services services;
    private final Address address;

    /** The collections of one service. */
    record Section(String title, List<Catalogue.Collection> collections) {}

    IndexResource(
            MergedDocument document,
            Catalogue catalogue,
            Dataset dataset,
            Recipes recipes,
            Services services,
            Address address) {
        this.document = document;
        this.catalogue = catalogue;
        this.dataset = dataset;
        this.recipes = recipes;
        this.services = services;
        this.address = address;
    }

    @GET
    public CompletionStage<Response> index(@Context HttpServerRequest request) {
        MediaType format = Page.preferred(request, MediaType.APPLICATION_JSON_TYPE, Page.HTML, Page.LINKED_DATA);
        CompletionStage<Response> answer = format.equals(Page.HTML)
                ? page(request)
                : CompletableFuture.completedFuture(
                        format.equals(Page.LINKED_DATA)
                                ? Page.json(dataset.asLinkedData(address.of(request)), Page.LINKED_DATA, request)
                                : Page.json(index(), MediaType.APPLICATION_JSON_TYPE, request));
        return answer.thenApply(response -> Response.fromResponse(response)
                .header("Link", DiscoveryResource.LINK)
                .build());
    }

    private ObjectNode index() {
        ObjectNode index = Json.object()
                .put("title", catalogue.name())
                .put("description", catalogue.summary())
                .put("version", catalogue.version());
        index.putObject("dataset")
                .put("title", dataset.title())
                .put("description", dataset.description())
                .put("version", dataset.version())
                .put("license", dataset.license());
        index.putObject("links")
                .put("documentation", "/docs")
                .put("guide", "/guide")
                .put("recipes", "/recipes")
                .put("openapi", "/openapi")
                .put("openapiJson", "/openapi?format=json")
                .put("problems", "/problems")
                .put("changelog", "/changelog")
                .put("apiCatalog", DiscoveryResource.API_CATALOG);
        ArrayNode resources = index.putArray("resources");
        document.startingPoints()
                .forEach((path, summary) ->
                        resources.addObject().put("url", path).put("summary", summary));
        index.set("try", Json.words(catalogue.calls()));
        return index;
    }

    private CompletionStage<Response> page(HttpServerRequest request) {
        String here = address.of(request);
        String linkedData = new String(Json.bytes(dataset.asLinkedData(here)), java.nio.charset.StandardCharsets.UTF_8);
        return services.counts(request)
                .map(counts -> {
                    var page = Templates.overview(
                            dataset,
                            sections(),
                            counts,
                            recipes.all().stream().limit(SHOWN_RECIPES).toList(),
                            catalogue.calls().size(),
                            here,
                            inScript(linkedData));
                    return counts.away().isEmpty() ? Page.of(page, request) : Page.passing(page, request);
                })
                .toCompletionStage();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Service service : Service.values()) {
            sections.add(new Section(
                    service.id().substring(0, 1).toUpperCase(Locale.ROOT)
                            + service.id().substring(1),
                    catalogue.collections().stream()
                            .filter(collection -> collection.service() == service)
                            .toList()));
        }
        return sections;
    }

    /** JSON that cannot end the script element in which it stands. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }
}
