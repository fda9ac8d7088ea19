package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qalqan.gateway.compose.Json;

/** Where machines look first: the API catalogue (RFC 9727), {@code llms.txt}, {@code robots.txt} and the site map. */
@Path("/")
class DiscoveryResource {

    static final String API_CATALOG = "/.well-known/api-catalog";

    /** The header by which a host names its catalogue. */
    static final String LINK = "<" + API_CATALOG + ">; rel=\"api-catalog\"";

    private static final MediaType LINK_SET =
            new MediaType("application", "linkset+json", Map.of("profile", "https://www.rfc-editor.org/info/rfc9727"));

    private final Site site;
    private final Catalogue catalogue;
    private final Dataset dataset;
    private final Recipes recipes;
    private final Address address;

    DiscoveryResource(Site site, Catalogue catalogue, Dataset dataset, Recipes recipes, Address address) {
        this.site = site;
        this.catalogue = catalogue;
        this.dataset = dataset;
        this.recipes = recipes;
        this.address = address;
    }

    /** The one API of this host, as a link set (RFC 9264). */
    @GET
    @Path(".well-known/api-catalog")
    public Response apiCatalog(@Context HttpServerRequest request) {
        String here = address.of(request);
        ObjectNode answer = Json.object();
        ObjectNode links = answer.putArray("linkset").addObject().put("anchor", here + "/");
        links.withArray("service-desc")
                .add(link(here + "/openapi?format=json", "application/json"))
                .add(link(here + "/openapi", "application/yaml"));
        links.withArray("service-doc")
                .add(link(here + "/docs", MediaType.TEXT_HTML))
                .add(link(here + "/guide", MediaType.TEXT_HTML))
                .add(link(here + "/llms.txt", MediaType.TEXT_PLAIN));
        links.withArray("service-meta").add(link(here + "/", Page.LINKED_DATA.toString()));
        links.withArray("license").add(Json.object().put("href", dataset.licenseAddress()));
        return Response.fromResponse(Page.json(answer, LINK_SET, request))
                .header("Link", LINK)
                .build();
    }

    private static ObjectNode link(String address, String type) {
        return Json.object().put("href", address).put("type", type);
    }

    @GET
    @Path("llms.txt")
    public Response llms(@Context HttpServerRequest request) {
        String text = Templates.llms(dataset, catalogue, recipes.all(), address.of(request))
                .render();
        return Page.text(text, Page.TEXT, request);
    }

    @GET
    @Path("robots.txt")
    public Response robots(@Context HttpServerRequest request) {
        return Page.text(
                "User-agent: *\nAllow: /\nSitemap: " + address.of(request) + "/sitemap.xml\n", Page.TEXT, request);
    }

    @GET
    @Path("sitemap.xml")
    public Response siteMap(@Context HttpServerRequest request) {
        String here = address.of(request);
        String pages = Stream.concat(
                        site.pages().stream().map(Site.Entry::path), Stream.of("/cite", ProblemsResource.PATH))
                .map(page -> "<url><loc>" + here + page + "</loc></url>\n")
                .collect(Collectors.joining());
        return Page.text(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + pages + "</urlset>\n",
                Page.XML,
                request);
    }
}
