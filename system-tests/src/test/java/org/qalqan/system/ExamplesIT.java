package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.testing.ParameterExample;
import org.qalqan.testing.RecordedExample;
import org.qalqan.testing.ShippedExample;

/** Every operation of the merged document, by its examples: what they show is what the gateway answers. */
class ExamplesIT {

    private static final Path RECORDED = Qalqan.REPOSITORY.resolve("gateway/src/main/resources");

    private final Qalqan qalqan = Qalqan.running();

    @TestFactory
    Stream<DynamicTest> exampleIsWhatIsAnswered() {
        return ShippedExample.of(qalqan.document()).stream()
                .map(example -> DynamicTest.dynamicTest(example.where(), () -> {
                    Answer answer = qalqan.get(example.path());
                    assertThat(answer.status()).as(example.path()).isEqualTo(example.status());
                    example.assertShows(
                            ContractFilter.isJson(answer.mediaType())
                                    ? Json.read(answer.body())
                                    : TextNode.valueOf(answer.body()));
                }));
    }

    /** Most of them are forwarded to services, whose own tests send the same. */
    @Tag("thorough")
    @TestFactory
    Stream<DynamicTest> operationHasAnExampleOfItsAnswerAndOfEachParameter() {
        return ParameterExample.ofOperations(qalqan.document())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assertThat(operation.answer())
                            .as("an example of the answer")
                            .isNotEmpty();
                    for (String request : operation.requests()) {
                        assertThat(qalqan.get(request).status()).as(request).isEqualTo(200);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> recordedExampleIsWhatIsAnswered() {
        return RecordedExample.in(RECORDED).stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.operationId(), () -> example.check(qalqan.contract(), qalqan::whole)));
    }
}
