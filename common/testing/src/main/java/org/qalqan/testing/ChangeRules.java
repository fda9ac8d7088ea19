package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.Drafts;
import org.qalqan.collections.Json;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.seeds.Decision;

/** What must hold of the feed of changes: nothing is left out, nothing comes twice, and it ends in the records as they are. */
public abstract class ChangeRules extends ServiceRules {

    private static final String FEED = "/v1/changes";

    /** After loads, edits, withdrawals, merges. */
    @Test
    void replayedFromTheBeginningItGivesTheRecordsAsTheyAre() {
        withdrawAndLoadAgain();
        Declaration declaration = collections.all().get(0);
        List<RecordDraft> drafts = bean(Drafts.class).drafts(declaration.type());
        comeAndMerge(declaration, drafts.get(0).id());
        edit(drafts.get(0), declaration, "As an editor calls it");
        withdraw(get("/v1/" + declaration.path() + "/" + drafts.get(1).id()));
        try {
            assertReplayGivesTheRecords();
        } finally {
            loader.load(Decision.take(
                    Decision.Side.SEEDS, drafts.get(0).id(), drafts.get(1).id()));
        }
        assertReplayGivesTheRecords();
    }

    private void comeAndMerge(Declaration declaration, String successor) {
        String id = "came-and-merged";
        ObjectNode none = Json.MAPPER.createObjectNode();
        RecordDraft draft = new RecordDraft(id, "Came and merged", List.of(), null, List.of());
        store.write(List.of(new RecordWrite.Put(declaration, draft, none, null)), "an editor", "one more");
        store.write(
                List.of(new RecordWrite.Merge(declaration, id, draft.title(), successor, none, null)),
                "an editor",
                "it was there already");
    }

    private void assertReplayGivesTheRecords() {
        Map<String, JsonNode> replayed = new TreeMap<>();
        for (JsonNode change : crawl(FEED + "?limit=100&include=values")) {
            JsonNode after = change.at("/values/after");
            String kind = change.path("kind").asText();
            assertThat(after.isNull()).as(change.path("id").asText()).isEqualTo(kind.matches("withdrawn|merged"));
            String id = change.path("record").asText();
            withReadings(change.at("/values/before"));
            if (after.isNull()) {
                replayed.remove(id);
            } else {
                replayed.put(id, withReadings(after));
            }
        }
        Map<String, JsonNode> records = new TreeMap<>();
        for (Declaration declaration : collections.all()) {
            crawl("/v1/" + declaration.path() + "?limit=200&include=readings")
                    .forEach(record -> records.put(record.path("id").asText(), record));
        }
        assertThat(replayed.keySet()).isEqualTo(records.keySet());
        records.forEach((id, record) -> assertThat(replayed.get(id)).as(id).isEqualTo(record));
    }

    /** The record of one side of a change, as it answered with its readings; null where there was none. */
    private static JsonNode withReadings(JsonNode side) {
        if (side.isNull()) {
            return side;
        }
        assertThat(side.fieldNames()).toIterable().containsExactlyInAnyOrder("record", "readings");
        ObjectNode record = side.path("record").deepCopy();
        return record.set("readings", side.path("readings"));
    }

    @Test
    void pagesFollowEachOtherInOrderWithoutGapOrRepetition() {
        withdrawAndLoadAgain();
        List<JsonNode> whole = crawl(FEED + "?limit=200");
        assertThat(places(whole)).doesNotHaveDuplicates().isSorted();
        assertThat((long) whole.size())
                .isEqualTo(sql.fetchSingle("select count(*) from change").get(0));
        assertThat(crawl(FEED + "?limit=37")).isEqualTo(whole);
        JsonNode middle = whole.get(whole.size() / 2);
        assertThat(crawl(FEED + "?limit=200&since=" + middle.path("id").asText()))
                .isEqualTo(whole.subList(whole.size() / 2 + 1, whole.size()));
    }

    private static List<Long> places(List<JsonNode> changes) {
        return changes.stream()
                .map(change -> change.path("revision").longValue() * 1_000_000
                        + change.path("ordinal").longValue())
                .toList();
    }

    @Test
    void askedAgainFromItsEndItGivesWhatCameSince() {
        JsonNode end = get(FEED + "?since=" + service + ":" + store.revision());
        assertThat(end.path("items")).isEmpty();
        assertThat(end.path("next").isNull()).isTrue();
        assertThat(end.path("position").asText()).isEqualTo(service + ":" + store.revision());

        String id = withdrawAndLoadAgain();

        JsonNode news = get(FEED + "?since=" + end.path("position").asText());
        assertThat(news.path("items").findValuesAsText("kind")).containsExactly("withdrawn", "changed");
        assertThat(news.path("items").findValuesAsText("record")).containsExactly(id, id);
        JsonNode withdrawal = news.at("/items/0");
        assertThat(withdrawal.path("why").asText()).isEqualTo("it never was");
        assertThat(withdrawal.path("who").asText()).isEqualTo("a test");
        assertThat(withdrawal.has("values")).isFalse();
        assertThat(get(FEED + "?since=" + news.path("position").asText()).path("items"))
                .isEmpty();
    }

    /** A filtered feed is at the store's end, too, when it has nothing more to tell. */
    @Test
    void filtersAreWhatOneSeesByLookingAtEachChange() {
        String id = withdrawAndLoadAgain();
        List<JsonNode> whole = crawl(FEED + "?limit=200");
        String type = whole.get(whole.size() - 1).path("recordType").asText();
        assertThat(crawl(FEED + "?limit=3&record=" + id)).isEqualTo(having(whole, "record", id));
        assertThat(crawl(FEED + "?limit=200&recordType=" + type)).isEqualTo(having(whole, "recordType", type));
        assertThat(crawl(FEED + "?kind=withdrawn,merged"))
                .isNotEmpty()
                .isEqualTo(whole.stream()
                        .filter(change -> change.path("kind").asText().matches("withdrawn|merged"))
                        .toList());
        JsonNode none = get(FEED + "?record=no-such-record");
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("position").asText()).isEqualTo(service + ":" + store.revision());
    }

    private static List<JsonNode> having(List<JsonNode> changes, String member, String value) {
        return new ArrayList<>(changes.stream()
                .filter(change -> change.path(member).asText().equals(value))
                .toList());
    }

    @Test
    void namesTheFieldsThatChanged() {
        Declaration declaration = collections.all().get(0);
        JsonNode record = crawl("/v1/" + declaration.path() + "?limit=1").get(0);
        String id = record.path("id").asText();
        long before = store.revision();
        // as if an earlier version of the dataset had been loaded
        sql.execute(
                "update " + declaration.table() + " set body = (jsonb_set(body::jsonb, '{title}', '\"Of old\"'))::json"
                        + " where id = ? and known_until = (select max(known_until) from " + declaration.table() + ")",
                id);
        sql.execute("update record set declaration_digest = 'of an earlier version' where id = ?", id);

        loader.load();

        JsonNode change =
                get(FEED + "?include=values&since=" + service + ":" + before).at("/items/0");
        assertThat(change.path("kind").asText()).isEqualTo("changed");
        assertThat(change.path("fields")).isEqualTo(Json.read("[\"title\"]"));
        assertThat(change.at("/values/before/record/title").asText()).isEqualTo("Of old");
        assertThat(change.at("/values/after/record/title")).isEqualTo(record.path("title"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "since=12",
                "since=elsewhere:1",
                "since=",
                "record=No-Id",
                "kind=removed",
                "include=value",
                "recordtype=decree",
                "limit=0"
            })
    void refusesWhatItDoesNotUnderstand(String query) {
        request().get(FEED + "?" + query).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesAPositionThatTheStoreHasNotReached() {
        request()
                .get(FEED + "?since=" + service + ":" + (store.revision() + 1))
                .then()
                .statusCode(400)
                .body("detail", containsString("it is at " + service + ":" + store.revision()));
    }

    private String withdrawAndLoadAgain() {
        JsonNode record = someRecord();
        String id = record.path("id").asText();
        withdraw(record);
        loadAgain(id);
        return id;
    }
}
