package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three services that hold a decree, a formation and nothing, and the first of them keeps releases. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ReleasesTest {

    private static final String INTAKE = "/internal/releases/2026-11";
    private static final String WANTED = "{\"id\":\"2026-11\",\"notes\":\"New.\"}";

    @BeforeEach
    void fill() {
        Stubs.reset();
        holds(
                Stubs.TIMELINE,
                4,
                "decrees",
                "{\"id\":\"d1\",\"title\":\"=A, \\\"B\\\"\",\"signedOn\":{\"edtf\":\"2003\",\"earliest\":\"2003-01-01\",\"latest\":\"2003-12-31\",\"precision\":\"year\"},\"topics\":[\"law\"]}");
        holds(Stubs.FORCES, 7, "formations", "{\"id\":\"f1\",\"title\":\"F\",\"signedOn\":null,\"topics\":[]}");
        holds(Stubs.PARTNERS, 2, null, "");
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(INTAKE)).willReturn(Stubs.json("""
                {"descriptor":{"name":"test","title":"Test","licenses":[{"name":"CC0-1.0","path":"LICENSE"}]},"licence":"Take it."}""")));
        Stubs.TIMELINE.stubFor(put(urlPathEqualTo(INTAKE)).willReturn(created()));
        Stubs.TIMELINE.stubFor(get(urlPathMatching("/v1/meta/codelists/.*"))
                .willReturn(Stubs.json(
                        "{\"name\":\"topic\",\"codes\":[{\"code\":\"law\",\"title\":\"law\",\"description\":null}]}")));
    }

    private static ResponseDefinitionBuilder created() {
        return Stubs.json("{\"id\":\"2026-11\"}").withStatus(201);
    }

    private static void holds(WireMockServer server, int revision, @Nullable String collection, String record) {
        server.stubFor(
                get(urlPathEqualTo("/v1/meta/invariants")).willReturn(Stubs.json("{\"revision\":" + revision + "}")));
        server.stubFor(get(urlPathEqualTo("/v1/meta/fields"))
                .willReturn(Stubs.json(collection == null ? "{\"items\":[]}" : """
                {"items":[{"collection":"%s","description":"Some.","fields":[
                  {"name":"title","kind":"text","many":false,"description":"Title.","codelist":null},
                  {"name":"signedOn","kind":"date","many":false,"description":"When.","codelist":null},
                  {"name":"topics","kind":"code","many":true,"description":"Topics.","codelist":"topic"}]}]}""".formatted(collection))));
        if (collection != null) {
            exports(server, collection, record + "\n");
        }
        exports(server, "readings", "");
    }

    private static void exports(WireMockServer server, String list, String lines) {
        server.stubFor(get(urlPathEqualTo("/v1/" + list + ".ndjson"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/x-ndjson")
                        .withBody(lines)));
    }

    private static ValidatableResponse cut(String body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer of-a-maintainer")
                .body(body)
                .post("/v1/releases")
                .then();
    }

    private static Map<String, String> brought() throws IOException {
        byte[] zip = Stubs.TIMELINE
                .findAll(putRequestedFor(urlPathEqualTo(INTAKE)))
                .get(0)
                .getBody();
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), new String(entries.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void makesOneFileOfWhatAllServicesHold() throws IOException {
        cut(WANTED).statusCode(201).header("Location", "/v1/releases/2026-11").body("id", is("2026-11"));

        Map<String, String> files = brought();
        assertThat(files.keySet())
                .containsExactly(
                        "LICENSE",
                        "README.md",
                        "data/codelists.csv",
                        "data/codelists.ndjson",
                        "data/decrees.csv",
                        "data/decrees.ndjson",
                        "data/formations.csv",
                        "data/formations.ndjson",
                        "data/readings.csv",
                        "data/readings.ndjson",
                        "datapackage.json",
                        "schemas/codelists.schema.json",
                        "schemas/decrees.schema.json",
                        "schemas/formations.schema.json",
                        "schemas/readings.schema.json");
        assertThat(files.get("LICENSE")).isEqualTo("Take it.");
        assertThat(files.get("data/decrees.ndjson"))
                .startsWith("{\"id\":\"d1\",\"title\":\"=A, ")
                .endsWith("}\n");
        assertThat(String.valueOf(files.get("data/decrees.csv")).split("\r\n", -1))
                .containsExactly(
                        "id,title,signedOn.edtf,signedOn.earliest,signedOn.latest,signedOn.precision,topics,status,disagreements,revision,updatedAt",
                        "d1,\"'=A, \"\"B\"\"\",2003,2003-01-01,2003-12-31,year,\"[\"\"law\"\"]\",,,,",
                        "");
        assertThat(files.get("datapackage.json"))
                .contains(
                        "\"version\" : \"2026-11\"",
                        "\"notes\" : \"New.\"",
                        "\"timeline\" : 4",
                        "\"forces\" : 7",
                        "\"partners\" : 2");
    }

    @Test
    void passesTheTokenToTheServiceThatJudgesItAndToNoOther() {
        cut(WANTED).statusCode(201);

        Stubs.TIMELINE.verify(putRequestedFor(urlPathEqualTo(INTAKE))
                .withHeader("Authorization", equalTo("Bearer of-a-maintainer"))
                .withHeader("Content-Type", equalTo("application/zip")));
        Stubs.FORCES.getAllServeEvents().forEach(event -> assertThat(
                        event.getRequest().containsHeader("Authorization"))
                .isFalse());
    }

    @Test
    void answersWhatTheKeeperSaysAgainstItBeforeAnythingIsRead() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(INTAKE))
                .atPriority(1)
                .willReturn(Stubs.problem(401).withHeader("WWW-Authenticate", "Bearer realm=\"qalqan\"")));

        cut(WANTED)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer realm=\"qalqan\"")
                .body("detail", is("said by the service"))
                .body("instance", is("/v1/releases"));
        assertThat(Stubs.asked(Stubs.FORCES)).isEmpty();
    }

    @Test
    void givesUpWhenAServiceKeepsChanging() {
        changing("Started", 1);
        for (int i = 1; i < 10; i++) {
            changing(String.valueOf(i), i + 1);
        }

        cut(WANTED).statusCode(503).header("Retry-After", notNullValue());
        Stubs.TIMELINE.verify(0, putRequestedFor(urlPathEqualTo(INTAKE)));
    }

    private static void changing(String state, int revision) {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/meta/invariants"))
                .atPriority(1)
                .inScenario("changing")
                .whenScenarioStateIs(state)
                .willSetStateTo(String.valueOf(revision))
                .willReturn(Stubs.json("{\"revision\":" + revision + "}")));
    }

    @Test
    void isNotMadeWithoutAService() {
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/meta/fields")).atPriority(1).willReturn(Stubs.problem(503)));

        cut(WANTED).statusCode(502).contentType("application/problem+json");
        Stubs.TIMELINE.verify(0, putRequestedFor(urlPathEqualTo(INTAKE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"2026-11\",\"note\":\"x\",\"notes\":\"x\"} | /note  | notes",
                "{\"id\":\"../x\",\"notes\":\"x\"}                    | /id    |",
                "{\"id\":7,\"notes\":\"x\"}                           | /id    |",
                "{\"id\":\"2026-11\"}                                 | /notes |",
                "{\"id\":\"2026-11\",\"notes\":\" \"}                 | /notes |",
            })
    void refusesABodyThatIsNotAsItShouldBe(String body, String pointer, @Nullable String nearest) {
        cut(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", is("/problems/invalid-body"))
                .body("errors[0].pointer", is(pointer))
                .body("errors[0].didYouMean", is(nearest));
        assertThat(Stubs.asked(Stubs.TIMELINE)).isEmpty();
    }

    @Test
    void readsNothingButJson() {
        cut("{").statusCode(400).contentType("application/problem+json");
        cut("[]").statusCode(400).contentType("application/problem+json");
        given().contentType("text/plain")
                .body(WANTED)
                .post("/v1/releases")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void aMethodThatNobodyAnswersIsRefusedWithThoseOfKeeperAndGateway() {
        for (String method : List.of("DELETE", "OPTIONS")) {
            Stubs.TIMELINE.stubFor(any(urlPathEqualTo("/v1/releases"))
                    .willReturn(Stubs.problem(405).withHeader("Allow", "GET, HEAD, OPTIONS")));
            given().request(method, "/v1/releases").then().header("Allow", is("GET, HEAD, OPTIONS, POST"));
        }
        given().request("TRACE", "/v1/releases")
                .then()
                .statusCode(405)
                .header("Allow", is("GET, HEAD, OPTIONS, POST"));
    }

    @Test
    void leavesTheReadsToTheKeeper() {
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo("/v1/releases/2026-11"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/zip")
                        .withHeader("Repr-Digest", "sha-256=:AA==:")
                        .withBody(new byte[] {'P', 'K', 3, 4, 0, -1})));

        byte[] body = given().get("/v1/releases/2026-11")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header("Repr-Digest", "sha-256=:AA==:")
                .extract()
                .asByteArray();
        assertThat(body).isEqualTo(new byte[] {'P', 'K', 3, 4, 0, -1});
        given().get("/v1/releases").then().statusCode(200);
        assertThat(Stubs.asked(Stubs.TIMELINE)).contains("/v1/releases");
    }
}
