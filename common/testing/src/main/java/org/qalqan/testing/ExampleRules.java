package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.ContractFilter;

/** That every example in the service's document is what the service answers, and that every parameter has one. */
public abstract class ExampleRules extends ServiceRules {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @TestFactory
    Stream<DynamicTest> exampleIsWhatIsAnswered() {
        return ShippedExample.of(contract().document()).stream()
                .map(example -> DynamicTest.dynamicTest(example.where(), () -> {
                    Answer answer = ask(example.path());
                    assertThat(answer.status()).as(example.path()).isEqualTo(example.status());
                    example.assertShows(
                            ContractFilter.isJson(answer.mediaType())
                                    ? Json.read(answer.body())
                                    : TextNode.valueOf(answer.body()));
                }));
    }

    /** And every such read, which may be answered on a shorter way, is answered as one with a condition, which may not. */
    @TestFactory
    Stream<DynamicTest> operationHasAnExampleOfItsAnswerAndOfEachParameter() {
        return ParameterExample.ofOperations(contract().document())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assertThat(operation.answer())
                            .as("an example of the answer")
                            .isNotEmpty();
                    operation.requests().forEach(path -> {
                        Answer plain = ask(path);
                        Answer conditional = ask(path, "If-None-Match", "\"of something else\"");
                        assertThat(plain.status()).as(path).isEqualTo(200);
                        assertThat(conditional.status()).as(path).isEqualTo(200);
                        assertThat(plain.body()).as(path).isEqualTo(conditional.body());
                        assertThat(plain.headers()).as(path).isEqualTo(conditional.headers());
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> recordedExampleIsWhatIsAnswered() {
        return RecordedExample.in(RESOURCES).stream()
                .map(example ->
                        DynamicTest.dynamicTest(example.operationId(), () -> example.check(contract(), this::get)));
    }
}
