package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.qalqan.conformance.Metrics;

/** That a service tells those who run it what it does, on its management port and nowhere else. */
public abstract class ObservationRules extends ServiceRules {

    private final Metrics metrics =
            new Metrics(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class));

    private static String requests(int status, String route) {
        return "http_server_requests_seconds_count{method=\"GET\",status=\"" + status + "\",uri=\"" + route + "\"}";
    }

    @Test
    void requestsAreCountedByTheTemplateOfTheirPath() throws Exception {
        String path = "/v1/" + collections.all().get(0).path();
        metrics.areCountedOnceMore(
                requests(200, path),
                () -> request().get(path + "?limit=1").then().statusCode(200));
        metrics.areCountedOnceMore(
                requests(404, path + "/{id}"),
                () -> request().get(path + "/nobody").then().statusCode(404));
        metrics.areCountedOnceMore(
                requests(404, "other"), () -> request().get("/nothing").then().statusCode(404));
    }

    @Test
    void connectionsToTheDatabaseAreCounted() throws Exception {
        assertThat(metrics.lines()).anyMatch(line -> line.startsWith("agroal_active_count{datasource=\"default\""));
    }

    @Test
    void theyAreNotForEverybody() {
        request().get("/q/metrics").then().statusCode(404);
    }
}
