package org.qalqan.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What a process under test tells of itself to Prometheus, on its management port. */
public final class Metrics {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final URI address;

    /** Those of the process with that management port on this machine. */
    public Metrics(int managementPort) {
        address = URI.create("http://localhost:" + managementPort + "/q/metrics");
    }

    /** All lines, in Prometheus' text format. */
    public List<String> lines() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** The value of a metric with exactly these labels, in the order of their names; 0 when it was never counted. */
    public double value(String metric) throws IOException, InterruptedException {
        return value(lines(), metric);
    }

    private static double value(List<String> lines, String metric) {
        return lines.stream()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .sum();
    }

    /** Checks that the metric goes up by one with the request: that of an answer is counted when its last byte is out. */
    public void areCountedOnceMore(String metric, Runnable request) throws IOException, InterruptedException {
        double before = value(metric);
        request.run();
        await().atMost(LIMIT).untilAsserted(() -> {
            List<String> lines = lines();
            assertThat(value(lines, metric)).as("%s of %s", metric, lines).isEqualTo(before + 1);
        });
    }
}
