package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.conformance.Answer;

/** What the portal offers to copy and to click answers as the page says. Its lines of JavaScript are run by {@link PortalIT}. */
class RecipesIT {

    private static final Path RECIPES = Qalqan.REPOSITORY.resolve(
            Path.of("gateway", "src", "main", "resources", "org", "qalqan", "gateway", "portal", "portal.yaml"));

    private final Qalqan qalqan = Qalqan.running();

    @TestFactory
    Stream<DynamicTest> recipeAnswers() {
        return CallBook.of(CallBook.yaml(RECIPES).path("recipes")).tests(qalqan);
    }

    @TestFactory
    Stream<DynamicTest> callOfAViewAnswers() {
        List<String> calls = StreamSupport.stream(qalqan.index().path("try").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(calls).hasSizeGreaterThan(10);
        return calls.stream()
                .map(call -> DynamicTest.dynamicTest(call, () -> {
                    Answer answer = qalqan.get(call);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).hasSizeGreaterThan(2);
                }));
    }
}
