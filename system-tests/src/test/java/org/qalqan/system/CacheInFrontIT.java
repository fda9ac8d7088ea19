package org.qalqan.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qalqan.localstack.Service;

/**
 * A cache in front of the gateway serves nobody the wrong body: clients of two origins, who take different codings and formats and know
 * different tags, are answered by it as by the gateway itself.
 */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has a dataset that is not ours")
class CacheInFrontIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long SEED = 20030507;
    private static final int MANY = 8;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String DECREE = "decree-2003-armed-forces-reform";
    private static final String TITLE = "Decree on the reform of the armed forces";
    private static final String UNKNOWN = "/v1/decrees/no-such-decree";

    /** Each is a path with the values of Accept that it is asked with; an empty text leaves the header out. */
    private static final List<List<String>> PATHS = List.of(
            List.of("/", "", "application/json", "text/html"),
            List.of("/openapi", "", "application/json"),
            List.of("/openapi?format=json", ""),
            List.of("/v1/decrees?limit=50", "", "*/*", "application/json", "text/csv", "application/x-ndjson"),
            List.of("/v1/decrees?limit=49", "text/csv;q=0.5, application/json"),
            List.of("/v1/decrees.csv?limit=50", "", "text/csv"),
            List.of("/v1/decrees.ndjson?limit=50", ""),
            List.of("/v1/decrees/" + DECREE, "", "application/json"),
            // too small to be compressed
            List.of("/v1/decrees/" + DECREE + "?fields=title", ""),
            List.of("/v1/readings?record=" + DECREE, "", "text/csv", "application/x-ndjson"),
            List.of("/v1/partners/russia/dossier", ""));

    private static final List<String> CODINGS = List.of("", "identity", "gzip", "br, gzip;q=0.5");
    private static final List<String> ORIGINS = List.of("https://one.example", "https://two.example");

    /** What the cache is called; pages name the host that they were asked from. */
    private static final List<String> HOSTS = List.of("cache.example", "other.example:8080");

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private static String title = TITLE;

    /** Of which answer the client says that it has the tag. */
    private enum Known {
        NONE,
        THIS,
        OF_ANOTHER_CODING,
        OF_ANOTHER_FORMAT
    }

    /** What a client asks for; an empty text leaves the header out. */
    private record Wanted(String host, String path, String accept, String coding) {

        Wanted(String path) {
            this(HOSTS.get(0), path, "", "");
        }

        boolean isOfTheSameFormatAs(Wanted other) {
            return host.equals(other.host) && path.equals(other.path) && accept.equals(other.accept);
        }
    }

    private record Request(String method, Wanted wanted, String origin, Known known) {}

    /** An answer, decompressed. Views say when their parts were retrieved; that is left out. */
    private record Representation(
            int status, String type, String coding, String tag, String vary, String revision, String body) {

        static Representation of(HttpResponse<byte[]> answer) throws IOException {
            String coding = header(answer, "Content-Encoding");
            byte[] body = answer.body();
            if (coding.equals("gzip") && body.length > 0) {
                try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    body = stream.readAllBytes();
                }
            }
            return new Representation(
                    answer.statusCode(),
                    header(answer, "Content-Type"),
                    coding,
                    header(answer, "ETag"),
                    header(answer, "Vary"),
                    header(answer, "Data-Revision"),
                    new String(body, StandardCharsets.UTF_8).replaceAll("\"retrievedAt\":\"[^\"]+\"", ""));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "VARNISH"})
    void everybodyGetsWhatTheGatewayWouldSay(Cache.Kind kind) throws Exception {
        try (Cache cache = Cache.start(kind, STACK.folder().resolve(kind.name()), STACK.address())) {
            Map<Wanted, Representation> before = askedDirectly();
            Map<Wanted, Set<String>> ways = new ConcurrentHashMap<>();
            for (int clients : List.of(1, MANY, MANY)) {
                assertThat(mistakes(cache, clients, List.of(before), ways)).isEmpty();
            }
            assertThat(ways.keySet()).isEqualTo(before.keySet());
            assertThat(ways)
                    .allSatisfy((wanted, seen) ->
                            assertThat(seen).as("ways to " + wanted).contains("HIT"));
            preflightsPass(cache);
            problemsAreNotKept(cache);

            String changed = TITLE + ", as of " + kind;
            STACK.change(Service.TIMELINE, "timeline/decrees.yaml", title, changed);
            title = changed;
            Map<Wanted, Representation> after = askedDirectly();
            Wanted decree = new Wanted("/v1/decrees/" + DECREE);
            assertThat(of(after, decree).body())
                    .contains(changed)
                    .isNotEqualTo(of(before, decree).body());

            // whoever names the revision that he has seen gets nothing older, at once
            for (Wanted wanted : after.keySet()) {
                if (wanted.path().startsWith("/v1/decrees")) {
                    Representation seen = of(after, wanted);
                    HttpResponse<byte[]> answer =
                            ask(cache.address(), "GET", wanted, Map.of("Data-Revision-Min", seen.revision()));
                    assertThat(Representation.of(answer).body())
                            .as(wanted.toString())
                            .isEqualTo(seen.body());
                }
            }
            // the others get the old answer or the new one, whole, and in the end the new one
            assertThat(mistakes(cache, MANY, List.of(before, after), new ConcurrentHashMap<>()))
                    .isEmpty();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(mistakes(cache, MANY, List.of(after), ways))
                    .isEmpty());
            if (kind == Cache.Kind.NGINX) {
                await().atMost(LIMIT).untilAsserted(() -> assertThat(
                                header(ask(cache.address(), "GET", decree, Map.of()), "X-Cache"))
                        .isEqualTo("REVALIDATED"));
            }
        }
    }

    /** The test itself can fail. */
    @Test
    void aCacheThatTakesNoNoticeOfVaryIsFoundOut() throws Exception {
        Cache.Kind kind = Cache.Kind.NGINX_WITHOUT_VARY;
        try (Cache cache = Cache.start(kind, STACK.folder().resolve(kind.name()), STACK.address())) {
            Set<String> mistakes = mistakes(cache, 1, List.of(askedDirectly()), new ConcurrentHashMap<>()).stream()
                    .map(mistake -> mistake.substring(0, mistake.indexOf(' ')))
                    .collect(toSet());
            assertThat(mistakes).contains("body", "type", "coding", "tag");
        }
    }

    private static List<Wanted> everything() {
        List<Wanted> everything = new ArrayList<>();
        for (List<String> path : PATHS) {
            for (String accept : path.subList(1, path.size())) {
                for (String coding : CODINGS) {
                    HOSTS.forEach(host -> everything.add(new Wanted(host, path.get(0), accept, coding)));
                }
            }
        }
        return everything;
    }

    private static Map<Wanted, Representation> askedDirectly() {
        Map<Wanted, Representation> answers = new HashMap<>();
        // a service that has just been started again is away for the views for a moment
        await().atMost(LIMIT).untilAsserted(() -> {
            for (Wanted wanted : everything()) {
                HttpResponse<byte[]> answer = ask(STACK.address(), "GET", wanted, Map.of());
                assertThat(answer.statusCode()).as(wanted.toString()).isEqualTo(200);
                assertThat(header(answer, "Cache-Control"))
                        .as(wanted.toString())
                        .contains("public");
                answers.put(wanted, Representation.of(answer));
            }
        });
        assertThat(answers.values().stream().map(Representation::coding)).contains("", "gzip");
        return answers;
    }

    /**
     * Everything is asked for in an order of chance.
     *
     * @param clients how many ask at once
     * @param right what the gateway itself answers, now or before: all of an answer must be one or the other
     * @param ways to which is added how the cache came by each answer
     */
    private static List<String> mistakes(
            Cache cache, int clients, List<Map<Wanted, Representation>> right, Map<Wanted, Set<String>> ways)
            throws Exception {
        List<Request> requests = new ArrayList<>();
        for (Wanted wanted : everything()) {
            for (String origin : ORIGINS) {
                requests.add(new Request("HEAD", wanted, origin, Known.NONE));
                for (Known known : Known.values()) {
                    requests.add(new Request("GET", wanted, origin, known));
                }
            }
        }
        Collections.shuffle(requests, new Random(SEED + clients));
        List<Callable<List<String>>> calls = new ArrayList<>();
        requests.forEach(request -> calls.add(() -> mistakes(cache, request, right, ways)));
        List<String> mistakes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (Future<List<String>> found : threads.invokeAll(calls)) {
                mistakes.addAll(found.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return mistakes;
    }

    private static List<String> mistakes(
            Cache cache, Request request, List<Map<Wanted, Representation>> right, Map<Wanted, Set<String>> ways)
            throws Exception {
        List<String> fewest = List.of();
        Map<String, String> headers = new HashMap<>();
        if (!request.origin().isEmpty()) {
            headers.put("Origin", request.origin());
        }
        String known = tagThatIsKnown(request, right.get(0));
        if (!known.isEmpty()) {
            headers.put("If-None-Match", known);
        }
        HttpResponse<byte[]> answer = ask(cache.address(), request.method(), request.wanted(), headers);
        ways.computeIfAbsent(request.wanted(), none -> ConcurrentHashMap.newKeySet())
                .add(header(answer, "X-Cache"));
        for (int i = 0; i < right.size() && (i == 0 || !fewest.isEmpty()); i++) {
            fewest = mistakes(request, known, answer, right.get(i));
        }
        return fewest;
    }

    private static String tagThatIsKnown(Request request, Map<Wanted, Representation> answers) {
        Wanted wanted = request.wanted();
        String tag = of(answers, wanted).tag();
        Stream<Wanted> others = answers.keySet().stream()
                .filter(other -> !of(answers, other).tag().equals(tag));
        return switch (request.known()) {
            case NONE -> "";
            case THIS -> tag;
            case OF_ANOTHER_CODING ->
                others.filter(other -> other.isOfTheSameFormatAs(wanted))
                        .findAny()
                        .map(other -> of(answers, other).tag())
                        .orElse("");
            case OF_ANOTHER_FORMAT ->
                others.filter(other -> other.host().equals(wanted.host())
                                && other.path().equals(wanted.path())
                                && !of(answers, other)
                                        .type()
                                        .equals(of(answers, wanted).type()))
                        .findAny()
                        .map(other -> of(answers, other).tag())
                        .orElse("");
        };
    }

    private static List<String> mistakes(
            Request request, String known, HttpResponse<byte[]> answer, Map<Wanted, Representation> answers)
            throws IOException {
        List<String> mistakes = new ArrayList<>();
        Representation right = of(answers, request.wanted());
        Representation actual = Representation.of(answer);
        Set<String> tags = answers.keySet().stream()
                .filter(other -> other.isOfTheSameFormatAs(request.wanted()))
                .map(other -> opaque(of(answers, other).tag()))
                .collect(toSet());
        if (actual.status() == 304) {
            // of any coding: the client has that body, and can read it
            compare(mistakes, request, "304", tags.contains(opaque(known)) ? "304" : "200", "304");
            compare(mistakes, request, "tag", opaque(known), opaque(actual.tag()));
            compare(mistakes, request, "body", "", actual.body());
        } else {
            compare(mistakes, request, "status", "200", Integer.toString(actual.status()));
            compare(mistakes, request, "body", request.method().equals("HEAD") ? "" : right.body(), actual.body());
            compare(mistakes, request, "type", right.type(), actual.type());
            compare(mistakes, request, "coding", right.coding(), actual.coding());
            // who decompresses an answer says by a weak tag that its bytes are others
            boolean decompressed = actual.tag().startsWith("W/") && tags.contains(opaque(actual.tag()));
            compare(mistakes, request, "tag", right.tag(), decompressed ? right.tag() : actual.tag());
            compare(mistakes, request, "revision", right.revision(), actual.revision());
            compare(mistakes, request, "vary", right.vary(), actual.vary());
        }
        String allowed = header(answer, "Access-Control-Allow-Origin");
        compare(mistakes, request, "origin", allowed.equals("*") ? "*" : request.origin(), allowed);
        return mistakes;
    }

    private static void compare(List<String> mistakes, Request request, String what, String right, String actual) {
        if (!right.equals(actual)) {
            mistakes.add(what + " of " + request + ": '" + beginning(actual) + "' where the gateway says '"
                    + beginning(right) + "'");
        }
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), 100));
    }

    private static void preflightsPass(Cache cache) throws Exception {
        for (String origin : ORIGINS) {
            HttpResponse<byte[]> answer = ask(
                    cache.address(),
                    "OPTIONS",
                    new Wanted("/v1/decrees"),
                    Map.of("Origin", origin, "Access-Control-Request-Method", "GET"));
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "Access-Control-Allow-Origin")).isIn("*", origin);
            assertThat(header(answer, "Access-Control-Allow-Methods")).contains("GET");
        }
    }

    private static void problemsAreNotKept(Cache cache) throws Exception {
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            HttpResponse<byte[]> answer = ask(cache.address(), "GET", new Wanted(UNKNOWN), Map.of());
            assertThat(answer.statusCode()).isEqualTo(404);
            bodies.add(Representation.of(answer).body());
        }
        // each has a trace of its own
        assertThat(bodies).hasSize(MANY);
    }

    private static HttpResponse<byte[]> ask(URI address, String method, Wanted wanted, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(wanted.path()))
                .header("Host", wanted.host())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(LIMIT);
        if (!wanted.accept().isEmpty()) {
            request.header("Accept", wanted.accept());
        }
        if (!wanted.coding().isEmpty()) {
            request.header("Accept-Encoding", wanted.coding());
        }
        headers.forEach(request::header);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Representation of(Map<Wanted, Representation> answers, Wanted wanted) {
        return Objects.requireNonNull(answers.get(wanted), wanted::toString);
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }
}
