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

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that hold a few changes each, and answer pages of them as the real ones do. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ChangesTest {

    private static final String FEED = "/v1/changes";

    @BeforeEach
    void fill() {
        Stubs.reset();
        history(Stubs.TIMELINE, "timeline", 1, 4, 7);
        history(Stubs.FORCES, "forces", 2, 3, 8);
        history(Stubs.PARTNERS, "partners", 5);
    }

    /** A change a revision, at the given seconds; a page for each position and each limit that is asked for. */
    private static void history(WireMockServer server, String service, int... seconds) {
        for (int since = 0; since <= seconds.length; since++) {
            for (int limit : List.of(1, 2, 25)) {
                List<String> items = new ArrayList<>();
                int end = Math.min(seconds.length, since + limit);
                for (int i = since; i < end; i++) {
                    items.add(Recorded.item(FEED)
                            .put("id", "%s:%d.1".formatted(service, i + 1))
                            .put("service", service)
                            .put("revision", i + 1)
                            .put("ordinal", 1)
                            .put("at", "2026-01-01T00:00:%02d%sZ".formatted(seconds[i], i % 2 == 0 ? "" : ".500"))
                            .toString());
                }
                boolean more = end < seconds.length;
                String position = service + ":" + end + (more ? ".1" : "");
                String body = "{\"items\":[%s],\"next\":%s,\"position\":\"%s\"}"
                        .formatted(
                                String.join(",", items),
                                more ? "\"" + FEED + "?limit=" + limit + "&since=" + position + "\"" : "null",
                                position);
                stub(server, limit, since == 0 ? null : service + ":" + since, body);
                stub(server, limit, service + ":" + since + ".1", body);
            }
        }
    }

    private static void stub(WireMockServer server, int limit, @Nullable String since, String body) {
        server.stubFor(get(urlPathEqualTo(FEED))
                .withQueryParam("limit", equalTo(String.valueOf(limit)))
                .withQueryParam("since", since == null ? absent() : equalTo(since))
                .willReturn(Stubs.json(body)));
    }

    @Test
    void mergesTheServicesByTimeAndKeepsTheOrderOfEach() {
        given().get(FEED)
                .then()
                .statusCode(200)
                .body(
                        "items.id",
                        contains(
                                "timeline:1.1",
                                "forces:1.1",
                                "forces:2.1",
                                "timeline:2.1",
                                "partners:1.1",
                                "timeline:3.1",
                                "forces:3.1"))
                .body("next", nullValue())
                .body("position", is("timeline:3,forces:3,partners:1"))
                .body("partial", is(false));
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void followingNextVisitsEveryChangeOnceInTheSameOrder(int limit) {
        List<String> whole = given().get(FEED).path("items.id");
        List<String> seen = new ArrayList<>();
        String next = FEED + "?limit=" + limit;
        while (next != null) {
            var page = given().get(next).then().statusCode(200).extract();
            List<String> ids = page.path("items.id");
            assertThat(ids).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
            seen.addAll(ids);
            next = page.path("next");
        }
        assertThat(seen).isEqualTo(whole);
    }

    @Test
    void goesOnFromAPositionInEachService() {
        given().get(FEED + "?since=timeline:2,forces:2.1")
                .then()
                .statusCode(200)
                .body("items.id", contains("partners:1.1", "timeline:3.1", "forces:3.1"));
        given().get(FEED + "?since=timeline:3,forces:3,partners:1")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("position", is("timeline:3,forces:3,partners:1"));
    }

    @Test
    void skipsNothingOfAServiceThatIsAway() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo(FEED)).atPriority(1).willReturn(Stubs.problem(503)));

        String position = given().get(FEED + "?since=forces:1")
                .then()
                .statusCode(200)
                .body("partial", is(true))
                .body("missing.service", is(List.of("forces")))
                .body("items.service", contains("timeline", "timeline", "partners", "timeline"))
                .body("next", nullValue())
                .extract()
                .path("position");

        assertThat(position).isEqualTo("timeline:3,forces:1,partners:1");
        fill();
        given().get(FEED + "?since=" + position)
                .then()
                .statusCode(200)
                .body("items.id", contains("forces:2.1", "forces:3.1"));
    }

    @Test
    void asksOnlyTheServicesThatAreNamedAndKeepsTheOthersPositions() {
        given().get(FEED + "?service=partners&since=timeline:2")
                .then()
                .statusCode(200)
                .body("items.id", contains("partners:1.1"))
                .body("position", is("timeline:2,partners:1"));
        assertThat(Stubs.asked(Stubs.TIMELINE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "since=timelin:12,        since,   timeline",
        "since=12,                since,",
        "'since=forces:1,forces:2', since,",
        "service=force,           service, forces",
        "limit=0,                 limit,",
        "sinse=timeline:1,        sinse,   since",
    })
    void refusesWhatItDoesNotUnderstand(String query, String name, @Nullable String nearest) {
        given().get(FEED + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].name", is(name))
                .body("errors[0].didYouMean", is(nearest));
    }

    /** What stands behind the colon is for the service to judge. */
    @Test
    void passesOnWhatAServiceRefuses() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(FEED))
                .atPriority(1)
                .withQueryParam("since", equalTo("timeline:x"))
                .willReturn(Stubs.problem(400)));

        given().get(FEED + "?since=timeline:x").then().statusCode(400).body("detail", is("said by the service"));
    }
}
