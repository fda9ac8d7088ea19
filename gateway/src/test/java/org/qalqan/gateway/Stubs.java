package org.qalqan.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three HTTP servers in the places of the services; each answers every path of a collection with an empty list at first. */
public class Stubs implements QuarkusTestResourceLifecycleManager {

    static final WireMockServer TIMELINE = server();
    static final WireMockServer FORCES = server();
    static final WireMockServer PARTNERS = server();

    private static final int LAST = 10;

    private static WireMockServer server() {
        WireMockServer server = new WireMockServer(options().port(freePort()).containerThreads(80));
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

    static List<WireMockServer> all() {
        return List.of(TIMELINE, FORCES, PARTNERS);
    }

    static void reset() {
        for (WireMockServer server : all()) {
            server.resetAll();
            server.stubFor(
                    any(urlMatching("/v1/[a-z-]+(\\?.*)?")).atPriority(LAST).willReturn(list("")));
            server.stubFor(any(urlMatching("/v1/[a-z-]+/[^/?]+(\\?.*)?"))
                    .atPriority(LAST)
                    .willReturn(problem(404)));
        }
        FORCES.stubFor(get(urlMatching("/v1/structure\\?.*"))
                .atPriority(LAST - 1)
                .willReturn(json("{\"asOf\":\"2003-12-31\",\"items\":[]}")));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withHeader("ETag", "\"r1-" + Integer.toHexString(body.hashCode()) + "\"")
                .withBody(body);
    }

    static ResponseDefinitionBuilder list(String items) {
        return json("{\"items\":[" + items + "],\"next\":null}");
    }

    static ResponseDefinitionBuilder problem(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"type\":\"/problems/x\",\"title\":\"X\",\"status\":" + status
                        + ",\"detail\":\"said by the service\",\"instance\":\"/v1/x\",\"traceId\":\"0\"}");
    }

    static String record(String type, String id, String fields) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"url\":\"/v1/%ss/%s\",\"title\":\"Title of %s\",\"status\":{}%s}"
                .formatted(id, type, type, id, id, fields.isEmpty() ? "" : "," + fields);
    }

    /** The addresses that a server was asked for, in no particular order. */
    static List<String> asked(WireMockServer server) {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .map(request -> request.getUrl())
                .toList();
    }
}
