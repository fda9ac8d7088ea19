package org.qalqan.forces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.Json;
import org.qalqan.testing.CachingRules;
import org.qalqan.testing.ChangeRules;
import org.qalqan.testing.ContractRules;
import org.qalqan.testing.EditRules;
import org.qalqan.testing.ErrorRules;
import org.qalqan.testing.EvidenceRules;
import org.qalqan.testing.ExampleRules;
import org.qalqan.testing.FilterRules;
import org.qalqan.testing.FormatRules;
import org.qalqan.testing.Issuer;
import org.qalqan.testing.ListRules;
import org.qalqan.testing.LoadRules;
import org.qalqan.testing.ObservationRules;
import org.qalqan.testing.PostgresResource;
import org.qalqan.testing.SearchRules;
import org.qalqan.testing.ServiceRules;
import org.qalqan.testing.StoreRules;
import org.qalqan.testing.TokenRules;
import org.qalqan.testing.WayRules;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Issuer.class)
class ForcesServiceTest extends ServiceRules {

    @Nested
    class Contract extends ContractRules {}

    @Nested
    class Lists extends ListRules {}

    @Nested
    class Filters extends FilterRules {}

    @Nested
    class Ways extends WayRules {}

    @Nested
    class Formats extends FormatRules {}

    @Nested
    class Caching extends CachingRules {}

    @Nested
    class Evidence extends EvidenceRules {}

    @Nested
    class Stored extends StoreRules {}

    @Nested
    class Loaded extends LoadRules {}

    @Nested
    class Changes extends ChangeRules {}

    @Nested
    class Edited extends EditRules {}

    @Nested
    class Searching extends SearchRules {}

    @Nested
    class Tokens extends TokenRules {}

    @Nested
    class Observed extends ObservationRules {}

    @Nested
    class Errors extends ErrorRules {}

    @Nested
    class Examples extends ExampleRules {}

    private JsonNode structureOn(String day) {
        String answer = request()
                .get("/v1/structure?asOf=" + day)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return Json.read(answer);
    }

    private static Map<String, JsonNode> byId(JsonNode structure) {
        Map<String, JsonNode> nodes = new HashMap<>();
        structure.path("items").forEach(node -> collect(node, nodes));
        return nodes;
    }

    private static void collect(JsonNode node, Map<String, JsonNode> nodes) {
        nodes.put(node.path("id").asText(), node);
        node.path("children").forEach(child -> collect(child, nodes));
    }

    private static String validity(Map<String, JsonNode> nodes, String id) {
        return Objects.requireNonNull(nodes.get(id), id).path("validity").asText();
    }

    @Test
    void structureBeforeTheDecreeHasDistrictsAndMobileForces() {
        Map<String, JsonNode> nodes = byId(structureOn("2002-06-01"));
        assertThat(nodes).containsKeys("military-district-south", "military-district-central", "mobile-forces");
        assertThat(nodes).doesNotContainKeys("regional-command-south", "airmobile-forces");
    }

    @Test
    void structureAfterTheDecreeHasCommandsAndAirmobileForces() {
        Map<String, JsonNode> nodes = byId(structureOn("2004-01-01"));
        assertThat(nodes)
                .containsKeys(
                        "regional-command-south", "regional-command-astana", "airmobile-forces", "navy", "air-force");
        assertThat(nodes).doesNotContainKeys("military-district-south", "mobile-forces");
        assertThat(validity(nodes, "navy")).isEqualTo("certain");
    }

    @Test
    void structureHasSymbolsWhereEchelonAndBranchAreStated() {
        Map<String, JsonNode> nodes = byId(structureOn("2004-01-01"));
        assertThat(sidc(nodes, "motor-rifle-division-tank-brigade")).isEqualTo("10031000181205000000");
        assertThat(sidc(nodes, "navy")).isNull();
    }

    private static @Nullable String sidc(Map<String, JsonNode> nodes, String id) {
        return Objects.requireNonNull(nodes.get(id)).path("sidc").textValue();
    }

    @Test
    void structureBetweenTheTwoDatesOfTheDecreeIsDisputed() {
        Map<String, JsonNode> nodes = byId(structureOn("2003-04-15"));
        assertThat(validity(nodes, "navy")).isEqualTo("disputed");
    }

    @Test
    void disputedParentPutsAFormationAtBothPlaces() {
        JsonNode structure = structureOn("2004-01-01");
        long places = structure.findValuesAsText("id").stream()
                .filter("missile-troops-and-artillery"::equals)
                .count();
        assertThat(places).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?asOf=2004", "?asOf=2004-02-30", "?asof=2004-01-01", "?asOf=2004-01-01&asOf=2005-01-01"})
    void structureNeedsADay(String query) {
        request().get("/v1/structure" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void mergedFormationAnswersWithItsSuccessor() {
        request()
                .redirects()
                .follow(false)
                .get("/v1/formations/regional-command-central")
                .then()
                .statusCode(308)
                .header("Location", "/v1/formations/regional-command-astana");
    }

    @Test
    void combinedTotalOfCombatAircraftIsBothStatedAndDerived() {
        String answer = request()
                .get("/v1/readings?record=holding-combat-aircraft&field=quantity")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode readings = Json.read(answer).path("items");
        assertThat(readings.findValuesAsText("basis")).contains("stated", "derived");
        assertThat(readings)
                .allSatisfy(
                        reading -> assertThat(reading.path("value").intValue()).isEqualTo(164));
        assertThat(readings.findValuesAsText("rule")).contains("sum");
    }
}
