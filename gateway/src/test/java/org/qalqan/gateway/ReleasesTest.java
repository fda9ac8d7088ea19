package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
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
    private static final String HEADER = "id,title,signedOn,body,topic\r\n";
    private static final String COLLECTION = """
            {"collection":"%s","type":"%s","description":"Some.","fields":[
              {"name":"title","kind":"text","many":false,"codelist":null,"refersTo":[]},
              {"name":"body","kind":"reference","many":false,"codelist":null,"refersTo":["formation"]},
              {"name":"topic","kind":"code","many":false,"codelist":"topic","refersTo":[]}],"columns":[
              {"name":"id","type":"string","description":"Id."},
              {"name":"title","type":"string","description":"Title."},
              {"name":"signedOn","type":"datetime","description":"When."},
              {"name":"body","type":"string","description":"Who."},
              {"name":"topic","type":"string","description":"Topic."}]}""";
    private static final String READINGS = """
            {"list":"readings","description":"Who says what.","fields":[],"columns":[
              {"name":"id","type":"string","description":"Id."},
              {"name":"value","type":"any","description":"Value.","unit":"km"}]}""";
    private static final String WANTED = "{\"id\":\"2026-11\",\"notes\":\"New.\"}";

    @BeforeEach
    void fill() {
        Stubs.reset();
        describe(Stubs.TIMELINE, COLLECTION.formatted("decrees", "decree"));
        export(
                Stubs.TIMELINE,
                "timeline=4",
                "decrees",
                HEADER + "d1,\"'=A, \"\"B\"\"\",2003-05-07T00:00:00Z,f1,law\r\n",
                "{\"id\":\"d1\",\"n\":1.10}\n");
        export(Stubs.TIMELINE, "timeline=4", "readings", "id,value\r\nd1.n,1\r\n", "{\"id\":\"d1.n\"}\n");
        describe(Stubs.FORCES, COLLECTION.formatted("formations", "formation"));
        export(Stubs.FORCES, "forces=7", "formations", HEADER + "f1,F,,,\r\n", "{\"id\":\"f1\"}\n");
        export(Stubs.FORCES, "forces=7", "readings", "id,value\r\nf1.n,2\r\n", "{\"id\":\"f1.n\"}\n");
        describe(Stubs.PARTNERS, "");
        export(Stubs.PARTNERS, "partners=2", "readings", "id,value\r\n", "");
        Stubs.TIMELINE.stubFor(get(urlPathEqualTo(INTAKE)).willReturn(Stubs.json("""
                {"descriptor":{"name":"test","title":"Test","licenses":[{"name":"CC0-1.0","path":"LICENSE"}]},"licence":"Take it."}""")));
        Stubs.TIMELINE.stubFor(put(urlPathEqualTo(INTAKE)).willReturn(created()));
        Stubs.TIMELINE.stubFor(get(urlPathMatching("/v1/meta/codelists/.*"))
                .willReturn(Stubs.json(
                        "{\"name\":\"topic\",\"codes\":[{\"code\":\"law\",\"title\":\"Law\",\"description\":null}]}")));
    }

    private static ResponseDefinitionBuilder created() {
        return Stubs.json(Recorded.answer("/v1/releases/{release}")
                        .put("id", "2026-11")
                        .toString())
                .withStatus(201);
    }

    private static void describe(WireMockServer server, String collection) {
        server.stubFor(get(urlPathEqualTo("/v1/meta/fields"))
                .willReturn(Stubs.json(
                        "{\"items\":[" + collection + "],\"lists\":[{\"list\":\"gaps\"}," + READINGS + "]}")));
    }

    private static void export(WireMockServer server, String revision, String list, String csv, String ndjson) {
        server.stubFor(any(urlEqualTo("/v1/" + list + ".csv?sort=id")).willReturn(answer(revision, "text/csv", csv)));
        server.stubFor(any(urlEqualTo("/v1/" + list + ".ndjson?sort=id"))
                .willReturn(answer(revision, "application/x-ndjson", ndjson)));
    }

    private static ResponseDefinitionBuilder answer(String revision, String mediaType, String body) {
        return aResponse()
                .withHeader("Content-Type", mediaType)
                .withHeader("Data-Revision", revision)
                .withBody(body);
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
        assertThat(files)
                .containsEntry("data/decrees.ndjson", "{\"id\":\"d1\",\"n\":1.10}\n")
                .containsEntry("data/decrees.csv", HEADER + "d1,\"'=A, \"\"B\"\"\",2003-05-07T00:00:00Z,f1,law\r\n")
                .containsEntry("data/readings.csv", "id,value\r\nd1.n,1\r\nf1.n,2\r\n")
                .containsEntry("data/readings.ndjson", "{\"id\":\"d1.n\"}\n{\"id\":\"f1.n\"}\n")
                .containsEntry(
                        "data/codelists.ndjson",
                        "{\"codelist\":\"topic\",\"code\":\"law\",\"title\":\"Law\",\"description\":null}\n");
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
    void describesColumnsAsTheServiceDoes() throws IOException {
        cut(WANTED).statusCode(201);

        JsonNode descriptor = new ObjectMapper().readTree(brought().get("datapackage.json"));
        assertThat(descriptor.path("resources"))
                .extracting(resource -> resource.path("name").asText())
                .containsExactly(
                        "decrees",
                        "decrees-ndjson",
                        "formations",
                        "formations-ndjson",
                        "readings",
                        "readings-ndjson",
                        "codelists-ndjson");
        assertThat(descriptor.at("/resources/0/schema").toString()).isEqualTo("""
                {"fields":[{"name":"id","type":"string","description":"Id."},\
                {"name":"title","type":"string","description":"Title."},\
                {"name":"signedOn","type":"datetime","format":"any","description":"When."},\
                {"name":"body","type":"string","description":"Who."},\
                {"name":"topic","type":"string","description":"Topic.","categories":[{"value":"law","label":"Law"}]}],\
                "primaryKey":["id"],\
                "foreignKeys":[{"fields":["body"],"reference":{"resource":"formations","fields":["id"]}}]}""");
        assertThat(descriptor.at("/resources/4/schema/fields/1/unit").asText()).isEqualTo("km");
        assertThat(descriptor.at("/resources/2/schema/foreignKeys/0/reference").toString())
                .as("a reference within the table names no other")
                .isEqualTo("{\"fields\":[\"id\"]}");
    }

    @Test
    void takesAServiceAgainThatChangedMeanwhile() throws IOException {
        revision("Started", "forces=7", "before");
        // the rows are of revision 7 still, and somebody writes before the last of them is there
        revision("before", "forces=8", "after");
        revision("after", "forces=8", "after");
        for (String format : List.of("csv", "ndjson")) {
            Stubs.FORCES.stubFor(get(urlEqualTo("/v1/formations." + format + "?sort=id"))
                    .atPriority(1)
                    .inScenario("changing")
                    .whenScenarioStateIs("after")
                    .willReturn(answer("forces=8", "text/" + format, HEADER)));
            Stubs.FORCES.stubFor(get(urlEqualTo("/v1/readings." + format + "?sort=id"))
                    .atPriority(1)
                    .inScenario("changing")
                    .whenScenarioStateIs("after")
                    .willReturn(answer("forces=8", "text/" + format, "id,value\r\n")));
        }

        cut(WANTED).statusCode(201);
        assertThat(brought()).containsEntry("data/formations.csv", HEADER);
        assertThat(brought().get("datapackage.json")).contains("\"forces\" : 8");
    }

    @Test
    void givesUpWhenAServiceKeepsChanging() {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/formations.ndjson?sort=id"))
                .atPriority(1)
                .willReturn(answer("forces=8", "application/x-ndjson", "")));

        cut(WANTED)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", is("The record of the forces service kept changing while the release was cut."));
        Stubs.FORCES.verify(3, getRequestedFor(urlEqualTo("/v1/formations.ndjson?sort=id")));
        Stubs.TIMELINE.verify(0, putRequestedFor(urlPathEqualTo(INTAKE)));
    }

    private static void revision(String state, String revision, String next) {
        Stubs.FORCES.stubFor(head(urlEqualTo("/v1/readings.csv?sort=id"))
                .atPriority(1)
                .inScenario("changing")
                .whenScenarioStateIs(state)
                .willSetStateTo(next)
                .willReturn(answer(revision, "text/csv", "")));
    }

    @Test
    void isNotMadeOfTablesThatNobodyDescribes() {
        export(Stubs.FORCES, "forces=7", "formations", "id,newer\r\n", "");
        cut(WANTED).statusCode(502);

        export(Stubs.FORCES, "timeline=7", "formations", HEADER, "");
        cut(WANTED).statusCode(502);
        Stubs.TIMELINE.verify(0, putRequestedFor(urlPathEqualTo(INTAKE)));
    }

    @Test
    void isNotMadeOfHalfATable() {
        Stubs.FORCES.stubFor(get(urlEqualTo("/v1/formations.csv?sort=id"))
                .atPriority(1)
                .willReturn(answer("forces=7", "text/csv", HEADER).withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

        cut(WANTED).statusCode(502).contentType("application/problem+json");
        Stubs.TIMELINE.verify(0, putRequestedFor(urlPathEqualTo(INTAKE)));
    }

    @Test
    void isNotMadeWithoutAService() {
        Stubs.PARTNERS.stubFor(
                get(urlPathEqualTo("/v1/meta/fields")).atPriority(1).willReturn(Stubs.problem(503)));

        cut(WANTED).statusCode(503).contentType("application/problem+json");
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
        given().request("TRACE", "/v1/releases").then().statusCode(405).header("Allow", is("GET, HEAD, OPTIONS, POST"));
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
