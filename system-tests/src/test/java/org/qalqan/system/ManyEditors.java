package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;

/**
 * Two hundred editors of twenty statements, sixteen at once, each of whom adds two words to a note. While they work a test may break what it
 * likes: what was acknowledged is there in the end, once, and what was not is sent again with the same key.
 */
final class ManyEditors implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int RECORDS = 20;
    private static final int EDITORS = 200;
    private static final int AT_ONCE = 16;

    /** Answered when it may or may not have been done, or was not for now. */
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private final List<Editor> at;
    private final List<String> records = new ArrayList<>();
    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger finished = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final List<Future<?>> work = new ArrayList<>();

    /**
     * Makes the records and sets the editors to work.
     *
     * @param name of the records, as a part of their ids
     * @param at where they work, by turns
     */
    static ManyEditors start(String name, List<Editor> at) {
        ManyEditors editors = new ManyEditors(at);
        for (int i = 0; i < RECORDS; i++) {
            String id = "statement-" + name + "-" + i;
            Answer created = at.get(0).post("statements", statement(id));
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            editors.records.add(id);
        }
        for (int i = 0; i < EDITORS; i++) {
            String word = "editor" + i;
            String record = editors.records.get(i % RECORDS);
            Editor editor = at.get(i % at.size());
            editors.work.add(editors.threads.submit(() -> {
                editors.edit(editor, record, word + "a");
                editors.edit(editor, record, word + "b");
                editors.finished.incrementAndGet();
                return null;
            }));
        }
        return editors;
    }

    private ManyEditors(List<Editor> at) {
        this.at = at;
    }

    /** A statement that the dataset could have. */
    static ObjectNode statement(String id) {
        ObjectNode entry = Json.MAPPER.createObjectNode();
        entry.put("id", id)
                .put("title", "Statement " + id)
                .put("cite", "qazaqstan-tarihy-review:115")
                .put("speaker", "mukhtar-altynbayev");
        entry.putArray("partners").add("russia");
        return entry;
    }

    /** Until that part of them, in hundredths, has finished. */
    void goOnUntil(int percent) {
        await().atMost(RECOVERY.multipliedBy(2)).until(() -> finished.get() >= EDITORS * percent / 100);
    }

    /** One more word in the note of a record; sent again, with the same key, until it is answered. */
    private void edit(Editor editor, String record, String word) throws Exception {
        String url = "/v1/statements/" + record;
        for (int attempt = 0; ; attempt++) {
            Answer read = patiently(() -> editor.get(url));
            JsonNode note = Json.read(read.body()).path("note");
            String before = note.isTextual() ? note.textValue() + " " : "";
            String key = word + "-" + attempt;
            Answer written =
                    patiently(() -> editor.patch(url, Editor.tag(read), "note", before + word, "Idempotency-Key", key));
            if (written.status() == 200) {
                acknowledged
                        .computeIfAbsent(record, id -> ConcurrentHashMap.newKeySet())
                        .add(word);
                return;
            }
            assertThat(written.status()).as(written.body()).isEqualTo(412);
        }
    }

    /** Until there is an answer. */
    private static Answer patiently(Callable<Answer> request) throws Exception {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (System.nanoTime() < end) {
            try {
                Answer answer = request.call();
                if (!AGAIN.contains(answer.status())) {
                    return answer;
                }
            } catch (UncheckedIOException e) {
                // as good as no answer
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no answer for " + RECOVERY);
    }

    /** Waits for all of them, and looks at what they leave behind. */
    void assertThatNothingIsLostAndNothingIsThereTwice() throws Exception {
        for (Future<?> one : work) {
            one.get(5, TimeUnit.MINUTES);
        }
        Editor reader = at.get(0);
        for (String record : records) {
            List<String> words = List.of(reader.json("/v1/statements/" + record)
                    .path("note")
                    .asText()
                    .split(" "));
            assertThat(words)
                    .as(record)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(acknowledged.getOrDefault(record, Set.of()));
            List<JsonNode> history = reader.crawl("/v1/statements/" + record + "/history?include=values");
            assertThat(history).hasSize(words.size() + 1);
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).at("/values/before"))
                        .isEqualTo(history.get(i - 1).at("/values/after"));
            }
        }
        assertThatTheFeedTellsWhatTheRecordsAre(reader);
    }

    /** Replayed from the beginning onto nothing, the feed gives every record that is there, as it is. */
    private static void assertThatTheFeedTellsWhatTheRecordsAre(Editor reader) throws Exception {
        Map<String, JsonNode> replayed = new LinkedHashMap<>();
        for (JsonNode change : reader.crawl("/v1/changes?include=values&limit=200")) {
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
            reader.crawl(collection + "?limit=200")
                    .forEach(record -> live.put(record.path("id").asText(), record));
        }
        assertThat(new TreeMap<>(replayed)).isEqualTo(live);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
