package org.qalqan.system;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;

/** What is sent to hurt, and needs no right to be sent: it is refused at no great cost, and does nothing else. */
@Tag("thorough")
class AbuseIT {

    /** A collection of which every parameter is tried; of the others, one parameter of each pattern. */
    private static final String WHOLE = "/v1/decrees";

    private static final int MOST_TIMES = 20;
    /** Less than this is noise. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Qalqan qalqan = Qalqan.running();
    private final URI address = qalqan.address();

    /** A parameter of a query, and the path that takes it. */
    private record Parameter(String path, String name) {

        /** The address with a value that is encoded already. */
        String with(String value) {
            return path + "?" + name + "=" + value;
        }
    }

    private List<Parameter> parameters() {
        Map<String, Parameter> chosen = new LinkedHashMap<>();
        qalqan.document().path("paths").properties().forEach(path -> path.getValue()
                .at("/get/parameters")
                .forEach(parameter -> {
                    JsonNode described = resolved(parameter);
                    String name = described.path("name").asText();
                    JsonNode schema = resolved(described.path("schema"));
                    String pattern = resolved(schema.path("items"))
                            .path("pattern")
                            .asText(schema.path("pattern").asText());
                    if (described.path("in").asText().equals("query")
                            && !path.getKey().contains("{")) {
                        chosen.putIfAbsent(
                                path.getKey().equals(WHOLE) ? name : pattern, new Parameter(path.getKey(), name));
                    }
                }));
        assertThat(chosen).hasSizeGreaterThan(30);
        return List.copyOf(chosen.values());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(qalqan.document().at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private Answer get(String target, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return RawHttp.ask(address.getHost(), address.getPort(), head + "\r\n");
    }

    /** An answer that is right, or a problem that is nobody's fault but the client's. */
    private static void isSound(Answer answer) {
        if (answer.status() >= 400) {
            RawHttp.assertProblem(answer, answer.status());
        }
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
    }

    @TestFactory
    Stream<DynamicTest> noParameterTakesLongToRefuse() {
        List<String> values = List.of(
                "a".repeat(7_000) + "!",
                "0".repeat(7_000) + "x",
                "a-".repeat(3_000) + "!",
                "-a".repeat(3_000),
                "2003-".repeat(1_400),
                "2003/".repeat(1_400),
                "a:1,".repeat(1_700) + ";",
                ",".repeat(6_000),
                "(a%2B)%2B".repeat(800),
                "%22a".repeat(1_500),
                "%20".repeat(2_300),
                "%D2%9B".repeat(1_100) + "%20-",
                "X~".repeat(3_000),
                "a%20OR%20".repeat(700));
        return parameters().stream()
                .map(parameter -> DynamicTest.dynamicTest(parameter.with("…"), () -> {
                    for (String value : values) {
                        isQuick(parameter.with("!"), parameter.with(value));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> neitherHeaderNorPathTakesLongToRefuse() {
        List<String> values = List.of(
                "a-".repeat(3_500) + "a",
                "a".repeat(7_000) + "!",
                "timeline=1,".repeat(700) + "timeline=1",
                "\"a\",".repeat(1_500) + "\"a",
                "W/\"a\" , ".repeat(800),
                "a/b;q=0.1,".repeat(700),
                " ".repeat(6_000) + "x",
                "00-".repeat(2_000),
                ";=".repeat(3_000));
        Stream<String> headers = Stream.of(
                "Accept",
                "Accept-Encoding",
                "Accept-Language",
                "Data-Revision-Min",
                "If-None-Match",
                "If-Modified-Since",
                "Prefer",
                "Range",
                "Origin",
                "Cookie",
                "traceparent",
                "tracestate");
        Stream<String> paths = Stream.of(
                "/v1/decrees/%s",
                "/v1/decrees/%s/impact",
                "/v1/explain/decree/%s",
                "/v1/meta/codelists/%s",
                "/v1/releases/%s",
                "/v1/topics/%s",
                "/v1/years/%s",
                "/problems/%s",
                "/%s");
        return Stream.concat(
                headers.map(name -> DynamicTest.dynamicTest(name, () -> {
                    for (String value : values) {
                        isQuick("/v1/decrees?limit=1&q=ordinary", "/v1/decrees?limit=1", name + ": " + value);
                    }
                })),
                paths.map(path -> DynamicTest.dynamicTest(path, () -> {
                    for (String value : values) {
                        isQuick(
                                path.formatted("nobody"),
                                path.formatted(encoded(value).replace("%2F", "/")));
                    }
                })));
    }

    private void isQuick(String ordinary, String target, String... headers) throws IOException {
        if (timed(target, headers).compareTo(SHORT.multipliedBy(MOST_TIMES)) > 0) {
            // not because the machine was busy with something else
            Duration usual = quickest(ordinary);
            assertThat(quickest(target, headers))
                    .as(abbreviated(target))
                    .isLessThan((usual.compareTo(SHORT) < 0 ? SHORT : usual).multipliedBy(MOST_TIMES));
        }
    }

    private static String abbreviated(String target) {
        return target.substring(0, Math.min(60, target.length()));
    }

    private Duration quickest(String target, String... headers) throws IOException {
        Duration quickest = timed(target, headers);
        for (int i = 0; i < 5; i++) {
            Duration again = timed(target, headers);
            quickest = again.compareTo(quickest) < 0 ? again : quickest;
        }
        return quickest;
    }

    private Duration timed(String target, String... headers) throws IOException {
        long begin = System.nanoTime();
        isSound(get(target, headers));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @TestFactory
    Stream<DynamicTest> bodyThatIsMeantToConfuseIsRefused() {
        String good = "\"id\":\"abuse\",\"notes\":\"Abuse.\"";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("ten thousand lists in one another", "[".repeat(10_000) + "]".repeat(10_000));
        bodies.put("ten thousand objects in one another", "{\"id\":".repeat(10_000) + "1" + "}".repeat(10_000));
        bodies.put("lists that do not end", "[".repeat(500_000));
        bodies.put(
                "ten thousand lists in a member",
                "{\"id\":\"abuse\",\"notes\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        bodies.put("a number of a hundred thousand digits", "{\"id\":" + "9".repeat(100_000) + ",\"notes\":\"a\"}");
        bodies.put("a number that is hard to write out", "{\"id\":1e999999999,\"notes\":\"a\"}");
        bodies.put("a name of half a megabyte", "{\"" + "a".repeat(500_000) + "\":1," + good + "}");
        bodies.put("many thousands of members", "{" + members(60_000) + good + "}");
        bodies.put("a member twice", "{\"id\":\"abused\"," + good + "}");
        bodies.put("a member twice, escaped", "{\"\\u0069d\":\"abused\"," + good + "}");
        bodies.put("members of other languages", "{\"__proto__\":{\"role\":\"maintainer\"}," + good + "}");
        bodies.put("a type to be made", "{\"@class\":\"java.util.ArrayList\"," + good + "}");
        bodies.put(
                "members that only a service sets", "{\"who\":\"somebody\",\"createdAt\":\"2003-05-07\"," + good + "}");
        bodies.put("a second value", "{" + good + "}{" + good + "}");
        bodies.put("a list of one", "[{" + good + "}]");
        bodies.put("no number", "{\"id\":NaN," + good + "}");
        bodies.put("a comment", "{/* */" + good + "}");
        bodies.put("a path", "{\"id\":\"../abuse\",\"notes\":\"a\"}");
        bodies.put("a line break", "{\"id\":\"abuse\\r\\nX-Injected: yes\",\"notes\":\"a\"}");
        bodies.put("no characters", "{\"id\":\"abuse\u00ff\u00fe\",\"notes\":\"\u00c0\u0080\"}");
        bodies.put("half a character", "{\"id\":\"abuse\",\"notes\":\"\\ud800 half\"}");
        bodies.put("half a character as a name", "{\"\\udc00\":1," + good + "}");
        bodies.put("nothing", "");
        String token = qalqan.maintainersToken();
        return bodies.entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> {
                    for (String authorization :
                            token == null ? List.of("") : List.of("", "Authorization: Bearer " + token)) {
                        Answer answer = post(body.getValue(), authorization);
                        RawHttp.assertProblem(answer, 400);
                        assertThat(answer.body().length()).as("no echo").isLessThan(50_000);
                        assertThat(answer.headers()).doesNotContainKey("X-Injected");
                    }
                    assertThat(get("/v1/releases/abuse").status()).isEqualTo(404);
                }));
    }

    private static String members(int many) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < many; i++) {
            members.append("\"a").append(i).append("\":0,");
        }
        return members.toString();
    }

    private Answer post(String body, String header) throws IOException {
        return RawHttp.ask(
                address.getHost(),
                address.getPort(),
                "POST /v1/releases HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n"
                        + (header.isEmpty() ? "" : header + "\r\n") + "\r\n" + body);
    }

    @Test
    void nothingThatIsSentMakesTheStackAskAnAddress() throws IOException {
        WireMockServer internal =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        internal.start();
        try {
            String there = internal.baseUrl() + "/secret";
            String host = "127.0.0.1:" + internal.port();
            List<String> targets = new ArrayList<>(List.of(
                    there,
                    "http://" + host + "/v1/decrees?limit=1",
                    "//" + host + "/v1/decrees",
                    "/v1/@" + host + "/secret",
                    "/v1/decrees/..%2f..%2f" + encoded(there),
                    "/v1/" + encoded(there),
                    "/v1/records?id=" + encoded(there),
                    "/v1/decrees?callback=" + encoded(there)));
            for (Parameter parameter : parameters()) {
                targets.add(parameter.with(encoded(there)));
            }
            for (String target : targets) {
                isSound(get(target));
            }
            isSound(get(
                    "/v1/decrees?limit=1",
                    "X-Forwarded-Host: " + host,
                    "Forwarded: host=\"" + host + "\"",
                    "X-Forwarded-For: " + host,
                    "X-Original-URL: " + there,
                    "X-Rewrite-URL: " + there,
                    "Referer: " + there,
                    "Origin: " + internal.baseUrl(),
                    "Data-Revision-Min: " + there,
                    "Link: <" + there + ">; rel=\"next\""));
            post("{\"id\":\"" + there + "\",\"notes\":\"" + there + "\",\"url\":\"" + there + "\"}", "");
            assertThat(internal.getAllServeEvents()).isEmpty();
        } finally {
            internal.stop();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void lineBreaksStayOutOfHeaders() throws IOException {
        List<String> breaks =
                List.of("%0d%0a", "%0a", "%0d", "%e5%98%8a%e5%98%8d", "%c4%8d%c4%8a", "%250d%250a", "%00");
        List<String> targets = new ArrayList<>();
        for (String line : breaks) {
            String injected = "a" + line + "X-Injected:%20yes" + line + line + "<html>";
            targets.add("/" + injected);
            targets.add("/problems/" + injected);
            targets.add("/v1/decrees/" + injected);
            targets.add("/v1/decrees/" + injected + "/impact");
            targets.add("/v1/releases/" + injected);
            targets.add("/v1/records?id=" + injected);
            targets.add("/structure?asOf=" + injected);
            targets.add("/v1/decrees.csv?title=" + injected);
            targets.add("/v1/decrees?limit=1&q=" + injected);
            for (Parameter parameter : parameters()) {
                targets.add(parameter.with(injected) + (parameter.name().equals("limit") ? "" : "&limit=1"));
            }
        }
        for (String target : targets) {
            Answer answer = get(target.replace("<", "%3c").replace(">", "%3e"));
            isSound(answer);
            assertThat(answer.headers()).as(target).doesNotContainKeys("X-Injected");
            answer.headers()
                    .forEach((name, values) ->
                            assertThat(values).as(name).noneMatch(value -> value.matches("(?s).*[\r\n\\x00].*")));
        }
        isSound(get("/v1/decrees?limit=1", "traceparent: 00-x\u0085X-Injected: yes", "Origin: a\u0085X-Injected: yes"));
    }
}
