package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.conformance.ContractFilter;

/** That every example in the service's document is what the service answers, and that every parameter has one. */
public abstract class ExampleRules extends ServiceRules {

    /** With no coding asked for. */
    private static final RestAssuredConfig UNCODED = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @TestFactory
    Stream<DynamicTest> exampleIsWhatIsAnswered() {
        return ShippedExample.of(contract().document()).stream()
                .map(example -> DynamicTest.dynamicTest(example.where(), () -> {
                    ExtractableResponse<Response> answer =
                            request().get(example.path()).then().extract();
                    assertThat(answer.statusCode()).as(example.path()).isEqualTo(example.status());
                    example.assertShows(
                            ContractFilter.isJson(answer.contentType().replaceFirst(";.*", ""))
                                    ? Json.read(answer.asString())
                                    : TextNode.valueOf(answer.asString()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> operationHasAnExampleOfItsAnswerAndOfEachParameter() {
        return ParameterExample.ofOperations(contract().document())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assertThat(operation.answer())
                            .as("an example of the answer")
                            .isNotEmpty();
                    operation.requests().forEach(path -> {
                        int status = request().get(path).statusCode();
                        assertThat(status).as(path).isEqualTo(200);
                    });
                }));
    }

    /** Reads without a condition may be answered on a shorter way. */
    @TestFactory
    Stream<DynamicTest> plainReadIsAnsweredAsOneWithACondition() {
        return ParameterExample.ofOperations(contract().document())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.id(), () -> operation.requests().forEach(path -> {
                            Response plain = request().config(UNCODED).get(path);
                            Response conditional = request()
                                    .config(UNCODED)
                                    .header("If-None-Match", "\"of something else\"")
                                    .get(path);
                            assertThat(plain.statusCode()).as(path).isEqualTo(conditional.statusCode());
                            assertThat(plain.asString()).as(path).isEqualTo(conditional.asString());
                            assertThat(headers(plain)).as(path).isEqualTo(headers(conditional));
                        })));
    }

    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .map(header -> header.getName().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                .sorted()
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> recordedExampleIsWhatIsAnswered() {
        return RecordedExample.in(RESOURCES).stream()
                .map(example ->
                        DynamicTest.dynamicTest(example.operationId(), () -> example.check(contract(), this::get)));
    }
}
