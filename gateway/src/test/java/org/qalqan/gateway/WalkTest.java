package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class WalkTest {

    private static final List<String> PATHS = List.of("/v1/readings", "/v1/disagreements", "/v1/gaps");
    private static final List<String> EVERY = List.of("t1", "t2", "t3", "p1", "p2");

    @BeforeEach
    void reset() {
        Stubs.reset();
        for (String path : PATHS) {
            pages(Stubs.TIMELINE, path, "t1", "t2", "t3");
            pages(Stubs.FORCES, path);
            pages(Stubs.PARTNERS, path, "p1", "p2");
        }
    }

    /** A service that pages through the given ids for the limits 1, 2 and above. */
    private static void pages(WireMockServer server, String path, String... ids) {
        for (int limit = 1; limit <= 25; limit++) {
            for (int start = 0; start == 0 || start < ids.length; start++) {
                int end = Math.min(start + limit, ids.length);
                List<String> items = new ArrayList<>();
                for (String id : List.of(ids).subList(start, end)) {
                    items.add(
                            Recorded.item(path).put("id", id).put("record", "r").toString());
                }
                String next = end < ids.length ? "\"" + path + "?limit=" + limit + "&cursor=c" + end + "\"" : "null";
                StringValuePattern cursor = start == 0 ? absent() : equalTo("c" + start);
                server.stubFor(get(urlPathEqualTo(path))
                        .withQueryParam("limit", equalTo(String.valueOf(limit)))
                        .withQueryParam("cursor", cursor)
                        .willReturn(Stubs.json("{\"items\":[" + String.join(",", items) + "],\"next\":" + next
                                + ",\"total\":" + ids.length + "}")));
            }
        }
    }

    static Stream<Arguments> pathsAndLimits() {
        return PATHS.stream().flatMap(path -> Stream.of(1, 2, 3, 4, 25).map(limit -> Arguments.of(path, limit)));
    }

    static List<String> paths() {
        return PATHS;
    }

    @ParameterizedTest
    @MethodSource("pathsAndLimits")
    void visitsEveryItemOnceInTheOrderOfTheServices(String path, int limit) {
        assertThat(walk(path + "?limit=" + limit)).isEqualTo(EVERY);
    }

    @ParameterizedTest
    @CsvSource({"partners,p1 p2", "'partners,timeline',t1 t2 t3 p1 p2", "forces,''"})
    void visitsOnlyTheServicesAskedFor(String services, String ids) {
        assertThat(String.join(" ", walk("/v1/gaps?limit=1&service=" + services)))
                .isEqualTo(ids);
    }

    private static List<String> walk(String first) {
        List<String> ids = new ArrayList<>();
        String next = first;
        while (next != null) {
            JsonPath page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getBoolean("partial")).isFalse();
            ids.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
            assertThat(ids.size()).as("a walk that ends").isLessThan(20);
        }
        return ids;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void addsUpTheTotals(String path) {
        given().get(path + "?limit=1&total=true").then().statusCode(200).body("total", is(5));
    }

    @Test
    void passesTheFiltersOnAsTheyCame() {
        given().urlEncodingEnabled(false)
                .get("/v1/readings?record=a,b&difference=date%2Crounding&limit=2&service=partners");

        assertThat(Stubs.asked(Stubs.PARTNERS))
                .containsExactly("/v1/readings?record=a,b&difference=date%2Crounding&limit=2");
        assertThat(Stubs.asked(Stubs.TIMELINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/readings,knownAt=2008-01-01&knownOn=2007",
        "/v1/disagreements,knownAt=2008-01-01&differences=date&status.not=preferred&fields=id",
        "/v1/gaps,knownAt=2008-01-01&partial=true&sort=-record",
    })
    void takesTheParametersThatTheServicesTakeThere(String path, String query) {
        given().urlEncodingEnabled(false)
                .get(path + "?" + query + "&service=forces")
                .then()
                .statusCode(200);

        assertThat(Stubs.asked(Stubs.FORCES)).containsExactly(path + "?" + query + "&limit=25");
    }

    @Test
    void refusesACursorThatIsAlteredOrUsedWithAnotherQuery() {
        String next =
                given().get("/v1/readings?limit=1&field=title").then().extract().path("next");
        String cursor = next.substring(next.indexOf("cursor=") + 7);
        String altered = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);

        refused("limit=1&field=title&cursor=" + altered);
        refused("limit=1&field=title&cursor=" + cursor.substring(1));
        refused("limit=1&field=title&cursor=" + cursor + "A");
        refused("limit=1&field=note&cursor=" + cursor);
        refused("limit=1&field=title&cursor=");
        refused("limit=1&field=title&cursor=%F0%9F%98%80");
        given().get("/v1/readings?limit=2&field=title&cursor=" + cursor).then().statusCode(200);
        given().get("/v1/gaps?limit=1&field=title&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors.name", hasItem("cursor"));
    }

    private static void refused(String query) {
        given().urlEncodingEnabled(false)
                .get("/v1/readings?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.name", hasItem("cursor"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit,",
        "limit=201,limit,",
        "limit=abc,limit,",
        "recrd=x,recrd,record",
        "service=partner,service,partners",
        "total=yes,total,",
        "limit=1&limit=2,limit,",
    })
    void refusesWhatItDoesNotKnow(String query, String name, String didYouMean) {
        given().get("/v1/readings?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is(name))
                .body("errors[0].didYouMean", didYouMean == null ? nullValue() : is(didYouMean));
    }

    @Test
    void passesOnWhatAServiceRefuses() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/readings"))
                .withQueryParam("rank", equalTo("best"))
                .willReturn(Stubs.problem(400)));

        given().get("/v1/readings?rank=best")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", is("said by the service"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void passesOverAServiceThatIsAwayAndSaysSo(String path) {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(path)).atPriority(1).willReturn(Stubs.problem(503)));

        given().get(path + "?total=true")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of("p1", "p2")))
                .body("partial", is(true))
                .body("total", nullValue())
                .body("missing.service", is(List.of("timeline")));
    }

    private static void groups(WireMockServer server, String... groups) {
        server.stubFor(get(urlPathEqualTo("/v1/gaps"))
                .withQueryParam("groupBy", equalTo("status,partial"))
                .withQueryParam("limit", absent())
                .willReturn(Stubs.json(
                        "{\"items\":[],\"next\":null,\"total\":0,\"groups\":[" + String.join(",", groups) + "]}")));
    }

    private static String group(String status, boolean partial, int count) {
        return "{\"key\":{\"status\":%s,\"partial\":%s},\"count\":%d}".formatted(status, partial, count);
    }

    @Test
    void addsUpTheGroupsOfAllServices() {
        groups(Stubs.TIMELINE, group("\"unknown\"", false, 5), group("null", false, 2));
        groups(Stubs.FORCES, group("\"unknown\"", true, 4), group("null", false, 4));
        groups(Stubs.PARTNERS);

        given().get("/v1/gaps?groupBy=status,partial")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue())
                .body("total", is(15))
                .body("groups.count", contains(6, 5, 4))
                .body("groups.key.status", contains(nullValue(), is("unknown"), is("unknown")))
                .body("groups.key.partial", contains(false, false, true));
        given().get("/v1/gaps?groupBy=status,partial&service=forces")
                .then()
                .statusCode(200)
                .body("total", is(8));
    }

    @Test
    void hasNoGroupsWithoutAServiceThatIsAway() {
        groups(Stubs.TIMELINE, group("\"unknown\"", false, 5));
        groups(Stubs.FORCES, group("\"unknown\"", false, 4));
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/gaps")).atPriority(1).willReturn(Stubs.problem(503)));

        given().get("/v1/gaps?groupBy=status,partial")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("groups", nullValue())
                .body("total", nullValue())
                .body("missing.section", contains("groups"));
        given().get("/v1/gaps?groupBy=status,partial&service=timeline,forces")
                .then()
                .statusCode(200)
                .body("partial", is(false))
                .body("total", is(9));
    }

    @Test
    void leavesItToTheServicesWhatCannotStandBesideGroups() {
        Stubs.all()
                .forEach(server -> server.stubFor(get(urlPathEqualTo("/v1/gaps"))
                        .withQueryParam("groupBy", equalTo("status"))
                        .withQueryParam("limit", equalTo("3"))
                        .willReturn(Stubs.problem(400))));

        given().get("/v1/gaps?groupBy=status&limit=3").then().statusCode(400).body("detail", is("said by the service"));
    }

    @Test
    void takesAnAnswerWithoutItemsForNoAnswer() {
        Stubs.PARTNERS.stubFor(get(urlPathEqualTo("/v1/gaps")).atPriority(1).willReturn(Stubs.json("{}")));

        given().get("/v1/gaps")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of("t1", "t2", "t3")))
                .body("partial", is(true))
                .body("missing.service", is(List.of("partners")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isAProblemWhenEveryServiceIsAway(String path) {
        Stubs.all()
                .forEach(server ->
                        server.stubFor(get(urlPathEqualTo(path)).atPriority(1).willReturn(Stubs.problem(503))));

        given().get(path).then().statusCode(503).contentType("application/problem+json");
    }
}
