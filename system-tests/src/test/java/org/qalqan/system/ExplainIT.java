package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values are explained down to the paragraphs of the sources, and records stand among those that they belong with. */
class ExplainIT {

    private final Qalqan qalqan = Qalqan.running();

    @Test
    void combatAircraftAreExplainedDownToSixTypes() {
        JsonNode explanation = qalqan.whole("/v1/explain?record=holding-combat-aircraft&field=quantity");
        assertThat(explanation.at("/value/value").intValue()).isEqualTo(164);
        JsonNode derived = having(explanation.path("readings"), "basis", "derived");
        JsonNode derivation = derived.path("derivation");
        assertThat(derived.path("role").asText()).isEqualTo("agrees");
        assertThat(derivation.path("rule").asText()).isEqualTo("sum");
        assertThat(derivation.path("result").intValue()).isEqualTo(164);
        assertThat(derivation.path("agrees").booleanValue()).isTrue();
        List<Integer> numbers = new ArrayList<>();
        derivation
                .path("inputs")
                .forEach(input -> numbers.add(input.at("/value/value").intValue()));
        assertThat(numbers).containsExactly(40, 14, 37, 14, 16, 43);
        assertThat(derivation.path("inputs").findValuesAsText("paragraph"))
                .hasSize(6)
                .containsOnly("26");
        assertThat(explanation.at("/sources/0/title").asText()).contains("Qazaqstan Tarihy");
        assertThat(explanation.path("independentSources").intValue()).isEqualTo(1);
    }

    @Test
    void shareIsExplainedThroughTheTotalThatItIsAShareOf() {
        JsonNode explanation = qalqan.whole("/v1/explain?record=holding-mig-29&field=share");
        JsonNode derivation = explanation.at("/readings/0/derivation");
        assertThat(derivation.path("rule").asText()).isEqualTo("percentage");
        assertThat(derivation.path("agrees").booleanValue()).isTrue();
        JsonNode total = having(derivation.path("inputs"), "record", "holding-combat-aircraft");
        JsonNode sum = having(total.path("readings"), "basis", "derived").path("derivation");
        assertThat(sum.path("inputs")).hasSize(6);
    }

    @Test
    void dateOfTheDecreeIsExplainedWithTheDateThatIsNotShown() {
        JsonNode explanation = qalqan.whole("/v1/explain?record=decree-2003-armed-forces-reform&field=signedOn");
        assertThat(explanation.at("/value/edtf").asText()).isEqualTo("2003-05-07");
        JsonNode alternative = explanation.at("/alternatives/0");
        assertThat(alternative.path("value").asText()).isEqualTo("2003-03");
        assertThat(alternative.path("role").asText()).isEqualTo("rejected");
        assertThat(alternative.path("differences").toString()).contains("date");
        assertThat(explanation.path("steps").findValuesAsText("step"))
                .contains("prefer")
                .endsWith("show");
    }

    @Test
    void everyDerivedReadingComesToWhatItsInputsComeTo() {
        for (JsonNode reading : qalqan.crawl("/v1/readings?basis=derived&limit=200")) {
            JsonNode explanation =
                    qalqan.whole("/v1/explain?record=" + reading.path("record").asText() + "&field="
                            + reading.path("field").asText());
            JsonNode explained = having(
                    explanation.path("readings"), "reading", reading.path("id").asText());
            assertThat(explained.at("/derivation/agrees").booleanValue())
                    .as(explained.toString())
                    .isTrue();
            assertThat(explanation.path("truncated")).isEmpty();
        }
    }

    @Test
    void graphAroundTheDecreeReachesTheFormationsThatItMakes() {
        JsonNode graph = qalqan.whole("/v1/graph?around=decree-2003-armed-forces-reform");
        assertThat(graph.path("nodes").findValuesAsText("id"))
                .startsWith("decree-2003-armed-forces-reform")
                .contains("airmobile-forces", "regional-command-south", "nursultan-nazarbayev")
                .doesNotHaveDuplicates();
        assertThat(graph.path("edges"))
                .anySatisfy(edge -> {
                    assertThat(edge.path("from").asText()).isEqualTo("airmobile-forces");
                    assertThat(edge.path("field").asText()).isEqualTo("establishedBy");
                    assertThat(edge.at("/validity/edtf").asText()).isEqualTo("2003-05-07/..");
                })
                .anySatisfy(edge -> {
                    assertThat(edge.path("to").asText()).isEqualTo("airmobile-forces");
                    assertThat(edge.path("field").asText()).isEqualTo("provisions.results");
                    assertThat(edge.path("item").asText()).isEqualTo("airmobile-forces");
                });
    }

    @Test
    void graphOfTwoStepsHasTheGraphOfOneAndCrossesServices() {
        JsonNode near = qalqan.whole("/v1/graph?around=mig-29");
        JsonNode far = qalqan.whole("/v1/graph?around=mig-29&depth=2");
        assertThat(far.path("nodes").findValuesAsText("id"))
                .containsAll(near.path("nodes").findValuesAsText("id"));
        assertThat(far.path("edges")).containsAll(near.path("edges"));
        assertThat(far.path("nodes").findValuesAsText("service")).contains("timeline", "forces", "partners");
        assertThat(near.path("nodes").findValuesAsText("id")).contains("holding-mig-29");
    }

    private static JsonNode having(JsonNode items, String member, String value) {
        return items.valueStream()
                .filter(item -> item.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
