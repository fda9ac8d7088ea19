package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qalqan.conformance.Metrics;

/** What is told of the requests to those who run the gateway: counts, and lines of the log that name the trace. */
@QuarkusTest
@QuarkusTestResource(Stubs.class)
class ObservedTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @BeforeEach
    void reset() {
        Stubs.reset();
    }

    private static Metrics metrics() {
        return new Metrics(ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class));
    }

    @Test
    void requestsAreCountedByTheTemplateOfTheirPath() throws Exception {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations/nobody")).willReturn(Stubs.problem(404)));
        metrics()
                .areCountedOnceMore(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"/v1/formations/{id}\"}",
                        () -> given().get("/v1/formations/nobody").then().statusCode(404));
        metrics()
                .areCountedOnceMore(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/v1/years/{year}\"}",
                        () -> given().get("/v1/years/2003").then().statusCode(200));
        metrics()
                .areCountedOnceMore(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"other\"}",
                        () -> given().get("/v1/nothing").then().statusCode(404));
    }

    @Test
    void callsAreCountedByServiceAndOutcome() throws Exception {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations")).willReturn(Stubs.list("")));
        metrics()
                .areCountedOnceMore(
                        "upstream_calls_seconds_count{outcome=\"2xx\",service=\"forces\"}",
                        () -> given().get("/v1/formations").then().statusCode(200));
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations")).willReturn(Stubs.problem(500)));
        metrics().areCountedOnceMore("upstream_retries_total{service=\"forces\"}", () -> given().get("/v1/formations")
                .then()
                .statusCode(502));
    }

    @Test
    void oneTraceGoesThroughHeadersProblemsAndTheLog() {
        Stubs.FORCES.stubFor(get(urlPathEqualTo("/v1/formations"))
                .willReturn(Stubs.json("<html>").withHeader("Content-Type", "text/html")));
        List<String> traces = new CopyOnWriteArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLoggerName().startsWith("org.qalqan")) {
                    traces.add(String.valueOf(ExtLogRecord.wrap(line).getMdc("traceId")));
                }
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is held open
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(collector);
        try {
            String told = given().header("traceparent", PARENT)
                    .get("/v1/formations")
                    .then()
                    .statusCode(502)
                    .extract()
                    .path("traceId");
            assertThat(told).isEqualTo(TRACE);
        } finally {
            root.removeHandler(collector);
        }

        assertThat(traces).isNotEmpty().containsOnly(TRACE);
        Stubs.FORCES.verify(getRequestedFor(urlPathEqualTo("/v1/formations"))
                .withHeader("traceparent", matching("00-" + TRACE + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01")));
    }
}
