package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.problems.ProblemType;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class PortalTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern TAKEN =
            Pattern.compile("<(?:script|img|link|source|iframe)[^>]*(?:href|src)=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"#]*)(?:#([^\"]*))?\"");
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script>|<script type=\"(?:text/javascript|module)\">");

    static List<String> pages() {
        return List.of(
                "/", "/recipes", "/views", "/guide", "/cite", "/changelog", "/docs", "/problems", "/problems/gone");
    }

    static List<String> files() {
        return List.of("/.well-known/api-catalog", "/llms.txt", "/robots.txt", "/sitemap.xml");
    }

    @BeforeEach
    void servicesThatCount() {
        Stubs.reset();
        count(Stubs.TIMELINE, "\"decrees\":3,\"events\":1140");
        count(Stubs.FORCES, "\"formations\":45");
        count(Stubs.PARTNERS, "\"partners\":52");
    }

    private static void count(WireMockServer service, String records) {
        String counts =
                "\"records\":{%s},\"readings\":1000,\"disagreements\":{\"preferred\":5,\"disputed\":2},\"gaps\":{\"not-stated\":7}"
                        .formatted(records);
        service.stubFor(get(urlEqualTo("/v1/meta/coverage"))
                .willReturn(Stubs.json(Recorded.with(Recorded.answer("/v1/meta/coverage"), counts)
                        .toString())));
    }

    private static Response page(String path) {
        return given().header("Accept", BROWSER).get(path);
    }

    @Test
    void aClientGetsTheIndex() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", "Accept, Accept-Encoding")
                .header("Link", is("</.well-known/api-catalog>; rel=\"api-catalog\""))
                .body("resources.url", hasItem("/v1/decrees"))
                .body("links.openapi", is("/openapi"))
                .body("dataset.license", is("CC-BY-4.0"))
                .body("try", hasItem("/v1/partners/russia/dossier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/guide", "/llms.txt", "/.well-known/api-catalog", "/problems", "/openapi", "/docs"})
    void whatIsLargeIsCompressedForWhoTakesThat(String path) {
        assertCompressed(page(path), path);
    }

    @Test
    void theFilesOfAPageAreCompressed() {
        Set<String> files = Pattern.compile("(?:href|src)=\"(/(?:assets|webjars)/[^\"]+)\"")
                .matcher(page("/docs").asString() + page("/structure").asString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(files).hasSizeGreaterThan(4);
        files.forEach(file -> assertCompressed(given().get(file), file));
    }

    /** While instances of two versions run, an address of the new file may be answered by the old one. */
    @Test
    void aFileIsForEverOnlyUnderAnAddressThatNamesItsVersion() {
        Matcher link = Pattern.compile("/assets/portal\\.css\\?v=[0-9a-f]+")
                .matcher(page("/").asString());
        assertThat(link.find()).isTrue();
        given().get(link.group()).then().header("Cache-Control", endsWith("immutable"));
        for (String query : List.of("", "?v=", "?v=0123456789", "?v")) {
            given().get("/assets/portal.css" + query)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", startsWith("public, max-age=0"));
        }
    }

    /** REST-assured says that it takes gzip, and reads it. */
    private static void assertCompressed(Response answer, String path) {
        answer.then().statusCode(200);
        boolean large = answer.asByteArray().length >= 1_000;
        assertThat(answer.header("Content-Encoding")).as(path).isEqualTo(large ? "gzip" : null);
        assertThat(answer.header("Vary")).as(path).contains("Accept-Encoding");
        assertThat(answer.header("ETag")).as(path).isNotNull();
        given().header("If-None-Match", answer.header("ETag"))
                .header("Accept", BROWSER)
                .get(path)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource({"/openapi?fromat=json, fromat, format", "/structure?asof=2004-01-01, asof, asOf"})
    void aQueryIsReadStrictly(String path, String name, String nearest) {
        given().header("Accept", "*/*")
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].name", is(name))
                .body("errors[0].didYouMean", is(nearest));
    }

    @Test
    void aClientOfLinkedDataGetsTheDataset() {
        given().header("Accept", "application/ld+json")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/ld+json")
                .body("'@context'", is("https://schema.org/"))
                .body("'@type'", is("Dataset"))
                .body("license", is("https://spdx.org/licenses/CC-BY-4.0"))
                .body("distribution.contentUrl", everyItem(startsWith("http://localhost:")))
                .body("distribution.contentUrl", hasItem(endsWith("/v1/decrees")));
    }

    @Test
    void theStartPageHasTheDatasetAsLinkedData() {
        String page = page("/").asString();
        assertThat(page).contains("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org/\"");
    }

    @Test
    void whatIsNotOfferedIsNotAcceptable() {
        for (String path : pages()) {
            given().header("Accept", "image/png")
                    .get(path)
                    .then()
                    .statusCode(406)
                    .contentType("application/problem+json");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPersonGetsAPageThatTakesNothingFromElsewhere(String path) {
        String page = page(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none';"),
                                containsString("script-src 'self';"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("http"))))
                .extract()
                .asString();

        assertThat(matches(TAKEN, page)).isNotEmpty().allSatisfy(taken -> {
            assertThat(taken).startsWith("/").doesNotStartWith("//");
            given().get(taken).then().statusCode(200);
        });
        assertThat(INLINE.matcher(page).find()).as("scripts or styles inline").isFalse();
        assertThat(page)
                .contains(
                        "<html lang=\"en\">", " id=\"content\"", "<main", "<meta name=\"viewport\"", "class=\"skip\"");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void styleIsInlineInTheConsoleOnly(String path) {
        String policy = page(path).header("Content-Security-Policy");
        assertThat(policy.contains("unsafe-inline")).isEqualTo(path.equals("/docs"));
        assertThat(policy).doesNotContain("unsafe-eval");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksOfAPageLeadSomewhere(String path) {
        String page = page(path).asString();
        Matcher link = LINK.matcher(page);
        Set<String> checked = new LinkedHashSet<>();
        while (link.find()) {
            String target = link.group(1);
            if (target.isEmpty()) {
                assertThat(page).contains("id=\"" + link.group(2) + "\"");
            } else if (target.startsWith("/") && !target.startsWith("/v1/")) {
                page(target).then().statusCode(200);
                checked.add(target);
            } else {
                assertThat(target).matches("/v1/.*|https://[a-z.]+/.*");
            }
        }
        assertThat(checked).hasSizeGreaterThan(5);
    }

    @Test
    void theGuideNamesEachOfItsSections() {
        String guide = page("/guide").asString();
        List<String> sections = matches(Pattern.compile("<h2 id=\"([^\"]+)\""), guide);
        assertThat(sections).contains("errors", "writes");
        assertThat(matches(Pattern.compile("<li><a href=\"#([^\"]+)\""), guide)).isEqualTo(sections);
    }

    private static List<String> matches(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource({"pages", "files"})
    void anUnchangedPageIsNotSentAgain(String path) {
        Response first = page(path);
        String tag = first.header("ETag");
        assertThat(tag).matches("\"[0-9a-f]+(-gzip)?\"");
        assertThat(first.header("Cache-Control")).startsWith("public, max-age=0");

        given().header("Accept", BROWSER)
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", startsWith("public, max-age=0"))
                .body(is(emptyOrNullString()));
        given().header("Accept", BROWSER)
                .head(path)
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .body(is(emptyOrNullString()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageVariesByWhatIsAccepted(String path) {
        if (!given().get(path).contentType().startsWith("text/html")) {
            Response page = page(path);
            assertThat(page.headers().getValues("Vary")).containsExactly("Accept, Accept-Encoding");
            Response known = given().header("Accept", BROWSER)
                    .header("If-None-Match", page.header("ETag"))
                    .get(path);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.headers().getValues("Vary")).containsExactly("Accept, Accept-Encoding");
        }
    }

    @Test
    void theStartPageCountsWhatTheServicesHave() {
        String page = page("/").asString();
        assertThat(page)
                .contains("<dd>1,240</dd>", "<dd>3,000</dd>", "<dd>21</dd>", "<td class=\"number\">1,140</td>")
                .doesNotContain("class=\"notice\"");
    }

    @Test
    void theStartPageSaysWhichServiceIsAway() {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/meta/coverage")).willReturn(Stubs.problem(503)));

        Response answer = page("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).isNull();
        assertThat(answer.asString())
                .contains("class=\"notice\"", "the forces service does not answer", "<td class=\"number\">1,140</td>")
                .contains("<dd>–</dd>", "<td class=\"number\">–</td>");
    }

    @Test
    void theStructureIsATreeOfFormations() {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/structure?asOf=2004-01-01"))
                .willReturn(Stubs.json("{\"asOf\":\"2004-01-01\",\"items\":["
                        + node("one", "null", node("two", "\"10031000181205000000\"", "")) + "]}")));

        String page = page("/structure?asOf=2004-01-01").asString();

        assertThat(page)
                .contains("<a href=\"/v1/formations/one\">Title of one</a>", "data-sidc=\"10031000181205000000\"")
                .contains("brigade, tank, 3 of them", "existence possible", "place disputed")
                .containsOnlyOnce("data-sidc");
    }

    private static String node(String id, String sidc, String children) {
        return "{\"title\":\"Title of %s\",\"url\":\"/v1/formations/%s\",\"echelon\":\"brigade\",\"branch\":\"tank\",\"sidc\":%s,\"units\":3,\"validity\":\"possible\",\"placeDisputed\":true,\"children\":[%s]}"
                .formatted(id, id, sidc, children);
    }

    @Test
    void whatLooksLikeHtmlInTheRecordIsShownAsText() {
        String script = "<script>alert(1)</script>";
        String node = node("one", "\"\\\"'><img src=x onerror=alert(1)>\"", "")
                .replace("Title of one", script + "{config:property('a')}'")
                .replace("tank", "<b onclick='alert(1)'>")
                .replace("possible", "<i>");
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/structure?asOf=2004-01-01"))
                .willReturn(Stubs.json("{\"asOf\":\"2004-01-01\",\"items\":[" + node + "]}")));

        // the first call of a service, on a busy machine, may come too late for the page
        String page = await().until(
                        () -> page("/structure?asOf=2004-01-01").asString(), text -> text.contains("class=\"node\""));

        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;{config:property(&#39;a&#39;)}", "&quot;&#39;&gt;&lt;img")
                .doesNotContain(script, "<img src=x", "<b onclick", "<i>");
    }

    @Test
    void theStructurePageSaysWhenItsServiceIsAway() {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/structure?asOf=2004-01-01")).willReturn(Stubs.problem(503)));

        Response answer = page("/structure?asOf=2004-01-01");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.asString()).contains("the forces service does not answer");
    }

    @Test
    void aDayThatIsNoneIsAProblem() {
        page("/structure?asOf=yesterday")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is("asOf"));
    }

    @Test
    void everyCollectionAndEveryViewIsOnAPage() {
        String overview = page("/").asString();
        String views = page("/views").asString();
        List<String> urls = given().get("/").jsonPath().getList("resources.url");
        assertThat(urls).hasSizeGreaterThan(30).allSatisfy(url -> assertThat(overview + views)
                .containsAnyOf("href=\"" + escaped(url) + "\"", "GET " + escaped(url) + "<"));
        List<String> calls = given().get("/").jsonPath().getList("try");
        assertThat(calls).allSatisfy(call -> assertThat(views).contains("href=\"" + escaped(call) + "\""));
    }

    /** As HTML writes it. */
    private static String escaped(String url) {
        return url.replace("&", "&amp;");
    }

    @Test
    void addressesAreThoseThatTheRequestWasSentTo() {
        given().header("Host", "record.example:8443")
                .get("/robots.txt")
                .then()
                .body(containsString("Sitemap: http://record.example:8443/sitemap.xml"));
        given().header("Host", "a'$(b)")
                .header("Accept", BROWSER)
                .get("/recipes")
                .then()
                .statusCode(200)
                .body(not(containsString("$(b)")), containsString("curl 'http://localhost/v1/"));
    }

    @Test
    void theApiCatalogueIsALinkSet() {
        given().get("/.well-known/api-catalog")
                .then()
                .statusCode(200)
                .header(
                        "Content-Type",
                        is("application/linkset+json;profile=\"https://www.rfc-editor.org/info/rfc9727\""))
                .header("Link", containsString("rel=\"api-catalog\""))
                .body("linkset", hasSize(1))
                .body("linkset[0].anchor", startsWith("http://"))
                .body("linkset[0].service-desc.href", hasItem(endsWith("/openapi")))
                .body("linkset[0].service-doc.type", hasItem("text/html"));
        given().head("/.well-known/api-catalog")
                .then()
                .statusCode(200)
                .header("Link", containsString("rel=\"api-catalog\""));
    }

    @Test
    void everyAddressOfTheCatalogueAnswers() {
        given().get("/.well-known/api-catalog")
                .jsonPath()
                .<String>getList(
                        "linkset[0].findAll { it.key != 'anchor' && it.key != 'license' }.collectMany { it.value.href }")
                .forEach(address ->
                        given().get(URI.create(address).getPath()).then().statusCode(200));
    }

    @ParameterizedTest
    @CsvSource({
        "/llms.txt, text/plain",
        "/robots.txt, text/plain",
        "/sitemap.xml, application/xml",
        "/changelog, text/markdown",
        "/recipes, application/json"
    })
    void aMachineGetsWhatItReads(String path, String type) {
        String text = given().get(path)
                .then()
                .statusCode(200)
                .contentType(type)
                .extract()
                .asString();
        assertThat(text).isNotBlank().doesNotContain("{dataset", "{#for");
    }

    @Test
    void theSiteMapNamesEveryPage() {
        List<String> named = matches(
                Pattern.compile("<loc>http://[^/]+(/[^<]*)</loc>"),
                given().get("/sitemap.xml").asString());
        assertThat(named).hasSize(9).allSatisfy(path -> page(path).then().statusCode(200));
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeOfProblemIsExplained(ProblemType type) {
        given().get(type.uri())
                .then()
                .statusCode(200)
                .body("status", is(type.status()))
                .body("meaning", not(emptyOrNullString()))
                .body("remedy", not(emptyOrNullString()));
        assertThat(page(type.uri()).asString()).contains("<h1>" + type.title().replace("'", "&#39;") + "</h1>");
    }

    @Test
    void whatIsNotThereIsAProblem() {
        given().get("/problems/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
        given().post("/v1/records")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", "GET, HEAD, OPTIONS");
    }
}
