package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;

/** Instances come and go behind HAProxy. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a system that others run has no place for a balancer")
class RollingRestartIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int CALLERS = 6;
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    @TempDir
    Path folder;

    private final LocalStack stack = Qalqan.running().stack().orElseThrow();

    /** Those who ask without pause; every other question is one that nobody has asked before. */
    private static final class Load implements AutoCloseable {

        private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        private final AtomicBoolean over = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Caller.Told> told = new ConcurrentLinkedQueue<>();
        private final List<Future<?>> work = new ArrayList<>();

        Load(URI address, String path) {
            Caller caller = Caller.at(address);
            for (int i = 0; i < CALLERS; i++) {
                work.add(callers.submit(() -> {
                    while (!over.get()) {
                        told.add(caller.get(path + "?limit=2"));
                        told.add(caller.get(path + "?limit=2&knownAt="
                                + LocalDate.of(2012, 1, 1).plusDays(QUESTIONS.incrementAndGet() % 5_000)));
                    }
                }));
            }
        }

        /** Until so many more questions have been answered. */
        void goOn(int further) {
            int before = told.size();
            await().atMost(RECOVERY).until(() -> told.size() > before + further || isBroken());
        }

        private boolean isBroken() {
            return work.stream().anyMatch(Future::isDone);
        }

        /** All that was answered; fails when anything was not. */
        List<Caller.Told> end() throws Exception {
            over.set(true);
            for (Future<?> one : work) {
                one.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
            }
            return List.copyOf(told);
        }

        @Override
        public void close() {
            over.set(true);
            callers.shutdownNow();
        }
    }

    @Test
    void noRequestFailsWhileGatewaysAreRestartedOneAfterTheOther() throws Exception {
        Map<String, String> environment = new HashMap<>(Replica.before(stack));
        // the balancer notices within a second or two, what is being answered ends within five
        environment.put("QUARKUS_SHUTDOWN_DELAY", "10s");
        int[] ports = {Ports.freePort(), Ports.freePort()};
        int[] management = {Ports.freePort(), Ports.freePort()};
        List<Replica> gateways = new ArrayList<>();
        List<Balancer.Instance> instances = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                gateways.add(Replica.start(Service.GATEWAY, folder, ports[i], management[i], environment));
                instances.add(new Balancer.Instance(gateways.get(i).address(), management[i]));
            }
            try (Balancer balancer = Balancer.start(folder, instances);
                    Load load = new Load(balancer.address(), "/v1/decrees")) {
                load.goOn(100);
                for (int i = 0; i < 2; i++) {
                    String name = i == 0 ? "one" : "two";
                    gateways.get(i).stop();
                    assertThat(balancer.isUp(name)).isFalse();
                    load.goOn(50);
                    gateways.set(i, Replica.start(Service.GATEWAY, folder, ports[i], management[i], environment));
                    await().atMost(RECOVERY).until(() -> balancer.isUp(name));
                    load.goOn(100);
                }

                assertThat(load.end()).hasSizeGreaterThan(400).allSatisfy(told -> assertThat(told.status())
                        .as(told.body())
                        .isEqualTo(200));
            }
        } finally {
            gateways.forEach(Replica::close);
        }
    }

    @Test
    void serviceThatComesAndGoesQuicklyIsAProblemNowAndThenAndNeverRubbish() throws Exception {
        URI forces = stack.url(Service.FORCES);
        Balancer.Instance instance = new Balancer.Instance(
                forces, stack.managementUrl(Service.FORCES).getPort());
        try (Balancer balancer = Balancer.start(folder, List.of(instance))) {
            Map<String, String> environment = new HashMap<>(Replica.before(stack));
            environment.put("SERVICES_FORCES_URL", balancer.address().toString());
            try (Replica gateway = Replica.start(Service.GATEWAY, folder.resolve("gateway"), environment)) {
                Caller caller = Caller.at(gateway.address());
                long before = balancer.requests();
                List<Caller.Told> told;
                try (Load load = new Load(gateway.address(), "/v1/formations")) {
                    for (int i = 0; i < 12; i++) {
                        balancer.take("one", true);
                        // HAProxy itself answers a page with status 503 now
                        load.goOn(20);
                        balancer.take("one", false);
                        load.goOn(20);
                    }
                    told = load.end();
                }
                long calls = balancer.requests() - before;

                assertThat(told.stream().filter(Caller.Told::isRight)).isNotEmpty();
                List<Caller.Told> others =
                        told.stream().filter(one -> !one.isRight()).toList();
                assertThat(others).isNotEmpty().allSatisfy(one -> one.isProblem(502, 503, 504));
                assertThat(calls).isLessThanOrEqualTo(told.size() * 12L / 10 + 10);
                await().atMost(RECOVERY)
                        .until(() -> caller.get("/v1/formations?limit=3").isRight()
                                && caller.get("/v1/formations?limit=4").isRight());
            }
        }
    }
}
