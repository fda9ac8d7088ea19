package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.CheckedClient;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;
import org.qalqan.testing.RecordedExample;

/** Whoever fetches what a composed answer lists gets what it was composed from. */
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "the services of a system that others run cannot be asked past their gateway")
class ComposedFromIT {

    /** Many answers have parts in common. */
    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

    private final Qalqan qalqan = Qalqan.running();
    private final LocalStack stack = qalqan.stack().orElseThrow();

    /** One answer of each operation of the gateway; a code list is that of the one service that has it. */
    private static List<RecordedExample> examples() {
        return RecordedExample.in(Qalqan.REPOSITORY.resolve("gateway/src/main/resources")).stream()
                .filter(example -> !example.operationId().equals("getCodelist"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> eachPartOfAnExampleIsWhatItsServiceAnswers() {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.operationId(),
                        () -> check(
                                CallBook.yaml(example.file()).path("request").asText())));
    }

    @Tag("thorough")
    @TestFactory
    Stream<DynamicTest> eachPartOfAnAnswerToAQuestionIsWhatItsServiceAnswers() {
        List<String> composed = composedPaths();
        return CallBook.read("questions.yaml").entries().stream()
                .flatMap(entry -> entry.calls().stream())
                .map(CallBook.Call::address)
                .filter(address -> composed.stream().anyMatch(address.replaceFirst("\\?.*", "")::matches))
                .distinct()
                .map(address -> DynamicTest.dynamicTest(address, () -> check(address)));
    }

    /** Patterns of the paths that the gateway answers itself. */
    private List<String> composedPaths() {
        Set<String> operations =
                examples().stream().map(RecordedExample::operationId).collect(Collectors.toSet());
        return qalqan.document().path("paths").properties().stream()
                .filter(path -> operations.contains(
                        path.getValue().at("/get/operationId").asText()))
                .map(path -> path.getKey().replaceAll("\\{[^}]+}", "[^/.]+"))
                .toList();
    }

    private void check(String address) {
        JsonNode parts = qalqan.whole(address).path("composedFrom");
        assertThat(parts).as(address).isNotEmpty();
        for (JsonNode part : parts) {
            String url = part.path("url").asText();
            if (!CHECKED.add(part.path("service").asText() + url + part.path("etag"))) {
                continue;
            }
            Service service = Service.valueOf(part.path("service").asText().toUpperCase(Locale.ROOT));

            Answer answer = CheckedClient.fetch(stack.url(service), url);

            assertThat(answer.status()).as(url).isEqualTo(200);
            assertThat(answer.header("ETag"))
                    .as(url)
                    .isNotNull()
                    .isEqualTo(part.path("etag").textValue());
        }
    }
}
