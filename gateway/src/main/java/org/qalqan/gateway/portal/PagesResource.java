package org.qalqan.gateway.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The pages that explain: what to call, how, and what has changed. */
@Path("/")
class PagesResource {

    private final Catalogue catalogue;
    private final Dataset dataset;
    private final Recipes recipes;
    private final Address address;
    private final String changelog;
    private final String changelogPage;

    PagesResource(Catalogue catalogue, Dataset dataset, Recipes recipes, Address address, Prose prose)
            throws IOException {
        this.catalogue = catalogue;
        this.dataset = dataset;
        this.recipes = recipes;
        this.address = address;
        this.changelog = Packaged.text("/portal/CHANGELOG.md");
        this.changelogPage = prose.html(changelog);
    }

    @GET
    @Path("views")
    public Response views(@Context HttpServerRequest request) {
        Page.preferred(request, Page.HTML);
        return Page.of(Templates.views(catalogue.views()), request);
    }

    /** The recipes, for a person as a page, for a client as data. */
    @GET
    @Path("recipes")
    public Response recipes(@Context HttpServerRequest request) {
        MediaType format = Page.preferred(request, MediaType.APPLICATION_JSON_TYPE, Page.HTML);
        return format.equals(Page.HTML)
                ? Page.of(Templates.recipes(recipes.all(), address.of(request)), request)
                : Page.json(recipes.json(), format, request);
    }

    @GET
    @Path("guide")
    public Response guide(@Context HttpServerRequest request) {
        Page.preferred(request, Page.HTML);
        String collection = catalogue.collections().get(0).path();
        return Page.of(Templates.guide(collection, address.of(request)), request);
    }

    @GET
    @Path("cite")
    public Response cite(@Context HttpServerRequest request) {
        Page.preferred(request, Page.HTML);
        return Page.of(Templates.cite(dataset, address.of(request)), request);
    }

    /** The changelog, for a person as a page, otherwise as the Markdown that it is written in. */
    @GET
    @Path("changelog")
    public Response changelog(@Context HttpServerRequest request) {
        MediaType format = Page.preferred(request, Page.MARKDOWN, Page.HTML);
        return format.equals(Page.HTML)
                ? Page.of(Templates.changelog(changelogPage), request)
                : Page.text(changelog, Page.MARKDOWN, request);
    }
}
