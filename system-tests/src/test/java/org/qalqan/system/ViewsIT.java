package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/** Composed views hold the facts of the sources, and stay honest while a service is away. */
class ViewsIT {

    private static final String IMPACT = "/v1/decrees/decree-2003-armed-forces-reform/impact";
    private static final String DOSSIER = "/v1/partners/russia/dossier";
    private static final List<String> ONE_OF_EACH_SERVICE = List.of("/v1/decrees", "/v1/formations", "/v1/partners");
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Qalqan qalqan = Qalqan.running();

    @AfterEach
    void startWhatWasKilled() {
        qalqan.stack().ifPresent(stack -> {
            if (!stack.isAlive(Service.FORCES)) {
                stack.start(Service.FORCES);
            }
        });
    }

    @Test
    void impactOfTheReformDecreeRunsFromProvisionsToOutcome() {
        JsonNode impact = qalqan.whole(IMPACT);
        assertThat(impact.at("/dates/accounts")).hasSize(2);
        assertThat(impact.at("/dates/accounts").findValuesAsText("paragraph")).containsExactlyInAnyOrder("14", "21");
        assertThat(impact.path("provisions").findValuesAsText("key"))
                .contains("committee-of-chiefs-of-staff", "regional-commands", "airmobile-forces");
        JsonNode before = impact.at("/structure/before");
        JsonNode after = impact.at("/structure/after");
        assertThat(certainIn(before)).contains("military-district-south").doesNotContain("regional-command-south");
        assertThat(certainIn(after)).contains("regional-command-south", "airmobile-forces");
        assertThat(after.findValuesAsText("id")).doesNotContain("military-district-south", "mobile-forces");
        assertThat(impact.path("commitments").findValuesAsText("id"))
                .contains("commitment-brigade-transition", "commitment-contract-service-80-percent");
        assertThat(impact.at("/influences/evidenced").findValuesAsText("partner"))
                .contains("united-states", "nato");
        assertThat(services(impact)).contains("timeline", "forces", "partners");
    }

    @Test
    void dossierOfRussiaDrawsOnThreeServices() {
        JsonNode dossier = qalqan.whole(DOSSIER);
        assertThat(services(dossier)).contains("timeline", "forces", "partners");
        assertThat(dossier.path("agreements").findValuesAsText("id"))
                .contains("russia-treaty-1994", "maks-2007-agreement");
        assertThat(dossier.path("trainingFlows")).isNotEmpty();
        assertThat(dossier.path("exerciseEditions").findValuesAsText("id")).contains("center-2008");
        assertThat(dossier.path("holdings")).isNotEmpty();
        assertThat(dossier.at("/doctrineOrder/0/position").intValue()).isEqualTo(1);
    }

    @Test
    void yearOfTheDecreeHasItsEventsAndTheStructureAtItsEnd() {
        JsonNode year = qalqan.whole("/v1/years/2003");
        assertThat(year.path("decrees").findValuesAsText("id")).contains("decree-2003-armed-forces-reform");
        assertThat(year.path("structure").findValuesAsText("id")).contains("regional-command-south");
        assertThat(year.at("/partnerActivity").findValuesAsText("id")).contains("us-five-year-plan-2003");
    }

    @Test
    void dateOfTheDecreeShowsBothReadingsWithTheirPlaces() {
        JsonNode decree = qalqan.json("/v1/decrees/decree-2003-armed-forces-reform?include=readings");
        assertThat(decree.at("/signedOn/edtf").asText()).isEqualTo("2003-05-07");
        assertThat(decree.path("disagreements").toString()).contains("signedOn");
        List<String> dates = decree.path("readings")
                .valueStream()
                .filter(reading -> reading.path("field").asText().equals("signedOn"))
                .map(reading -> reading.path("value").asText() + " "
                        + reading.path("source").asText() + ":"
                        + reading.path("paragraph").asText())
                .toList();
        assertThat(dates)
                .containsExactlyInAnyOrder(
                        "2003-05-07 qazaqstan-tarihy-review:14", "2003-03 qazaqstan-tarihy-review:21");
    }

    @Test
    void viewsGoOnWithWhatTheyLastHadWhileForcesAreAway() {
        Assumptions.assumeTrue(qalqan.stack().isPresent(), "a system that others run is not ours to break");
        LocalStack stack = qalqan.stack().orElseThrow();
        Map<String, JsonNode> before = new LinkedHashMap<>();
        Stream.of(IMPACT, DOSSIER, "/v1/formations/kazbat/dossier", "/v1/people/daniyal-akhmetov/dossier")
                .forEach(view -> before.put(view, qalqan.whole(view)));

        stack.kill(Service.FORCES);

        before.forEach((view, whole) -> {
            JsonNode partial = partial(view);
            for (JsonNode source : partial.path("composedFrom")) {
                boolean forces = source.path("service").asText().equals("forces");
                assertThat(source.path("status").asText()).isEqualTo(forces ? "stale" : "fresh");
                assertThat(source.path("retrievedAt").isTextual()).isTrue();
            }
            assertThat(content(partial)).as(view).isEqualTo(content(whole));
        });

        stack.start(Service.FORCES);
        before.forEach((view, whole) ->
                assertThat(content(qalqan.whole(view))).as(view).isEqualTo(content(whole)));
    }

    /** Without when and from where it was fetched. */
    private static JsonNode content(JsonNode view) {
        return ((ObjectNode) view.deepCopy()).without(List.of("composedFrom", "partial"));
    }

    private JsonNode partial(String view) {
        return await(view).atMost(RECOVERY).until(() -> qalqan.json(view), answer -> answer.path("partial")
                .booleanValue());
    }

    @Test
    void viewsNameWhatTheyNeverHadWhileForcesAreAwayAndAreWholeAfterwards() {
        Assumptions.assumeTrue(qalqan.stack().isPresent(), "a system that others run is not ours to break");
        LocalStack stack = qalqan.stack().orElseThrow();
        // nobody else asks for this day
        List<String> views = Stream.of(IMPACT, DOSSIER)
                .map(path -> path + "?knownAt=2011-11-11")
                .toList();

        stack.kill(Service.FORCES);

        for (String view : views) {
            JsonNode partial = partial(view);
            assertThat(partial.path("missing")).isNotEmpty().allSatisfy(missing -> {
                assertThat(missing.path("service").asText()).isEqualTo("forces");
                JsonNode section = partial.path(missing.path("section").asText().replaceFirst("[./].*", ""));
                assertThat(section.isArray())
                        .as("an empty list would be a lie: " + missing)
                        .isFalse();
            });
            assertThat(partial.path("composedFrom").findValuesAsText("status")).contains("missing", "fresh");
        }

        stack.start(Service.FORCES);
        for (String view : views) {
            assertThat(qalqan.whole(view).path("missing")).as(view).isEmpty();
        }
    }

    @Test
    void forwardedPathOfAServiceThatIsAwayIsAProblemAndComesBack() {
        Assumptions.assumeTrue(qalqan.stack().isPresent(), "a system that others run is not ours to break");
        LocalStack stack = qalqan.stack().orElseThrow();

        stack.kill(Service.FORCES);

        var answer = await().atMost(RECOVERY)
                .until(() -> qalqan.get("/v1/formations?limit=1"), refused -> refused.status() != 200);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(qalqan.json("/v1/decrees?limit=1").path("items")).hasSize(1);

        stack.start(Service.FORCES);
        await().atMost(RECOVERY)
                .until(() -> qalqan.get("/v1/formations?limit=1").status() == 200);
    }

    @Test
    void databaseThatIsAwayIsAProblemAndComesBack() {
        Assumptions.assumeTrue(qalqan.stack().isPresent(), "a system that others run is not ours to break");
        LocalStack stack = qalqan.stack().orElseThrow();
        awaitAll(18);
        // so that connections of every kind are there, and cut
        listsWithReadings(20).parallelStream().forEach(qalqan::json);

        stack.stopDatabase();
        try {
            var answer = await().atMost(RECOVERY)
                    .until(() -> qalqan.get("/v1/decrees?limit=1"), refused -> refused.status() != 200);
            assertThat(answer.status()).isIn(503, 504);
            assertThat(stack.isReady(Service.TIMELINE)).isFalse();
        } finally {
            stack.startDatabase();
        }

        awaitAll(19);
        // none of them on a connection that was cut; and none that was asked before
        listsWithReadings(21).parallelStream().forEach(qalqan::json);
        qalqan.whole(DOSSIER);
    }

    /**
     * Waits until no breaker is open: each service answers, one after the other, what was not asked before. What was asked is answered also while
     * its service is away, and a breaker tries more than one call before it closes.
     */
    private void awaitAll(int limit) {
        for (String path : listsWithReadings(limit)) {
            await().atMost(RECOVERY).until(() -> qalqan.get(path).status() == 200);
        }
    }

    private static List<String> listsWithReadings(int limit) {
        return ONE_OF_EACH_SERVICE.stream()
                .flatMap(path -> Stream.of("id", "-id", "title", "-title")
                        .map(sort -> path + "?include=readings&limit=" + limit + "&sort=" + sort))
                .toList();
    }

    /** Formations that existed for certain on the date of the structure. */
    private static List<String> certainIn(JsonNode structure) {
        return structure.findParents("validity").stream()
                .filter(node -> node.path("validity").asText().equals("certain"))
                .map(node -> node.path("id").asText())
                .toList();
    }

    private static List<String> services(JsonNode view) {
        return view.path("composedFrom").findValuesAsText("service").stream()
                .distinct()
                .toList();
    }
}
