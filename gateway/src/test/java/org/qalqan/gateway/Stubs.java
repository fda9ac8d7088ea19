package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.problems.ProblemType;

/**
 * Three HTTP servers in the places of the services; each answers every path of a collection with an empty list at first. And the place that
 * sees to it that every answer of the gateway to a test of this module is checked against its document.
 */
public class Stubs implements QuarkusTestResourceLifecycleManager {

    static final WireMockServer TIMELINE = server();
    static final WireMockServer FORCES = server();
    static final WireMockServer PARTNERS = server();

    private static final int LAST = 10;
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final ContractFilter CONTRACT = contract();

    private static WireMockServer server() {
        WireMockServer server = new WireMockServer(
                WireMockConfiguration.options().port(freePort()).containerThreads(80));
        server.start();
        return server;
    }

    /** A port of its own that a stopped server takes again, as a service that comes back does. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        reset();
        Map<String, String> urls = new TreeMap<>();
        urls.put("services.timeline.url", TIMELINE.baseUrl());
        urls.put("services.forces.url", FORCES.baseUrl());
        urls.put("services.partners.url", PARTNERS.baseUrl());
        return urls;
    }

    @Override
    public void stop() {
        all().forEach(WireMockServer::stop);
    }

    /** As committed: that it is the one that is served, {@link DocumentTest} sees to. */
    private static ContractFilter contract() {
        try {
            return new ContractFilter(
                    new YAMLMapper().readTree(Path.of("openapi.yaml").toFile()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called before each test, of all classes that are annotated with this resource. */
    @Override
    public void inject(Object test) {
        RestAssured.replaceFiltersWith(CONTRACT);
    }

    /** For the tests that send their requests without REST-assured. */
    static ContractFilter checked() {
        return CONTRACT;
    }

    static List<WireMockServer> all() {
        return List.of(TIMELINE, FORCES, PARTNERS);
    }

    static void reset() {
        for (WireMockServer server : all()) {
            server.resetAll();
            server.stubFor(
                    any(anyUrl()).atPriority(LAST + 1).willReturn(problem(405).withHeader("Allow", ALLOWED)));
            server.stubFor(
                    options(anyUrl()).atPriority(LAST).willReturn(aResponse().withHeader("Allow", ALLOWED)));
            read(server, "/v1/[a-z-]+(\\?.*)?", list(""));
            read(server, "/v1/[a-z-]+/[^/?]+(\\?.*)?", problem(404));
        }
        FORCES.stubFor(
                get(urlMatching("/v1/structure\\?.*")).atPriority(LAST - 1).willReturn(structure("2003-12-31")));
    }

    private static void read(WireMockServer server, String address, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlMatching(address)).atPriority(LAST).willReturn(answer));
        server.stubFor(head(urlMatching(address)).atPriority(LAST).willReturn(answer));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withHeader("Cache-Control", "max-age=5")
                .withHeader("Vary", "Accept, Accept-Encoding")
                .withHeader("ETag", "\"r1-" + Integer.toHexString(body.hashCode()) + "\"")
                .withBody(body);
    }

    static ResponseDefinitionBuilder list(String items) {
        return json("{\"items\":[" + items + "],\"next\":null}");
    }

    /** A list that is longer than one answer may read. */
    static ResponseDefinitionBuilder endless(String address, String item) {
        String page = String.join(",", Collections.nCopies(200, item));
        return json("{\"items\":[" + page + "],\"next\":\"" + address + (address.contains("?") ? "&" : "?")
                + "limit=200&cursor=x\"}");
    }

    static ResponseDefinitionBuilder problem(int status) {
        ProblemType type = ProblemType.ofStatus(status);
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withHeader("Cache-Control", "no-store")
                .withBody("""
                        {"type":"%s","title":"%s","status":%d,"detail":"said by the service","instance":"/v1/x",\
                        "traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""".formatted(type.uri(), type.title(), status));
    }

    /** A record with that id; its other fields are those of an example but for the given ones. */
    static String record(String type, String id, String fields) {
        ObjectNode record = Recorded.record(type);
        record.put("url", record.path("url").textValue().replaceFirst("[^/]+$", id));
        record.put("id", id).put("title", "Title of " + id);
        return Recorded.with(record, fields).toString();
    }

    /** What a service says at {@code /v1/records} of a record that it keeps. */
    static String label(String type, String id) {
        ObjectNode record = Recorded.record(type);
        return Recorded.item("/v1/records")
                .put("id", id)
                .put("type", type)
                .put("url", record.path("url").textValue().replaceFirst("[^/]+$", id))
                .put("title", "Title of " + id)
                .toString();
    }

    /** The structure of a day, of formations that stand side by side. */
    static ResponseDefinitionBuilder structure(String day, String... formations) {
        ObjectNode structure = Recorded.answer("/v1/structure");
        ObjectNode formation = (ObjectNode) structure.path("items").path(0);
        formation.putArray("children");
        structure.put("asOf", day).put("formations", formations.length);
        ArrayNode items = structure.putArray("items");
        for (String id : formations) {
            items.add(formation
                    .deepCopy()
                    .put("id", id)
                    .put("title", "Title of " + id)
                    .put("url", "/v1/formations/" + id));
        }
        return json(structure.toString());
    }

    /** The addresses that a server was asked for, in no particular order. */
    static List<String> asked(WireMockServer server) {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .map(request -> request.getUrl())
                .toList();
    }
}
