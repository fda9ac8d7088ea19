package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.localstack.Service;

/** Editors at work through the gateway, on a stack of their own: what they write touches other services, and goes on while things break. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class EditIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int RECORDS = 20;
    private static final int EDITORS = 200;
    private static final int AT_ONCE = 16;

    @TempDir
    static Path folder;

    private static @Nullable ChangeableStack started;

    @BeforeAll
    static void start() throws IOException {
        started = ChangeableStack.start(folder);
    }

    @AfterAll
    static void end() {
        if (started != null) {
            started.close();
        }
    }

    private static ChangeableStack stack() {
        if (started == null) {
            throw new IllegalStateException("the stack is not there");
        }
        return started;
    }

    private static HttpResponse<String> send(
            String method, String path, String mediaType, @Nullable String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(stack().address().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", mediaType)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!method.equals("GET")) {
            request.header("Authorization", "Bearer " + stack().processes().token("editor", Duration.ofMinutes(10)));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Qalqan.running()
                .contract()
                .check(
                        method,
                        path,
                        new Answer(answer.statusCode(), answer.headers().map(), answer.body()));
        return answer;
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "application/json", null, headers);
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private static HttpResponse<String> post(String collection, ObjectNode entry) throws Exception {
        return send("POST", "/v1/" + collection + "?reason=a%20test", "application/json", Json.write(entry));
    }

    private static ObjectNode statement(String id) {
        ObjectNode entry = Json.MAPPER.createObjectNode();
        entry.put("id", id)
                .put("title", "Statement " + id)
                .put("cite", "qazaqstan-tarihy-review:115")
                .put("speaker", "mukhtar-altynbayev");
        entry.putArray("partners").add("russia");
        return entry;
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aRecordMayReferToWhatAnotherServiceHasAndToNothingElse() throws Exception {
        ObjectNode entry = statement("statement-with-neighbours");
        entry.withArray("partners").add("no-such-partner");
        HttpResponse<String> refused = post("statements", entry);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.read(refused.body()).at("/errors/0/pointer").asText()).isEqualTo("/partners/1");
        assertThat(refused.body()).contains("there is no record 'no-such-partner'");

        entry.putArray("partners").add("kazbat");
        HttpResponse<String> ofAnotherType = post("statements", entry);
        assertThat(ofAnotherType.statusCode()).as(ofAnotherType.body()).isEqualTo(400);
        assertThat(ofAnotherType.body()).contains("'kazbat' is a formation");

        entry.putArray("partners").add("turkey");
        HttpResponse<String> created = post("statements", entry);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json("/v1/statements?partners=turkey").toString()).contains("statement-with-neighbours");
    }

    @Test
    void anIdIsGivenOutOnceInAllServices() throws Exception {
        for (String taken : List.of("russia", "kazbat", "mukhtar-altynbayev")) {
            HttpResponse<String> refused = post("statements", statement(taken));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("is taken by a record of type");
        }
    }

    @Test
    void aRecordThatAnotherServiceRefersToStays() throws Exception {
        ObjectNode partner = (ObjectNode) json("/v1/partners/turkey/entry");
        partner.put("id", "made-up-partner").put("title", "A partner that is made up");
        partner.remove("aliases");
        assertThat(post("partners", partner).statusCode()).isEqualTo(201);
        ObjectNode statement = statement("statement-on-the-made-up-partner");
        statement.putArray("partners").add("made-up-partner");
        assertThat(post("statements", statement).statusCode()).isEqualTo(201);

        HttpResponse<String> refused =
                send("DELETE", "/v1/partners/made-up-partner?reason=x", "application/json", null, "If-Match", "*");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("'statement-on-the-made-up-partner' refers to it in 'partners'");

        for (String url : List.of("/v1/statements/statement-on-the-made-up-partner", "/v1/partners/made-up-partner")) {
            HttpResponse<String> gone =
                    send("DELETE", url + "?reason=It%20is%20over", "application/json", null, "If-Match", "*");
            assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
            assertThat(Json.read(gone.body()).path("kind").asText()).isEqualTo("withdrawn");
            assertThat(get(url).statusCode()).isEqualTo(410);
        }
    }

    /** The next read through the same gateway sees a write: the record, its list, and every view that has it. */
    @Test
    void aWriteIsSeenByTheNextRead() throws Exception {
        assertThat(post("statements", statement("statement-seen-at-once")).statusCode())
                .isEqualTo(201);
        String url = "/v1/statements/statement-seen-at-once";
        String dossier = "/v1/partners/russia/dossier";
        for (int i = 0; i < 20; i++) {
            String title = "Title number " + i;
            HttpResponse<String> read = get(url);
            HttpResponse<String> written = send(
                    "PATCH",
                    url + "?reason=a%20test",
                    MERGE_PATCH,
                    "{\"title\":\"" + title + "\"}",
                    "If-Match",
                    tag(read));
            assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
            assertThat(json(url).path("title").asText()).isEqualTo(title);
            assertThat(json("/v1/statements?id=statement-seen-at-once")
                            .at("/items/0/title")
                            .asText())
                    .isEqualTo(title);
            assertThat(json(dossier).toString()).contains(title);
        }
        assertThat(json("/v1/records?id=statement-seen-at-once")
                        .at("/items/0/title")
                        .asText())
                .isEqualTo("Title number 19");
    }

    /** Which edits were acknowledged, by record. */
    private static final class Ledger {
        private final Map<String, Set<String>> done = new ConcurrentHashMap<>();

        void acknowledge(String record, String edit) {
            done.computeIfAbsent(record, id -> ConcurrentHashMap.newKeySet()).add(edit);
        }
    }

    /**
     * Many editors of few records, while the service is killed and its database restarted: what was acknowledged is there, once, and what was not may
     * be sent again with the same key.
     */
    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String id = "statement-of-many-editors-" + i;
            HttpResponse<String> created = post("statements", statement(id));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            records.add(id);
        }
        Ledger ledger = new Ledger();
        AtomicInteger finished = new AtomicInteger();
        ExecutorService editors = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> work = new ArrayList<>();
        try {
            for (int i = 0; i < EDITORS; i++) {
                String name = "editor" + i;
                String record = records.get(i % RECORDS);
                work.add(editors.submit(() -> {
                    edit(record, name + "a", ledger);
                    edit(record, name + "b", ledger);
                    finished.incrementAndGet();
                    return null;
                }));
            }
            await().atMost(RECOVERY).until(() -> finished.get() > EDITORS / 5);
            stack().processes().kill(Service.TIMELINE);
            stack().processes().start(Service.TIMELINE);
            await().atMost(RECOVERY).until(() -> finished.get() > EDITORS / 2);
            stack().processes().stopDatabase();
            stack().processes().startDatabase();
            for (Future<?> one : work) {
                one.get(5, TimeUnit.MINUTES);
            }
        } finally {
            editors.shutdownNow();
        }
        for (String record : records) {
            List<String> notes = List.of(
                    json("/v1/statements/" + record).path("note").asText().split(" "));
            assertThat(notes)
                    .as(record)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ledger.done.getOrDefault(record, Set.of()));
            List<JsonNode> history = crawl("/v1/statements/" + record + "/history?include=values");
            assertThat(history).hasSize(notes.size() + 1);
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).at("/values/before"))
                        .isEqualTo(history.get(i - 1).at("/values/after"));
            }
        }
        theFeedTellsWhatTheRecordsAre();
    }

    /** One more word in the note of a record; sent again, with the same key, until it is answered. */
    private static void edit(String record, String word, Ledger ledger) throws Exception {
        String url = "/v1/statements/" + record;
        for (int attempt = 0; ; attempt++) {
            HttpResponse<String> read = patiently(() -> get(url));
            JsonNode note = Json.read(read.body()).path("note");
            String before = note.isTextual() ? note.textValue() + " " : "";
            String body = Json.write(Json.MAPPER.createObjectNode().put("note", before + word));
            String key = word + "-" + attempt;
            HttpResponse<String> written = patiently(() -> send(
                    "PATCH",
                    url + "?reason=an%20edit",
                    MERGE_PATCH,
                    body,
                    "If-Match",
                    tag(read),
                    "Idempotency-Key",
                    key));
            if (written.statusCode() == 200) {
                ledger.acknowledge(record, word);
                return;
            }
            assertThat(written.statusCode()).as(written.body()).isEqualTo(412);
        }
    }

    private interface Request {
        HttpResponse<String> send() throws Exception;
    }

    /** Until there is an answer: what comes as 502, 503 or 504, or as nothing, may or may not have been done. */
    private static HttpResponse<String> patiently(Request request) throws Exception {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try {
                HttpResponse<String> answer = request.send();
                if (answer.statusCode() == 500) {
                    throw new AssertionError(answer.body() + "\n" + failures());
                }
                if (!Set.of(429, 502, 503, 504).contains(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException e) {
                // tried again below
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("no answer for " + RECOVERY);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What the service says of its own failures. */
    private static String failures() throws IOException {
        try (Stream<String> lines = Files.lines(stack().processes().log(Service.TIMELINE))) {
            return lines.filter(line -> line.contains("ERROR") || line.startsWith("Caused by"))
                    .limit(10)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static List<JsonNode> crawl(String path) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = json(next);
            page.path("items").forEach(items::add);
            next = page.path("next").textValue();
        }
        return items;
    }

    /** Replayed from the beginning onto nothing, the feed gives every record that is there, as it is. */
    private static void theFeedTellsWhatTheRecordsAre() throws Exception {
        Map<String, JsonNode> replayed = new LinkedHashMap<>();
        for (JsonNode change : crawl("/v1/changes?include=values&limit=200")) {
            JsonNode after = change.at("/values/after");
            if (after.isObject()) {
                replayed.put(change.path("record").asText(), after.path("record"));
            } else {
                replayed.remove(change.path("record").asText());
            }
        }
        Set<String> collections = new HashSet<>();
        replayed.values()
                .forEach(record -> collections.add(record.path("url").asText().replaceFirst("/[^/]+$", "")));
        Map<String, JsonNode> live = new TreeMap<>();
        for (String collection : collections) {
            crawl(collection + "?limit=200")
                    .forEach(record -> live.put(record.path("id").asText(), record));
        }
        assertThat(new TreeMap<>(replayed)).isEqualTo(live);
    }
}
