package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.client.ApiClient;
import org.qalqan.client.ApiException;
import org.qalqan.client.api.ComposedViewsApi;
import org.qalqan.client.api.ComposedViewsApi.APIGetPartnerDossierRequest;
import org.qalqan.client.api.DecreesApi;
import org.qalqan.client.api.DecreesApi.APIListDecreesRequest;
import org.qalqan.client.api.ReleasesApi;
import org.qalqan.client.api.ReleasesApi.APICutReleaseRequest;
import org.qalqan.client.model.Decree;
import org.qalqan.client.model.Edtf;
import org.qalqan.client.model.FieldError;
import org.qalqan.client.model.PartnerDossier;
import org.qalqan.client.model.Problem;
import org.qalqan.client.model.ReleaseRequest;

/** The clients that the build generates from the merged document: every operation, once, with each of them. */
class ClientsIT {

    /** Made anew for each answer. */
    private static final Set<String> MOMENTARY = Set.of("retrievedAt", "traceId");

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String NO_TOKEN = "a system that runs already has an issuer that is not ours";

    private final Qalqan qalqan = Qalqan.running();
    private final @Nullable String token = qalqan.maintainersToken();

    @TestFactory
    Stream<DynamicTest> javaClientKeepsEverythingThatAnOperationAnswers() {
        GeneratedCalls calls = new GeneratedCalls(qalqan, token);
        Set<String> called = new TreeSet<>();
        Stream<DynamicTest> each = calls.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    assumeThat(token != null || !operation.needsToken())
                            .as(NO_TOKEN)
                            .isTrue();
                    checkCall(calls, operation);
                    called.add(operation.id());
                }));
        return Stream.concat(each, Stream.of(DynamicTest.dynamicTest("every operation", () -> assertThat(called)
                .isEqualTo(operationsThatCanBeCalled()))));
    }

    /** All of the document but edits; without a token those that need none. */
    private Set<String> operationsThatCanBeCalled() {
        Set<String> ids = new TreeSet<>();
        qalqan.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId") && !GeneratedCalls.isEdit(operation)) {
                        ids.add(operation.path("operationId").asText());
                    }
                }));
        if (token == null) {
            ids.removeAll(Set.of("cutRelease", "getRelease"));
        }
        return ids;
    }

    private void checkCall(GeneratedCalls calls, GeneratedCalls.Operation operation) throws Exception {
        if (operation.isWrite()) {
            checkOutcome(calls, calls.call(operation));
        } else {
            // a system that has only just started may answer in part
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> checkOutcome(calls, calls.call(operation)));
        }
    }

    private void checkOutcome(GeneratedCalls calls, GeneratedCalls.Outcome outcome) throws IOException {
        assertThat(outcome.body()).as(outcome.address()).isNotNull();
        if (outcome.body() instanceof File file) {
            assertThat(file).isNotEmpty();
        } else if (!(outcome.body() instanceof String)) {
            Map<String, String> sent = values(qalqan.json(outcome.address()));
            assertThat(sent).isNotEmpty();
            assertThat(values(calls.json(outcome.body())))
                    .as(outcome.address())
                    .containsExactlyInAnyOrderEntriesOf(sent);
        }
    }

    /** All values by their JSON pointers, without what a client may leave out, which is null, and without what is made anew for each answer. */
    private static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new TreeMap<>();
        collect("", node, values);
        return values;
    }

    private static void collect(String pointer, JsonNode node, Map<String, String> values) {
        if (node.isEmpty() && !node.isNull()) {
            values.put(pointer, value(node));
        }
        node.properties().forEach(member -> {
            if (!MOMENTARY.contains(member.getKey())) {
                collect(pointer + "/" + member.getKey(), member.getValue(), values);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.path(i), values);
        }
    }

    /** A client may write times and numbers without the digits that are zero. */
    private static String value(JsonNode node) {
        if (node.isContainerNode()) {
            return node.toString();
        }
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toPlainString();
        }
        String text = node.asText();
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    @Test
    void javaReadsAsAPersonWouldWriteIt() throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(qalqan.address().toString());

        List<Decree> decrees = new DecreesApi(client)
                .listDecrees(APIListDecreesRequest.newBuilder()
                        .signedBy(List.of("nursultan-nazarbayev"))
                        .from("2003")
                        .to("2003")
                        .build())
                .getItems();
        assertThat(decrees)
                .extracting(Decree::getSignedOn)
                .extracting(Edtf::getEdtf)
                .contains("2003-05-07");

        PartnerDossier dossier = new ComposedViewsApi(client)
                .getPartnerDossier(
                        APIGetPartnerDossierRequest.newBuilder().id("russia").build());
        assertThat(dossier.getLabels()).containsKey("russia");
    }

    @Test
    void javaReadsAProblemWithWhatWasMeant() throws IOException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(qalqan.address().toString());

        ApiException refused = catchThrowableOfType(ApiException.class, () -> new DecreesApi(client)
                .listDecrees(APIListDecreesRequest.newBuilder()
                        .groupBy(List.of("singedBy"))
                        .build()));

        assertThat(refused.getCode()).isEqualTo(400);
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getErrors()).extracting(FieldError::getDidYouMean).containsExactly("signedBy");
    }

    @Test
    void javaIsRefusedWithoutAToken() throws IOException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(qalqan.address().toString());

        ApiException refused = catchThrowableOfType(ApiException.class, () -> new ReleasesApi(client)
                .cutRelease(APICutReleaseRequest.newBuilder()
                        .releaseRequest(new ReleaseRequest().id("nobodys").notes("None."))
                        .build()));

        assertThat(refused.getCode()).isEqualTo(401);
        assertThat(refused.getResponseHeaders().firstValue("WWW-Authenticate")).isPresent();
        Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        assertThat(problem.getType()).isEqualTo("/problems/unauthorized");
    }

    @Test
    void typescriptClientsCallEveryOperation() throws IOException, InterruptedException {
        String called = ": " + String.join(" ", operationsThatCanBeCalled());
        assertThat(node("test/main.js").lines())
                .containsExactly(
                        "openapi-fetch" + called,
                        "openapi-fetch: refused without a token",
                        "typescript-fetch" + called,
                        "typescript-fetch: refused without a token");
    }

    @Test
    void exampleOfAFrontendShowsTheRecord() throws IOException, InterruptedException {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(node("example/main.js"))
                .contains(
                        "2003-05-07: Committee of Chiefs of Staff created (Ministry of Defence)",
                        "* signed on 2003-05-07 (qazaqstan-tarihy-review, paragraph 14)",
                        "- signed on 2003-03 (qazaqstan-tarihy-review, paragraph 21)",
                        "sources disagree on signedOn: date",
                        "equipment held: ",
                        "has the id rusia",
                        "did you mean 'doctrine'?")
                .doesNotContain("not available just now"));
    }

    private String node(String script) throws IOException, InterruptedException {
        return TypescriptClients.run(script, qalqan.address(), token);
    }
}
