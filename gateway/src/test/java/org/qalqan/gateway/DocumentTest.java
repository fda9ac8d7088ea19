package org.qalqan.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.upstream.Service;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class DocumentTest {

    /** Set to write the file instead of comparing it. */
    private static final String WRITE = "regenerate";

    private static final List<String> OWN = List.of(
            "/v1/balance",
            "/v1/changes",
            "/v1/commitments/scoreboard",
            "/v1/decrees/{id}/impact",
            "/v1/disagreements",
            "/v1/disagreements.csv",
            "/v1/disagreements.ndjson",
            "/v1/equipment-types/{id}/dossier",
            "/v1/formations/{id}/dossier",
            "/v1/explain",
            "/v1/gaps",
            "/v1/gaps.csv",
            "/v1/gaps.ndjson",
            "/v1/graph",
            "/v1/meta/codelists/{name}",
            "/v1/meta/coverage",
            "/v1/meta/fields",
            "/v1/meta/invariants",
            "/v1/partners/{id}/dossier",
            "/v1/people/{id}/dossier",
            "/v1/readings",
            "/v1/readings.csv",
            "/v1/readings.ndjson",
            "/v1/records",
            "/v1/search",
            "/v1/sources/{id}/evidence",
            "/v1/structure/compare",
            "/v1/topics/{topic}",
            "/v1/years/{year}");

    @Inject
    MergedDocument document;

    @Inject
    PathTable paths;

    private JsonNode root = new ObjectMapper().nullNode();

    @BeforeEach
    void read() throws IOException {
        root = new ObjectMapper().readTree(document.json());
    }

    @Test
    void theCommittedDocumentIsTheOneServed() throws IOException {
        Path file = Path.of("openapi.yaml");
        String served = given().get("/openapi").then().statusCode(200).extract().asString();
        if (System.getProperty(WRITE) != null) {
            Files.writeString(file, served);
        }
        if (!Files.exists(file) || !Files.readString(file).equals(served)) {
            fail("gateway/openapi.yaml is not what is served: look at the difference, then write it with mvn -pl"
                    + " gateway -am test -Dtest=DocumentTest -Dregenerate"
                    + " -Dsurefire.failIfNoSpecifiedTests=false");
        }
        assertThat(new YAMLMapper().readTree(served)).isEqualTo(root);
    }

    /** Many readers of YAML stop at 3 MiB unless they are told not to. */
    @Test
    void isSmallEnoughForEveryReader() {
        int size = document.yaml().getBytes(StandardCharsets.UTF_8).length;
        assertThat(size).isLessThan(2_600_000);
    }

    /** A browser hides from a page what is neither safe by the Fetch standard, nor for itself, nor exposed. */
    @Test
    void everyHeaderOfAnAnswerCanBeReadFromAnyOrigin() {
        Set<String> readable = new TreeSet<>(Set.of(
                "Access-Control-Allow-Origin", "Cache-Control", "Content-Type", "Vary", "X-Content-Type-Options"));
        String exposed = given().get("/v1/releases").header("Access-Control-Expose-Headers");
        readable.addAll(List.of(exposed.split(", ", -1)));
        Set<String> named = new TreeSet<>();
        root.path("paths").findValues("headers").forEach(headers -> headers.fieldNames()
                .forEachRemaining(named::add));
        root.at("/components/responses").findValues("headers").forEach(headers -> headers.fieldNames()
                .forEachRemaining(named::add));
        assertThat(named).contains("ETag", "Repr-Digest");
        assertThat(readable).containsAll(named);
    }

    @Test
    void hasEveryPathOfTheServicesOnceAndItsOwn() throws IOException {
        Set<String> expected = new TreeSet<>(OWN);
        for (Service service : Service.values()) {
            try (InputStream file =
                    getClass().getResourceAsStream("/contracts/" + service.id() + "-service/openapi.yaml")) {
                new YAMLMapper().readTree(file).path("paths").fieldNames().forEachRemaining(path -> {
                    boolean composed =
                            path.matches("/v1/(readings|disagreements|gaps|records|search|changes|meta)([./].*)?");
                    if (!composed && path.startsWith("/v1/")) {
                        assertThat(expected.add(path)).as(path).isTrue();
                    }
                });
            }
        }
        Set<String> actual = new TreeSet<>();
        root.path("paths").fieldNames().forEachRemaining(actual::add);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void forwardsExactlyThePathsThatAreNotItsOwn() {
        root.path("paths").fieldNames().forEachRemaining(path -> {
            Optional<PathTable.Target> target = paths.target(path.replaceAll("\\{[^}]*}", "x"));
            assertThat(target.isEmpty()).as(path).isEqualTo(OWN.contains(path));
        });
    }

    @Test
    void everyReferenceResolvesAndNoComponentIsIdle() {
        Set<String> used = new HashSet<>();
        collectReferences(root, used);
        used.forEach(reference -> assertThat(root.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        root.path("components")
                .properties()
                .forEach(kind -> kind.getValue().fieldNames().forEachRemaining(name -> {
                    if (!kind.getKey().equals("securitySchemes")) {
                        assertThat(used).contains("#/components/" + kind.getKey() + "/" + name);
                    }
                }));
    }

    @Test
    void everyOperationHasAnIdOfItsOwnAndDeclaresItsProblems() {
        Set<String> ids = new HashSet<>();
        root.path("paths")
                .forEach(item -> item.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    assertThat(id).matches("[a-z][A-Za-z]+");
                    assertThat(ids.add(id)).as(id).isTrue();
                    assertThat(operation.path("summary").asText()).as(id).isNotEmpty();
                    assertThat(operation.path("responses").has("502")).as(id).isTrue();
                    assertThat(operation.path("responses").has("503")).as(id).isTrue();
                    assertThat(operation.path("responses").has("504")).as(id).isTrue();
                }));
        assertThat(ids)
                .contains(
                        "getCoverage",
                        "getDecreeImpact",
                        "getInvariants",
                        "getPartnerDossier",
                        "getSourceEvidence",
                        "getYear",
                        "listDisagreements",
                        "listGaps",
                        "listReadings",
                        "listRecords");
    }

    @Test
    void everyTagIsDescribedOnceAndHasAnOperation() {
        Set<String> used = new TreeSet<>();
        root.path("paths")
                .forEach(item ->
                        item.forEach(operation -> operation.path("tags").forEach(tag -> used.add(tag.asText()))));
        List<String> described = new ArrayList<>();
        root.path("tags").forEach(tag -> described.add(tag.path("name").asText()));
        assertThat(described).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void isOfferedAsJsonToo() {
        given().get("/openapi?format=json").then().statusCode(200).contentType("application/json");
        given().get("/openapi?format=xml").then().statusCode(400).contentType("application/problem+json");
    }

    private static void collectReferences(JsonNode node, Set<String> into) {
        if (node.path("$ref").isTextual()) {
            into.add(node.path("$ref").asText());
        }
        node.forEach(child -> collectReferences(child, into));
    }
}
