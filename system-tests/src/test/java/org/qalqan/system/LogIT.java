package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.collections.Json;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;

/** The log as the containers write it: each line is an object, and names the trace of the request that it was written for. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "the log of a system that others run is not ours to read")
class LogIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path folder;

    @Test
    void eachLineIsAnObjectThatNamesTheTrace() throws IOException {
        Map<String, String> environment =
                new HashMap<>(Replica.before(Qalqan.running().stack().orElseThrow()));
        environment.put("SERVICES_FORCES_URL", "http://127.0.0.1:" + Ports.freePort());
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        environment.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
        try (Replica gateway = Replica.start(Service.GATEWAY, folder, environment)) {
            Caller.at(gateway.address())
                    .get("/v1/formations?limit=1", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                    .isProblem(503);

            // the last line may be half there
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
                List<JsonNode> lines = gateway.log().lines().map(Json::read).toList();
                assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> {
                    assertThat(line.path("message").isTextual()).isTrue();
                    assertThat(line.path("level").isTextual()).isTrue();
                    assertThat(line.path("service").asText()).isEqualTo("qalqan-gateway");
                });
                assertThat(lines)
                        .filteredOn(line -> line.at("/mdc/traceId").asText().equals(TRACE))
                        .extracting(line -> line.path("message").asText())
                        .as("of the refusal")
                        .anyMatch(message -> message.startsWith("GET /v1/formations: forces"))
                        .as("of the access")
                        .anyMatch(message -> message.contains("/v1/formations?limit=1"));
            });
        }
    }
}
