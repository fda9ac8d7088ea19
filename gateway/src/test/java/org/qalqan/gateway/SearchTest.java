package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class SearchTest {

    private static final String SEARCH = "/v1/search";

    /** What each service finds, the best first, as rank.id. */
    private static final List<String> TIMELINE = List.of("1000.a", "16.c", "8.e", "8.g", "1.z");

    private static final List<String> FORCES = List.of("16.b", "8.f");
    private static final List<String> PARTNERS = List.of("16.d", "2.h");

    @BeforeEach
    void reset() {
        Stubs.reset();
        finds(Stubs.TIMELINE, "timeline", "event", TIMELINE);
        finds(Stubs.FORCES, "forces", "formation", FORCES);
        finds(Stubs.PARTNERS, "partners", "agreement", PARTNERS);
    }

    /** A service that answers from every place and with every number of hits that a page can have. */
    private static void finds(WireMockServer server, String service, String type, List<String> places) {
        for (int after = -1; after < places.size(); after++) {
            for (int limit : List.of(1, 3, 25)) {
                List<String> rest = places.subList(after + 1, places.size());
                List<String> shown = rest.subList(0, Math.min(limit, rest.size()));
                ObjectNode page = Recorded.answer(SEARCH);
                ObjectNode hit = (ObjectNode) page.path("items").path(0);
                String items = shown.stream()
                        .map(place -> hit.deepCopy()
                                .put("id", place.replaceFirst(".*\\.", ""))
                                .put("rank", Integer.parseInt(place.replaceFirst("\\..*", "")))
                                .put("service", service)
                                .put("type", type)
                                .toString())
                        .collect(Collectors.joining(","));
                boolean more = shown.size() < rest.size();
                String body = Recorded.with(page, """
                                "items":[%s],"next":%s,"total":%d,"bounded":false,"facets":{"types":[{"key":"%s","count":%d}],\
                                "topics":[{"key":"training","count":%d}]}""".formatted(
                                        items,
                                        more ? "\"/v1/search?q=x&after=y\"" : "null",
                                        places.size(),
                                        type,
                                        places.size(),
                                        places.size()))
                        .toString();
                server.stubFor(get(urlPathEqualTo(SEARCH))
                        .withQueryParam("limit", equalTo(String.valueOf(limit)))
                        .withQueryParam("after", after < 0 ? absent() : equalTo(places.get(after)))
                        .willReturn(Stubs.json(body)));
            }
        }
    }

    private static List<String> crawl(String path) {
        List<String> ids = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonPath page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .body("partial", is(false))
                    .body("total", is(9))
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            next = page.getString("next");
        }
        return ids;
    }

    @Test
    void theBestOfAllServicesComeFirst() {
        given().get(SEARCH + "?q=x")
                .then()
                .statusCode(200)
                .body("items.id", contains("a", "b", "c", "d", "e", "f", "g", "h", "z"))
                .body("next", nullValue())
                .body("partial", is(false))
                .body("facets.types.key", contains("event", "agreement", "formation"))
                .body("facets.types.count", contains(5, 2, 2))
                .body("facets.services.count", contains(5, 2, 2))
                .body("facets.topics.count", contains(9))
                .header("ETag", startsWith("W/\""));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void pagesFollowTheOneOrderWithoutGapOrRepetition(int limit) {
        assertThat(crawl(SEARCH + "?q=x&limit=" + limit)).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "z");
    }

    @Test
    void onlyTheServicesThatKeepTheTypesAreAsked() {
        given().get(SEARCH + "?q=x&type=event,formation")
                .then()
                .statusCode(200)
                .body(
                        "items.service",
                        contains("timeline", "forces", "timeline", "timeline", "forces", "timeline", "timeline"))
                .body("total", is(7));

        assertThat(Stubs.asked(Stubs.TIMELINE)).contains(SEARCH + "?q=x&type=event&limit=25");
        assertThat(Stubs.asked(Stubs.PARTNERS)).isEmpty();
    }

    @Test
    void typeThatNoAskedServiceKeepsHasNoHits() {
        given().get(SEARCH + "?q=x&type=event&service=forces")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("total", is(0))
                .body("next", nullValue());
    }

    @Test
    void slowServiceIsNamedAndNotWaitedForAndItsHitsComeLater() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo(SEARCH))
                .atPriority(1)
                .willReturn(Stubs.problem(200).withFixedDelay(3_000)));
        long start = System.nanoTime();

        String next = given().get(SEARCH + "?q=x&limit=3")
                .then()
                .statusCode(200)
                .body("items.id", contains("a", "c", "d"))
                .body("partial", is(true))
                .body("total", nullValue())
                .body("missing.service", contains("forces"))
                .body("facets.services.count", contains(5, null, 2))
                .extract()
                .path("next");

        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_900);
        finds(Stubs.FORCES, "forces", "formation", FORCES);
        Stubs.FORCES.getStubMappings().stream()
                .filter(stub -> Integer.valueOf(1).equals(stub.getPriority()))
                .toList()
                .forEach(Stubs.FORCES::removeStub);
        given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("items.id", contains("b", "e", "f"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1, q",
        "q=x&type=evnt, type",
        "q=x&service=force, service",
        "q=x&limit=0, limit",
        "q=x&typ=event, typ",
        "q=x&cursor=abc, cursor",
    })
    void refusesWhatItDoesNotUnderstandByName(String query, String name) {
        given().get(SEARCH + "?" + query).then().statusCode(400).body("errors[0].name", is(name));
    }

    @Test
    void cursorOfAnotherSearchIsRefused() {
        String next = given().get(SEARCH + "?q=x&limit=1").path("next");
        String cursor = next.replaceFirst(".*cursor=", "");

        given().get(SEARCH + "?q=y&limit=1&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors[0].name", is("cursor"));
        given().get(SEARCH + "?q=x&limit=1&type=event&cursor=" + cursor).then().statusCode(400);
        given().get(SEARCH + "?q=x&limit=3&cursor=" + cursor).then().statusCode(200);
    }

    @Test
    void whatAServiceRefusesIsRefused() {
        Stubs.all()
                .forEach(server ->
                        server.stubFor(get(urlPathEqualTo(SEARCH)).atPriority(1).willReturn(Stubs.problem(400))));

        given().get(SEARCH + "?q=-x").then().statusCode(400).body("detail", is("said by the service"));
    }
}
