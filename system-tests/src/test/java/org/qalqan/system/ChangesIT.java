package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The feed of changes, through the gateway. */
class ChangesIT {

    private final Qalqan qalqan = Qalqan.running();

    @Test
    void replayedFromTheBeginningTheFeedGivesTheRecordsAsTheyAre() {
        Map<String, JsonNode> replayed = new TreeMap<>();
        List<JsonNode> changes = qalqan.crawl("/v1/changes?limit=100&include=values");
        for (JsonNode change : changes) {
            JsonNode after = change.at("/values/after");
            String id = change.path("record").asText();
            if (after.isNull()) {
                replayed.remove(id);
            } else {
                ObjectNode record = after.path("record").deepCopy();
                record.set("readings", after.path("readings"));
                replayed.put(id, record);
            }
        }
        Map<String, JsonNode> records = new TreeMap<>();
        qalqan.document().path("paths").fieldNames().forEachRemaining(path -> {
            if (path.endsWith("/{id}")) {
                qalqan.crawl(path.replace("/{id}", "?limit=200&include=readings"))
                        .forEach(record -> records.put(record.path("id").asText(), record));
            }
        });
        assertThat(records).hasSizeGreaterThan(300);
        assertThat(replayed.keySet()).isEqualTo(records.keySet());
        records.forEach((id, record) -> assertThat(replayed.get(id)).as(id).isEqualTo(record));

        assertThat(changes.stream().map(change -> change.path("id").asText())).doesNotHaveDuplicates();
        assertThat(qalqan.crawl("/v1/changes?limit=7&kind=merged,withdrawn"))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.path("kind").asText()).isIn("merged", "withdrawn"));
    }

    @Test
    void theEndOfTheFeedTellsWhereToGoOn() {
        String position = null;
        String next = "/v1/changes?limit=200";
        while (next != null) {
            JsonNode page = qalqan.json(next);
            position = page.path("position").asText();
            next = page.path("next").textValue();
        }
        assertThat(position).matches("timeline:\\d+,forces:\\d+,partners:\\d+");
        JsonNode again = qalqan.json("/v1/changes?since=" + position);
        assertThat(again.path("items")).isEmpty();
        assertThat(again.path("position").asText()).isEqualTo(position);
    }
}
