package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.qalqan.conformance.Metrics;
import org.qalqan.localstack.Service;

/** What a gateway tells of its calls to one service. */
final class Upstream {

    /** An open breaker lets so many through to see, and none for a second after they have failed. */
    private static final int PROBES = 2;

    private final Metrics metrics;
    private final Service service;

    /**
     * That of a gateway.
     *
     * @param managementPort the gateway's
     */
    Upstream(int managementPort, Service service) {
        this.metrics = new Metrics(managementPort);
        this.service = service;
    }

    /** The calls that have ended, whatever came of them. */
    long calls() throws IOException, InterruptedException {
        return (long) metrics.lines().stream()
                .filter(line -> line.startsWith("upstream_calls_seconds_count{")
                        && line.contains("service=\"" + service.id() + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** A counter: {@code kept}, {@code joined}, {@code stale} or {@code retries}. */
    long count(String name) throws IOException, InterruptedException {
        return (long) metrics.value("upstream_%s_total{service=\"%s\"}".formatted(name, service.id()));
    }

    /** The state of the breaker: {@code closed}, {@code open} or {@code half-open}. */
    String breaker() throws IOException, InterruptedException {
        List<String> lines = metrics.lines();
        List<String> states = List.of("closed", "half-open", "open").stream()
                .filter(state -> lines.contains(
                        "upstream_breaker{service=\"%s\",state=\"%s\"} 1.0".formatted(service.id(), state)))
                .toList();
        assertThat(states).as("the breaker is in one state").hasSize(1);
        return states.get(0);
    }

    /** As many calls as may come through an open breaker in that time. */
    static long probesWithin(long nanos) {
        return PROBES * (2 + nanos / 1_000_000_000);
    }
}
