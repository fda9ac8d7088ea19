package org.qalqan.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.CheckedClient;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;
import org.qalqan.localstack.StackPlan;

/**
 * The system under test: one stack for all tests, started from the packaged jars on free ports; or, with {@code -Dqalqan.url=…}, one
 * that runs already, in containers for example, of which no service can be killed.
 */
final class Qalqan {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final @Nullable String RUNNING = System.getProperty("qalqan.url");

    /** For a machine that has much else to do. */
    static final Duration START = Duration.ofMinutes(6);

    private static final Duration WHOLE = Duration.ofSeconds(60);

    private static @Nullable Qalqan instance;

    private final URI address;
    private final @Nullable LocalStack stack;
    private final ContractFilter contract;
    private final CheckedClient client;

    private Qalqan(URI address, @Nullable LocalStack stack) {
        this.address = address;
        this.stack = stack;
        this.contract = new ContractFilter(
                CheckedClient.fetch(address, "/openapi?format=json").body());
        this.client = new CheckedClient(address, contract);
    }

    static synchronized Qalqan running() {
        if (instance == null) {
            instance = RUNNING == null ? started() : new Qalqan(URI.create(RUNNING), null);
        }
        return instance;
    }

    private static Qalqan started() {
        Path home = Path.of("target", "stack").toAbsolutePath();
        StackPlan plan = StackPlan.of(REPOSITORY, home).withPorts(Ports.free()).withLimit(START);
        LocalStack stack = LocalStack.startAfresh(plan, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        return new Qalqan(stack.url(Service.GATEWAY), stack);
    }

    /** The processes; empty when they are not ours. */
    Optional<LocalStack> stack() {
        return Optional.ofNullable(stack);
    }

    /** A maintainer's token; null when the processes, and so the issuer, are not ours. */
    @Nullable
    String maintainersToken() {
        return stack == null ? null : stack.token("maintainer", Duration.ofMinutes(10));
    }

    URI address() {
        return address;
    }

    ContractFilter contract() {
        return contract;
    }

    JsonNode document() {
        return contract.document();
    }

    /** The index at the root, as a client gets it; the document, which begins at {@code /v1}, does not have it. */
    JsonNode index() {
        return Json.read(CheckedClient.fetch(address, "/").body());
    }

    /** An answer, whatever it is, checked against the merged document. */
    Answer get(String path) {
        return client.get(path, "Accept", "*/*");
    }

    /** The body of an answer that must be 200. */
    JsonNode json(String path) {
        return client.json(path);
    }

    /** A composed answer that has all its parts; on a busy machine a service may be late for the first. */
    JsonNode whole(String path) {
        return await(path).atMost(WHOLE).until(() -> json(path), view -> !view.path("partial")
                .booleanValue());
    }

    /** All items of a list, by following next. */
    List<JsonNode> crawl(String path) {
        return client.crawl(path);
    }
}
