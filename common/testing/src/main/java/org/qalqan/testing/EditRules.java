package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.filter.FilterContext;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.access.Role;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.conformance.ContractFilter;

/** That editors can change every record, by the rules of evidence, one after the other, and that nothing they did is ever lost. */
public abstract class EditRules extends ServiceRules {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String WHY = "?reason=a%20test";

    private static int made;

    private @Nullable String elsewhere;

    /** As the gateway passes it on, when it has found nothing against it. */
    private RequestSpecification editor() {
        return request()
                .filter(this::vouch)
                .header("Authorization", "Bearer " + Issuer.token(Role.EDITOR))
                .contentType("application/json");
    }

    private Response vouch(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        String path = request.getURI().replaceFirst("\\?.*", "").replaceFirst("/merge$", "");
        request.header("Vouched-Unreferred", path.substring(path.lastIndexOf('/') + 1));
        String body = request.getBody();
        if (body != null && body.startsWith("{\"id\":\"") && body.indexOf('"', 7) < 300) {
            request.header("Vouched-Absent", body.substring(7, body.indexOf('"', 7)));
        }
        if (elsewhere == null) {
            elsewhere = sql.fetch("select distinct target from reference where local_target is null").stream()
                    .map(row -> row.get(0, String.class))
                    .map(id -> id + "=" + drafts.typeOf(id).orElseThrow())
                    .collect(Collectors.joining(","));
        }
        request.header("Vouched-References", elsewhere);
        return context.next(request, response);
    }

    @Test
    void aKeyIsForgottenInTime() {
        Declaration declaration = any();
        String url = path(declaration) + "/" + create(declaration).path("id").asText();
        String key = "old-key-" + made;
        rename(url, key, "Renamed").statusCode(200);
        rename(url, key, "Renamed again").statusCode(422);
        sql.execute("update idempotency_key set at = at - interval '8 days' where key = {0}", DSL.val(key));
        rename(url, key, "Renamed again").statusCode(200);
        assertThat(get(url).path("title").asText()).isEqualTo("Renamed again");
        withdraw(url);
    }

    private ValidatableResponse rename(String url, String key, String title) {
        return editor().header("If-Match", "*")
                .header("Idempotency-Key", key)
                .contentType(MERGE_PATCH)
                .body("{\"title\":\"" + title + "\"}")
                .patch(url + WHY)
                .then();
    }

    @Test
    void whatHasASuffixIsOnlyRead() {
        Declaration declaration = any();
        long revision = store.revision();
        for (String suffix : List.of(".csv", ".ndjson")) {
            editor().body(Json.write(entryLike(declaration)))
                    .post(path(declaration) + suffix + WHY)
                    .then()
                    .statusCode(405)
                    .header("Allow", "GET, HEAD, OPTIONS")
                    .body("detail", containsString("only read"));
            editor().delete(path(declaration) + suffix).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
            request().options(path(declaration) + suffix).then().statusCode(200).header("Allow", "GET, HEAD, OPTIONS");
            editor().post("/v1/nothing" + suffix).then().statusCode(404);
        }
        assertThat(store.revision()).isEqualTo(revision);
    }

    /** What this service cannot see for itself it does not take for granted. */
    @Test
    void whatTouchesOtherServicesIsVouchedFor() {
        Declaration declaration = any();
        ObjectNode entry = entryLike(declaration);
        RequestSpecification direct = request()
                .header("Authorization", "Bearer " + Issuer.token(Role.EDITOR))
                .contentType("application/json")
                .noFiltersOfType(ContractFilter.class);
        direct.body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(428)
                .header("Vouch-Absent", entry.path("id").asText());
    }

    private Stream<Declaration> editable() {
        return collections.all().stream().filter(collections::isEditable);
    }

    /** Enough of them to have fields of every kind. */
    private Stream<Declaration> some() {
        return editable().limit(4);
    }

    private Declaration any() {
        return editable().findFirst().orElseThrow();
    }

    /** Other rules compare the store with the dataset: what editors made here is no longer of interest when it has left. */
    @AfterEach
    void forgetWhatHasLeft() {
        sql.execute("update record set entry = '{}' where id like 'made-up-%' and state <> 'current'");
    }

    private static String path(Declaration declaration) {
        return "/v1/" + declaration.path();
    }

    /** An entry of the collection like its first one, but for its id. */
    private ObjectNode entryLike(Declaration declaration) {
        String first = get(path(declaration) + "?limit=1").at("/items/0/id").asText();
        ObjectNode entry = (ObjectNode) get(path(declaration) + "/" + first + "/entry");
        made++;
        entry.remove(List.of("note", "aliases"));
        return entry.put("id", "made-up-" + declaration.type() + "-" + made).put("title", "Made up " + made);
    }

    private ObjectNode create(Declaration declaration) {
        return created(declaration, entryLike(declaration));
    }

    private ObjectNode created(Declaration declaration, ObjectNode entry) {
        editor().body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
        return entry;
    }

    private String tag(String url) {
        return request()
                .get(url)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag")
                .replace("-gzip", "");
    }

    private void withdraw(String url) {
        editor().header("If-Match", "*").delete(url + WHY).then().statusCode(200);
    }

    /** Asserts that a write is answered with its change, as the history tells it, and with the tag of a record that is there still. */
    private JsonNode assertChange(Response answer, int status, String url, String kind) {
        answer.then().log().ifValidationFails().statusCode(status).body("kind", is(kind));
        JsonNode change = Json.read(answer.asString());
        List<JsonNode> history = crawl(url + "/history");
        assertThat(change).isEqualTo(history.get(history.size() - 1));
        assertThat(change.path("url").asText()).isEqualTo(url);
        assertThat(answer.header("Data-Revision"))
                .isEqualTo(service + "=" + change.path("revision").asText());
        if (kind.equals("withdrawn") || kind.equals("merged")) {
            assertThat(answer.header("ETag")).isNull();
        } else {
            assertThat(answer.header("ETag")).isEqualTo(tag(url));
        }
        return change;
    }

    private List<JsonNode> history(String url) {
        return crawl(url + "/history?include=values");
    }

    @TestFactory
    Stream<DynamicTest> aRecordLivesAndLeaves() {
        return editable().map(declaration -> DynamicTest.dynamicTest(declaration.path(), () -> live(declaration)));
    }

    private void live(Declaration declaration) {
        ObjectNode entry = entryLike(declaration);
        String id = entry.path("id").asText();
        String url = path(declaration) + "/" + id;

        Response created = editor().body(Json.write(entry)).post(path(declaration) + WHY);
        JsonNode added = assertChange(created, 201, url, "added");
        created.then().header("Location", url).body("record", is(id)).body("revision", is((int) store.revision()));
        String tag = tag(url);
        assertThat(get(url + "/entry")).isEqualTo(entry);
        assertThat(ids(get(path(declaration) + "?id=" + id).path("items"))).containsExactly(id);

        long before = store.revision();
        Response same = editor().header("If-Match", tag).body(Json.write(entry)).put(url + WHY);
        assertThat(assertChange(same, 200, url, "added"))
                .as("what made the record as it is")
                .isEqualTo(added);
        assertThat(store.revision()).as("an entry as it was changes nothing").isEqualTo(before);

        Response patched = editor().header("If-Match", tag)
                .contentType(MERGE_PATCH)
                .body("{\"note\":\"Looked at again.\"}")
                .patch(url + WHY);
        assertThat(assertChange(patched, 200, url, "changed").path("fields").toString())
                .contains("note");
        assertThat(patched.header("ETag")).isNotEqualTo(tag);
        assertThat(get(url).path("note").asText()).isEqualTo("Looked at again.");

        ObjectNode replaced = entry.deepCopy().put("title", "Another title of " + id);
        Response put = editor().header("If-Match", patched.header("ETag"))
                .body(Json.write(replaced))
                .put(url + WHY);
        assertThat(assertChange(put, 200, url, "changed").path("title").asText())
                .isEqualTo("Another title of " + id);
        request().get(url).then().body("title", is("Another title of " + id)).body("note", equalTo(null));

        Response gone = editor().header("If-Match", put.header("ETag")).delete(url + "?reason=It%20never%20was.");
        assertThat(assertChange(gone, 200, url, "withdrawn").path("why").asText())
                .isEqualTo("It never was.");
        request().get(url).then().statusCode(410).body("detail", containsString("It never was."));
        assertThat(get(path(declaration) + "?id=" + id).path("items")).isEmpty();

        List<JsonNode> history = history(url);
        assertThat(history)
                .extracting(change -> change.path("kind").asText())
                .containsExactly("added", "changed", "changed", "withdrawn");
        assertThat(history).allSatisfy(change -> {
            assertThat(change.path("who").asText()).isEqualTo("a tester");
            assertThat(change.path("why").asText()).isNotEmpty();
        });
        for (int i = 1; i < history.size(); i++) {
            assertThat(history.get(i).at("/values/before"))
                    .isEqualTo(history.get(i - 1).at("/values/after"));
        }
        JsonNode third = history.get(2);
        assertThat(get(url + "/history/" + third.path("revision").asLong())).isEqualTo(third);
    }

    @Test
    void whoHasNotSeenTheLastChangeDoesNotUndoIt() {
        Declaration declaration = any();
        ObjectNode entry = create(declaration);
        String url = path(declaration) + "/" + entry.path("id").asText();
        String stale = tag(url);
        editor().header("If-Match", stale)
                .contentType(MERGE_PATCH)
                .body("{\"note\":\"one\"}")
                .patch(url + WHY)
                .then()
                .statusCode(200);
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(stale, "a tag of before");
        refused.put("W/" + tag(url), "a weak tag");
        refused.put("\"r1.x\", \"nothing\"", "others");
        refused.forEach((tag, what) -> {
            editor().header("If-Match", tag)
                    .body(Json.write(entry))
                    .put(url + WHY)
                    .then()
                    .statusCode(412)
                    .body("type", is("/problems/precondition-failed"));
            editor().header("If-Match", tag).delete(url + WHY).then().statusCode(412);
        });
        editor().body(Json.write(entry)).put(url + WHY).then().statusCode(428).body("errors[0].name", is("If-Match"));
        editor().delete(url + WHY).then().statusCode(428);
        String ofList = request()
                .header("Accept-Encoding", "gzip")
                .get(url + "?include=readings")
                .header("ETag");
        editor().header("If-Match", "\"x\", " + ofList)
                .contentType(MERGE_PATCH)
                .body("{\"note\":\"two\"}")
                .patch(url + WHY)
                .then()
                .statusCode(200);
        withdraw(url);
    }

    @Test
    void aRequestWithAKeyIsDoneOnce() throws Exception {
        Declaration declaration = any();
        ObjectNode entry = entryLike(declaration);
        String url = path(declaration) + "/" + entry.path("id").asText();
        String key = "key-" + made;
        long before = store.revision();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        List<String> answers = new ArrayList<>();
        try {
            Callable<String> send = () -> {
                Response answer = editor().header("Idempotency-Key", key)
                        .body(Json.write(entry))
                        .post(path(declaration) + WHY);
                return answer.statusCode() + answer.header("ETag") + answer.header("Location") + answer.asString();
            };
            for (Future<String> answer : clients.invokeAll(List.of(send, send, send, send))) {
                answers.add(answer.get());
            }
        } finally {
            clients.shutdown();
        }
        assertThat(answers).allMatch(answer -> answer.startsWith("201") && answer.equals(answers.get(0)));
        assertThat(store.revision()).isEqualTo(before + 1);

        editor().header("Idempotency-Key", key)
                .body(Json.write(entry.deepCopy().put("title", "Another")))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(422)
                .body("errors[0].name", is("Idempotency-Key"));
        JwtClaims another = Issuer.claims(Role.MAINTAINER);
        another.setSubject("somebody else");
        request()
                .header("Authorization", "Bearer " + Issuer.signed(another))
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(409);
        editor().header("Idempotency-Key", "two words")
                .body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(400);

        // what came later does not change what was answered
        editor().header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"title\":\"Renamed\"}")
                .patch(url + WHY)
                .then()
                .statusCode(200);
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Response answer = editor().header("If-Match", "*")
                    .header("Idempotency-Key", key + "-gone")
                    .delete(url + WHY);
            assertThat(answer.statusCode()).isEqualTo(200);
            gone.add(answer.asString());
        }
        assertThat(gone.get(1)).isEqualTo(gone.get(0)).contains("withdrawn");
        Response again =
                editor().header("Idempotency-Key", key).body(Json.write(entry)).post(path(declaration) + WHY);
        assertThat(again.statusCode() + again.header("ETag") + again.header("Location") + again.asString())
                .isEqualTo(answers.get(0));
    }

    @TestFactory
    Stream<DynamicTest> readingsAreAddedAndRankedAndNeverLost() {
        return editable().map(declaration -> DynamicTest.dynamicTest(declaration.path(), () -> weigh(declaration)));
    }

    private void weigh(Declaration declaration) {
        ObjectNode entry = create(declaration);
        String url = path(declaration) + "/" + entry.path("id").asText();
        String cite = entry.path("cite").asText();
        int readings = get(url + "?include=readings").path("readings").size();

        ObjectNode reading = Json.MAPPER.createObjectNode();
        reading.put("field", "aliases").put("value", "Byname " + made).put("cite", cite);
        Response added =
                editor().header("If-Match", tag(url)).body(Json.write(reading)).post(url + "/readings" + WHY);
        assertThat(assertChange(added, 201, url, "changed").path("fields").toString())
                .contains("aliases", "readings");
        assertThat(get(url).path("aliases").toString()).contains("Byname " + made);
        JsonNode all = get(url + "?include=readings").path("readings");
        assertThat(all).hasSize(readings + 1);
        String id = null;
        for (JsonNode one : all) {
            if (one.path("value").asText().equals("Byname " + made)) {
                id = one.path("id").asText();
            }
        }
        assertThat(id).isNotNull();

        editor().header("If-Match", tag(url))
                .contentType(MERGE_PATCH)
                .body("{\"value\":\"another\"}")
                .patch(url + "/readings/" + id + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/value"));
        Response setAside = editor().header("If-Match", added.header("ETag"))
                .contentType(MERGE_PATCH)
                .body("{\"rank\":\"deprecated\",\"note\":\"Misread.\"}")
                .patch(url + "/readings/" + id + WHY);
        assertChange(setAside, 200, url, "changed");
        assertThat(get(url).path("aliases").toString()).doesNotContain("Byname " + made);
        assertThat(get(url + "?include=readings").path("readings")).hasSize(readings + 1);

        // what was said is not unsaid
        editor().header("If-Match", tag(url))
                .body(Json.write(entry))
                .put(url + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("would be lost"));
        editor().header("If-Match", tag(url))
                .contentType(MERGE_PATCH)
                .body("{\"rank\":\"deprecated\"}")
                .patch(url + "/readings/no.such.reading" + WHY)
                .then()
                .statusCode(404);
        editor().header("If-Match", tag(url))
                .body("{\"field\":\"aliasses\",\"value\":\"x\",\"cite\":\"" + cite + "\"}")
                .post(url + "/readings" + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].didYouMean", is("aliases"));
        editor().header("If-Match", tag(url))
                .body("{\"field\":\"aliases\",\"value\":\"x\",\"cite\":\"no-such-source:1\"}")
                .post(url + "/readings" + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/cite"))
                .body("errors[0].message", containsString("there is no source"));
        withdraw(url);
    }

    @Test
    void oneRecordTakesThePlaceOfAnother() {
        for (Declaration declaration : some().toList()) {
            ObjectNode one = create(declaration);
            ObjectNode other = create(declaration);
            String url = path(declaration) + "/" + one.path("id").asText();
            String successor = path(declaration) + "/" + other.path("id").asText();
            JsonNode shown = get(successor);

            editor().header("If-Match", tag(url))
                    .body("{\"into\":\"" + one.path("id").asText() + "\"}")
                    .post(url + "/merge" + WHY)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/into"));
            Response merged = editor().header("If-Match", tag(url))
                    .body("{\"into\":\"" + other.path("id").asText() + "\"}")
                    .post(url + "/merge" + WHY);
            JsonNode merger = assertChange(merged, 200, url, "merged");
            assertThat(merger.path("successor")).isEqualTo(other.path("id"));
            assertThat(merger.path("record")).isEqualTo(one.path("id"));

            for (String query : List.of("", "?knownAt=2005-01-01&include=readings")) {
                request()
                        .redirects()
                        .follow(false)
                        .get(url + query)
                        .then()
                        .statusCode(308)
                        .header("Location", successor + query);
            }
            assertThat(get(successor).path("aliases").toString())
                    .contains(one.path("title").asText());
            for (String member :
                    declaration.ownFields().stream().map(Field::name).toList()) {
                assertThat(get(successor).path(member)).as(member).isEqualTo(shown.path(member));
            }
            editor().header("If-Match", "*")
                    .contentType(MERGE_PATCH)
                    .body("{\"note\":\"x\"}")
                    .patch(url + WHY)
                    .then()
                    .statusCode(409);
            assertThat(history(url))
                    .extracting(change -> change.path("kind").asText())
                    .containsExactly("added", "merged");
            withdraw(successor);
        }
    }

    /** A name finds one record of a type, not two, whichever of its names it is. */
    @Test
    void twoRecordsOfATypeAreNotCalledTheSame() {
        Declaration declaration = any();
        ObjectNode one = create(declaration);
        String title = one.path("title").asText();
        ObjectNode other = entryLike(declaration).put("title", title.toUpperCase(Locale.ROOT));
        refuse(
                declaration,
                other,
                "/title",
                "is also a spelling of '" + one.path("id").asText() + "'");
        other.put("title", "Made up " + ++made).putArray("aliases").add(title);
        refuse(declaration, other, "/aliases", "is also a spelling of");
        withdraw(path(declaration) + "/" + one.path("id").asText());
        editor().body(Json.write(other)).post(path(declaration) + WHY).then().statusCode(201);
        withdraw(path(declaration) + "/" + other.path("id").asText());
    }

    private void refuse(Declaration declaration, ObjectNode entry, String pointer, String why) {
        editor().body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is(pointer))
                .body("errors[0].message", containsString(why));
    }

    /** A value that is computed is never one that does not follow: first it is set aside, then what it rests on is corrected. */
    @Test
    void whatIsComputedGoesOnFollowingFromItsInputs() {
        JsonNode counted = countedOnce();
        String field = counted.path("field").asText();
        Declaration declaration = collections.ofType(counted.path("recordType").asText());
        String cite = counted.path("source").asText() + ":"
                + counted.path("paragraph").asText();
        JsonNode value = counted.path("value");
        int number = numberIn(value).intValue();
        ObjectNode like = Json.MAPPER.createObjectNode().put("cite", cite).set(field, value);
        ObjectNode one = created(declaration, entryLike(declaration).setAll(like));
        ObjectNode other = created(declaration, entryLike(declaration).setAll(like));
        List<String> inputs = Stream.of(one, other)
                .map(input -> input.path("id").asText() + "." + field)
                .toList();

        ObjectNode total = entryLike(declaration).put("cite", cite);
        total.putArray(field).add(sum(with(value, 2 * number + 1), inputs));
        refuse(declaration, total, "/" + field + "/0/value", "is not the sum of its inputs");
        total.putArray(field).add(sum(with(value, 2 * number), inputs));
        created(declaration, total);
        String url = path(declaration) + "/" + total.path("id").asText();
        String oneUrl = path(declaration) + "/" + one.path("id").asText();
        String derived = derivedReading(url);

        ObjectNode more = Json.MAPPER.createObjectNode().put("field", field).put("cite", cite);
        more.set("value", with(value, number + 1));
        more.put("rank", "preferred").put("difference", "unexplained");
        editor().header("If-Match", "*")
                .body(Json.write(more))
                .post(oneUrl + "/readings" + WHY)
                .then()
                .statusCode(409)
                .body("type", is("/problems/conflict"))
                .body("errors[0].message", containsString(derived));
        setAside(url, derived);
        assertThat(get(url).path("status").has(field)).isTrue();
        editor().header("If-Match", "*")
                .body(Json.write(more))
                .post(oneUrl + "/readings" + WHY)
                .then()
                .statusCode(201);
        ObjectNode anew = sum(with(value, 2 * number + 1), inputs).put("field", field);
        editor().header("If-Match", "*")
                .body(Json.write(anew))
                .post(url + "/readings" + WHY)
                .then()
                .statusCode(201);
        assertThat(get("/v1/meta/invariants").path("derivationsOutOfDate").intValue())
                .isZero();
        editor().header("If-Match", "*")
                .delete(oneUrl + WHY)
                .then()
                .statusCode(409)
                .body("errors[0].message", containsString("is computed from it"));

        sql.execute("update reading set inputs = array[inputs[1], inputs[1]] where id = ?", derivedReading(url));
        sql.execute("update store_revision set revision = revision + 1");
        assertThat(get("/v1/meta/invariants").path("derivationsOutOfDate").intValue())
                .isEqualTo(1);
        withdraw(url);
        withdraw(oneUrl);
        withdraw(path(declaration) + "/" + other.path("id").asText());
        assertThat(get("/v1/meta/invariants").path("derivationsOutOfDate").intValue())
                .isZero();
    }

    /** A stated number of a record that says it once. */
    private JsonNode countedOnce() {
        return crawl("/v1/readings?basis=stated&limit=200").stream()
                .filter(reading -> collections.isEditable(
                        collections.ofType(reading.path("recordType").asText())))
                .filter(reading -> {
                    Field field = collections
                            .ofType(reading.path("recordType").asText())
                            .field(reading.path("field").asText())
                            .orElseThrow();
                    return (field.kind() == Kind.QUANTITY || field.kind() == Kind.MONEY)
                            && !field.many()
                            && numberIn(reading.path("value")).canConvertToInt();
                })
                .findFirst()
                .orElseThrow();
    }

    /** A number stands alone, with a unit, or with a currency. */
    private static JsonNode numberIn(JsonNode value) {
        return value.isNumber() ? value : value.path(value.has("amount") ? "amount" : "number");
    }

    private static JsonNode with(JsonNode value, int number) {
        return value.isNumber()
                ? IntNode.valueOf(number)
                : ((ObjectNode) value.deepCopy()).put(value.has("amount") ? "amount" : "number", number);
    }

    private static ObjectNode sum(JsonNode value, List<String> inputs) {
        ObjectNode reading = Json.MAPPER.createObjectNode().set("value", value);
        reading.put("basis", "derived").put("rule", "sum").set("inputs", Json.MAPPER.valueToTree(inputs));
        return reading;
    }

    /** The one derived reading of the record that counts. */
    private String derivedReading(String url) {
        List<String> derived = new ArrayList<>();
        get(url + "?include=readings").path("readings").forEach(reading -> {
            if (reading.path("basis").asText().equals("derived")
                    && !reading.path("rank").asText().equals("deprecated")) {
                derived.add(reading.path("id").asText());
            }
        });
        assertThat(derived).hasSize(1);
        return derived.get(0);
    }

    private void setAside(String url, String reading) {
        editor().header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"rank\":\"deprecated\"}")
                .patch(url + "/readings/" + reading + WHY)
                .then()
                .statusCode(200);
    }

    /** A record that is only named beside what is shown stays as well, until that is set aside; then the record that named it can be edited still. */
    @Test
    void whatIsSaidBesideKeepsARecordToo() {
        Declaration declaration = editable()
                .filter(candidate -> reference(candidate).isPresent())
                .findFirst()
                .orElseThrow();
        Field field = reference(declaration).orElseThrow();
        Declaration target = collections.ofType(field.refersTo().get(0));
        String shown = path(target) + "/" + create(target).path("id").asText();
        String beside = path(target) + "/" + create(target).path("id").asText();
        ObjectNode entry = entryLike(declaration);
        ArrayNode readings = entry.putArray(field.name());
        readings.addObject().put("value", idOf(shown)).put("rank", "preferred");
        readings.addObject().put("value", idOf(beside)).put("difference", "unexplained");
        String url =
                path(declaration) + "/" + created(declaration, entry).path("id").asText();

        editor().header("If-Match", "*").delete(beside + WHY).then().statusCode(409);
        get(url + "?include=readings").path("readings").forEach(reading -> {
            if (reading.path("value").asText().equals(idOf(beside))) {
                setAside(url, reading.path("id").asText());
            }
        });
        withdraw(beside);
        editor().header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"note\":\"Still to be edited.\"}")
                .patch(url + WHY)
                .then()
                .statusCode(200);
        withdraw(url);
        withdraw(shown);
    }

    private static String idOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** A field that refers to one record of one type, which editors of this service write. */
    private Optional<Field> reference(Declaration declaration) {
        return declaration.fields().stream()
                .filter(field -> field.kind() == Kind.REFERENCE && !field.many())
                .filter(field -> field.refersTo().size() == 1)
                .filter(field -> editable()
                        .anyMatch(other -> other.type().equals(field.refersTo().get(0))))
                .findFirst();
    }

    @Test
    void aRecordThatOthersReferToStays() {
        String referred = sql.fetchOne(
                        "select target, (select type from record where id = target) as type from reference"
                                + " join record r on r.id = local_target and r.state = 'current' limit 1")
                .get("target", String.class);
        String url = get("/v1/records?id=" + referred).at("/items/0/url").asText();
        for (String leave : List.of("withdrawal", "merger")) {
            Response answer = leave.equals("withdrawal")
                    ? editor().header("If-Match", "*").delete(url + WHY)
                    : editor().header("If-Match", "*")
                            .body("{\"into\":\"" + another(url) + "\"}")
                            .post(url + "/merge" + WHY);
            answer.then()
                    .statusCode(409)
                    .body("type", is("/problems/conflict"))
                    .body("errors[0].message", containsString("refers to it"));
        }
    }

    private String another(String url) {
        for (JsonNode item :
                get(url.substring(0, url.lastIndexOf('/')) + "?limit=2").path("items")) {
            if (!item.path("url").asText().equals(url)) {
                return item.path("id").asText();
            }
        }
        throw new AssertionError("one record only");
    }

    /** What an editor could send that no record may become. */
    @TestFactory
    Stream<DynamicTest> whatIsWrongIsRefusedWhole() {
        Declaration declaration = any();
        Map<String, Bad> bad = new LinkedHashMap<>();
        bad.put("no cite", new Bad(e -> e.remove("cite"), "", "cite"));
        bad.put("an unknown source", new Bad(e -> e.put("cite", "no-such-source:1"), "/cite", "there is no source"));
        bad.put(
                "a paragraph too far",
                new Bad(
                        e -> {
                            String cite = e.path("cite").asText();
                            e.put("cite", cite.substring(0, cite.indexOf(':')) + ":99999");
                        },
                        "/cite",
                        "has paragraphs 1 to"));
        bad.put("an unknown topic", new Bad(e -> e.putArray("topics").add("air-defense"), "/topics/0", "air-defence"));
        bad.put("a member that is no field", new Bad(e -> e.put("revision", 1), "", "revision"));
        bad.put("a member of ours", new Bad(e -> e.put("updatedAt", "2020-01-01T00:00:00Z"), "", "updatedAt"));
        bad.put("an id that is no slug", new Bad(e -> e.put("id", "Not A Slug"), "/id", ""));
        bad.put("an id without end", new Bad(e -> e.put("id", "a-".repeat(9_000) + "a"), "/id", "1000"));
        bad.put("a reserved id", new Bad(e -> e.put("id", "history"), "/id", "reserved"));
        bad.put(
                "its own withdrawal",
                new Bad(
                        e -> e.putObject("withdrawn").put("on", "2020-01-01").put("reason", "x"),
                        "/withdrawn",
                        "DELETE"));
        bad.put("its own merger", new Bad(e -> e.put("mergedInto", "x"), "/mergedInto", "merge"));
        bad.put("a control character", new Bad(e -> e.put("title", "a\u0000b"), "/title", "control"));
        bad.put("a turned text", new Bad(e -> e.put("title", "a\u202eb"), "/title", "control"));
        bad.put("half a character", new Bad(e -> e.put("title", "a\ud800b"), "/title", ""));
        bad.put("an endless title", new Bad(e -> e.put("title", "a ".repeat(10_000) + "a"), "/title", "20000"));
        bad.put("a title that is none", new Bad(e -> e.put("title", 1), "/title", "string"));
        return bad.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    ObjectNode entry = entryLike(declaration);
                    one.getValue().spoil().accept(entry);
                    long before = store.revision();
                    // as an escape, because half a character cannot be sent as it is
                    String body = Json.write(entry).replace("\ud800", "\\ud800");
                    Response answer = editor().body(body).post(path(declaration) + WHY);
                    answer.then().statusCode(400).body("type", is("/problems/invalid-body"));
                    assertThat(Json.read(answer.asString()).path("errors")).anySatisfy(error -> {
                        assertThat(error.path("pointer").asText())
                                .isEqualTo(one.getValue().pointer());
                        assertThat(error.path("message").asText())
                                .contains(one.getValue().says());
                    });
                    assertThat(store.revision()).isEqualTo(before);
                }));
    }

    private record Bad(Consumer<ObjectNode> spoil, String pointer, String says) {}

    @TestFactory
    Stream<DynamicTest> aBodyThatIsNoObjectIsRefused() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("a list", "[]");
        bodies.put("half an object", "{\"id\":");
        bodies.put("two objects", "{} {}");
        bodies.put("a member twice", "{\"id\":\"a\",\"id\":\"b\"}");
        bodies.put("ten thousand levels", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        bodies.put("an enormous number", "{\"a\":1e999999999}");
        bodies.put("a long number", "{\"a\":" + "9".repeat(10_000) + "}");
        return bodies.entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> editor().body(body.getValue())
                        .post(path(any()) + WHY)
                        .then()
                        .statusCode(400)
                        .body("type", startsWith("/problems/"))));
    }

    @Test
    void aPatchNeitherMovesARecordNorUnsaysIt() {
        Declaration declaration = any();
        ObjectNode entry = create(declaration);
        String url = path(declaration) + "/" + entry.path("id").asText();
        for (String patch :
                List.of("{\"id\":\"another-id\"}", "{\"cite\":null}", "{\"title\":null}", "{\"mergedInto\":\"x\"}")) {
            editor().header("If-Match", tag(url))
                    .contentType(MERGE_PATCH)
                    .body(patch)
                    .patch(url + WHY)
                    .then()
                    .statusCode(400);
        }
        editor().header("If-Match", tag(url))
                .body(Json.write(entry.deepCopy().put("id", "another-id")))
                .put(url + WHY)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/id"));
        withdraw(url);
    }

    @Test
    void everyWriteSaysWhy() {
        Declaration declaration = any();
        String body = Json.write(entryLike(declaration));
        for (String query : List.of("", "?reason=", "?reason=%20", "?reason=" + "a".repeat(1_001), "?reasons=x")) {
            editor().body(body).post(path(declaration) + query).then().statusCode(400);
        }
    }

    @Test
    void anIdIsGivenOutOnce() {
        Declaration declaration = any();
        String taken = get(path(declaration) + "?limit=1").at("/items/0/id").asText();
        editor().body(Json.write(entryLike(declaration).put("id", taken)))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(409);
        ObjectNode entry = create(declaration);
        withdraw(path(declaration) + "/" + entry.path("id").asText());
        editor().body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .statusCode(409)
                .body("detail", containsString("withdrawn"));
    }

    /** Each method of each address, to which a body of another kind, or a caller without the role, does nothing. */
    @Test
    void onlyEditorsWriteAndOnlyWhatTheyMeanTo() {
        Declaration declaration = any();
        String url = path(declaration) + "/"
                + get(path(declaration) + "?limit=1").at("/items/0/id").asText();
        long before = store.revision();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            String target = method.equals("POST") ? path(declaration) : url;
            String json = method.equals("PATCH") ? MERGE_PATCH : "application/json";
            for (String token : new String[] {null, "Bearer x.y.z"}) {
                send(method, target, token, json, "{}").then().statusCode(401);
            }
            send(method, target, "Bearer " + Issuer.token("reader"), json, "{}")
                    .then()
                    .statusCode(403);
            if (!method.equals("DELETE")) {
                String editor = "Bearer " + Issuer.token(Role.EDITOR);
                for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml")) {
                    send(method, target, editor, type, "{}").then().statusCode(415);
                }
                request()
                        .header("Authorization", editor)
                        .header("Content-Type", json)
                        .header("Content-Encoding", "gzip")
                        .body("{}")
                        .request(method, target)
                        .then()
                        .statusCode(415);
            }
        }
        assertThat(store.revision()).isEqualTo(before);
    }

    private Response send(String method, String url, @Nullable String token, String type, String body) {
        RequestSpecification request = request().header("If-Match", "*").header("Content-Type", type);
        if (token != null) {
            request.header("Authorization", token);
        }
        return request.config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(type, ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .body(body)
                .request(method, url + WHY);
    }

    /** Editors who do not know of one another: each change is seen by the next, and none is lost. */
    @Test
    void editorsAtTheSameTimeLoseNothing() throws Exception {
        Declaration declaration = any();
        ObjectNode entry = create(declaration);
        String url = path(declaration) + "/" + entry.path("id").asText();
        editor().header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"note\":null}")
                .patch(url + WHY)
                .then()
                .statusCode(200);
        int changes = history(url).size();
        int editors = 8;
        int each = 5;
        ExecutorService clients = Executors.newFixedThreadPool(editors);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < editors; i++) {
                String name = "editor " + i;
                work.add(() -> {
                    int done = 0;
                    while (done < each) {
                        Response seen = request().get(url);
                        ObjectNode patch = Json.MAPPER.createObjectNode();
                        String note = Json.read(seen.asString()).path("note").asText("");
                        patch.put("note", (note.isEmpty() ? "" : note + ", ") + name);
                        int status = editor().header("If-Match", seen.header("ETag"))
                                .contentType(MERGE_PATCH)
                                .body(Json.write(patch))
                                .patch(url + WHY)
                                .statusCode();
                        assertThat(status).isIn(200, 412);
                        done += status == 200 ? 1 : 0;
                    }
                    return done;
                });
            }
            for (Future<Integer> done : clients.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(each);
            }
        } finally {
            clients.shutdown();
        }
        assertThat(get(url).path("note").asText().split(", ")).hasSize(editors * each);
        assertThat(history(url)).hasSize(changes + editors * each);
        withdraw(url);
    }

    /** Reference data changes in the dataset only. */
    @Test
    void whatIsNotEditableOffersNoWrite() {
        collections.all().stream()
                .filter(declaration -> !collections.isEditable(declaration))
                .forEach(declaration -> editor().body("{}")
                        .post(path(declaration) + WHY)
                        .then()
                        .statusCode(405)
                        .header("Allow", "GET, HEAD, OPTIONS"));
    }

    @Test
    void topicsStayInTheirOrder() {
        Declaration declaration = any();
        ObjectNode entry = entryLike(declaration);
        ArrayNode topics = entry.putArray("topics");
        codelists.codes("topic").stream()
                .limit(3)
                .sorted((a, b) -> b.compareTo(a))
                .forEach(topics::add);
        String url = path(declaration) + "/" + entry.path("id").asText();
        editor().body(Json.write(entry))
                .post(path(declaration) + WHY)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
        assertThat(get(url).path("topics")).isEqualTo(topics);
        withdraw(url);
    }
}
