package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.qalqan.conformance.Answer;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/** Two of everything: each service twice, behind a balancer, and two gateways, at which editors work by turns. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class ReplicasIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** Within which a write is to be seen through every gateway. */
    private static final Duration SEEN = Duration.ofMillis(250);

    private static final int WRITES = 30;

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private static final Map<Service, Replica> SECOND = new HashMap<>();
    private static final Map<Service, Balancer> BALANCERS = new HashMap<>();
    private static final List<Replica> GATEWAYS = new ArrayList<>();

    @BeforeAll
    static void startWhatIsMissing() throws IOException {
        LocalStack stack = STACK.processes();
        Map<String, String> behind = new HashMap<>();
        for (Service service : List.of(Service.TIMELINE, Service.FORCES, Service.PARTNERS)) {
            Replica second = Replica.start(service, STACK.folder(), stack.environment(service));
            SECOND.put(service, second);
            Balancer balancer = Balancer.start(
                    Files.createDirectory(STACK.folder().resolve("balancer-" + service.id())),
                    List.of(
                            new Balancer.Instance(
                                    stack.url(service),
                                    stack.managementUrl(service).getPort()),
                            new Balancer.Instance(second.address(), second.managementPort())));
            BALANCERS.put(service, balancer);
            behind.put(
                    "SERVICES_" + service.id().toUpperCase(Locale.ROOT) + "_URL",
                    balancer.address().toString());
        }
        for (int i = 0; i < 2; i++) {
            GATEWAYS.add(Replica.start(Service.GATEWAY, STACK.folder(), behind));
        }
    }

    @AfterAll
    static void endThem() {
        GATEWAYS.forEach(Replica::close);
        BALANCERS.values().forEach(Balancer::close);
        SECOND.values().forEach(Replica::close);
    }

    private static List<Editor> editors() {
        return GATEWAYS.stream()
                .map(gateway -> new Editor(gateway.address(), STACK.processes()))
                .toList();
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
        LocalStack stack = STACK.processes();
        Balancer timeline = Objects.requireNonNull(BALANCERS.get(Service.TIMELINE));
        try (ManyEditors editors = ManyEditors.start("at-two-gateways", editors())) {
            editors.goOnUntil(10);
            stack.kill(Service.TIMELINE);
            editors.goOnUntil(25);
            stack.start(Service.TIMELINE);
            await().atMost(RECOVERY).until(() -> timeline.isUp("one"));
            Objects.requireNonNull(SECOND.get(Service.TIMELINE)).killAndStart();
            editors.goOnUntil(50);
            stack.stopDatabase();
            stack.startDatabase();
            editors.goOnUntil(70);
            GATEWAYS.get(1).killAndStart();
            editors.assertThatNothingIsLostAndNothingIsThereTwice();
        }
    }

    /** Of the gateway that took it with the next read, and of the other soon: the record, its list and the views that have it. */
    @Test
    void aWriteIsSeenEverywhere() throws Exception {
        Editor here = editors().get(0);
        Editor there = editors().get(1);
        String id = "statement-seen-everywhere";
        assertThat(here.post("statements", ManyEditors.statement(id)).status()).isEqualTo(201);
        String url = "/v1/statements/" + id;
        List<String> places = List.of(url, "/v1/statements?id=" + id, "/v1/partners/russia/dossier");
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            String title = "Title number " + i + ".";
            Answer written = here.patch(url, "*", "title", title);
            assertThat(written.status()).as(written.body()).isEqualTo(200);
            long begin = System.nanoTime();
            String place = places.get(i % places.size());
            assertThat(here.json(place).toString()).as(place).contains(title);
            await(place)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(RECOVERY)
                    .until(() -> there.json(place).toString().contains(title));
            took.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        // half of them: the time of two or more reads is in it, on a machine that may be busy
        assertThat(took.stream().sorted().toList().get(WRITES / 2))
                .as(took.toString())
                .isLessThan(SEEN);
    }
}
