package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.collections.declare.Declaration;

/** That a client which keeps an answer is told truly whether it is still the answer. */
public abstract class CachingRules extends ServiceRules {

    /** Nothing is decompressed, and no coding asked for, unless a test does. */
    private static final RestAssuredConfig AS_SENT = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    private static RequestSpecification plain() {
        return RestAssured.given().config(AS_SENT).urlEncodingEnabled(false);
    }

    private static RequestSpecification gzip() {
        return plain().header("Accept-Encoding", "gzip");
    }

    @TestFactory
    Stream<DynamicTest> whatTheClientHasIsNotSentAgain() {
        return Stream.concat(
                        collections.all().stream()
                                .flatMap(declaration -> Stream.of("/v1/" + declaration.path(), recordOf(declaration))),
                        Stream.of(
                                "/v1/readings",
                                "/v1/readings.csv",
                                "/v1/readings.ndjson",
                                "/v1/disagreements",
                                "/v1/gaps",
                                "/v1/meta/fields",
                                "/v1/meta/coverage",
                                "/v1/meta/invariants",
                                "/v1/meta/codelists/topic"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    for (boolean compressed : List.of(false, true)) {
                        Response whole = (compressed ? gzip() : plain()).get(path);
                        whole.then().statusCode(200);
                        String tag = whole.header("ETag");
                        assertThat(tag).matches("\"[^\"]+\"");
                        Response known = (compressed ? gzip() : plain())
                                .header("If-None-Match", "\"x\", " + tag)
                                .get(path);
                        known.then().statusCode(304);
                        assertThat(known.asByteArray()).isEmpty();
                        assertThat(known.header("ETag")).isEqualTo(tag);
                        for (String header : List.of("Cache-Control", "Vary")) {
                            assertThat(known.header(header))
                                    .isEqualTo(whole.header(header))
                                    .isNotEmpty();
                        }
                        plain().header("If-None-Match", "\"of something else\"")
                                .get(path)
                                .then()
                                .statusCode(200);
                    }
                }));
    }

    private static String recordOf(Declaration declaration) {
        String list = "/v1/" + declaration.path();
        return plain().get(list + "?limit=1").path("items[0].url");
    }

    @Test
    void tagsDifferByQueryFormatAndCoding() {
        String list = "/v1/" + collections.all().get(0).path();
        String record = recordOf(collections.all().get(0));
        List<String> tags = new ArrayList<>();
        for (String path : List.of(
                list,
                list + "?limit=24",
                list + "?sort=id",
                list + ".csv",
                list + ".ndjson",
                record,
                record + "?fields=title",
                record + "?include=readings",
                "/v1/readings",
                "/v1/readings?limit=24")) {
            tags.add(plain().get(path).header("ETag"));
        }
        tags.add(gzip().get(list).header("ETag"));
        tags.add(gzip().get(list + ".csv").header("ETag"));
        tags.add(plain().header("Accept", "text/csv").get(list).header("ETag"));
        Set<String> different = new LinkedHashSet<>(tags);
        // the same list as CSV, by suffix and by Accept, may or may not share its tag: it is the same body
        assertThat(different.size()).isGreaterThanOrEqualTo(tags.size() - 1);
    }

    /** A record's tag is its own revision: what happens to others does not touch it, and every list's follows the store. */
    @Test
    void aChangeTouchesTheTagsOfWhatItChanges() {
        Declaration declaration = collections.all().get(0);
        List<JsonNode> two = crawl("/v1/" + declaration.path() + "?limit=2").subList(0, 2);
        String changed = two.get(0).path("url").asText();
        String other = two.get(1).path("url").asText();
        String list = "/v1/" + declaration.path();
        String ofChanged = plain().get(changed).header("ETag");
        String ofOther = plain().get(other).header("ETag");
        String ofList = plain().get(list).header("ETag");
        long before = store.revision();
        assertThat(plain().get(list).header("Data-Revision")).isEqualTo(service + "=" + before);

        sql.execute(
                "update record set declaration_digest = 'of an earlier version' where id = ?",
                two.get(0).path("id").asText());
        loader.load();

        assertThat(plain().header("If-None-Match", ofChanged).get(changed).statusCode())
                .isEqualTo(200);
        assertThat(plain().header("If-None-Match", ofOther).get(other).statusCode())
                .isEqualTo(304);
        assertThat(plain().header("If-None-Match", ofList).get(list).statusCode())
                .isEqualTo(200);
        assertThat(plain().get(changed).header("ETag")).startsWith("\"r" + (before + 1) + ".");
        assertThat(plain().get(list).header("Data-Revision")).isEqualTo(service + "=" + (before + 1));
    }

    @Test
    void aLargeBodyIsCompressedForThoseWhoTakeIt() throws IOException {
        String list = "/v1/" + collections.all().get(0).path() + "?limit=50";
        Response whole = plain().get(list);
        Response compressed = gzip().get(list);
        assertThat(whole.header("Content-Encoding")).isNull();
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.asByteArray().length).isLessThan(whole.asByteArray().length / 2);
        assertThat(decompressed(compressed)).isEqualTo(whole.asString());
        for (Response answer : List.of(whole, compressed)) {
            assertThat(answer.header("Vary")).contains("Accept-Encoding", "Accept", "Data-Revision-Min");
        }
        Response small = gzip().get("/v1/" + collections.all().get(0).path() + "?id=no-such-record");
        assertThat(small.header("Content-Encoding")).isNull();
        Response stream = gzip().get("/v1/readings.csv");
        assertThat(stream.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(decompressed(stream))
                .isEqualTo(plain().get("/v1/readings.csv").asString());
    }

    private static String decompressed(Response answer) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=3", ".csv", ".ndjson"})
    void headIsGetWithoutTheBody(String query) {
        String path = "/v1/" + collections.all().get(0).path() + query;
        Response get = plain().get(path);
        Response head = plain().head(path);
        head.then().statusCode(200);
        assertThat(head.asByteArray()).isEmpty();
        for (Header header : get.headers()) {
            if (!header.getName().equalsIgnoreCase("transfer-encoding")
                    && !header.getName().equalsIgnoreCase("content-length")) {
                assertThat(head.headers().getValues(header.getName()))
                        .as(header.getName())
                        .isEqualTo(get.headers().getValues(header.getName()));
            }
        }
    }

    @Test
    void aRevisionThatHasNotArrivedIsSaidToBeMissing() {
        String list = "/v1/" + collections.all().get(0).path();
        String revision = plain().get(list).header("Data-Revision");
        request()
                .header("Data-Revision-Min", revision + ", somewhere-else=999")
                .get(list)
                .then()
                .statusCode(200);
        Response missing = request()
                .header("Data-Revision-Min", service + "=" + (store.revision() + 1))
                .get(list);
        missing.then().statusCode(503);
        assertThat(missing.header("Retry-After")).isEqualTo("1");
        request().header("Data-Revision-Min", "yesterday").get(list).then().statusCode(400);
    }

    /** What whoever keeps answers asks again and again. */
    @Test
    void theStateOfTheStoreIsTheOneThatAnswersName() {
        String path = "/v1/" + collections.all().get(0).path() + "?limit=1";
        Response state = plain().get("/internal/revision");
        state.then().statusCode(200);
        assertThat(state.header("Cache-Control")).isEqualTo("no-store");
        assertThat(state.jsonPath().getString("shapedBy")).isNotBlank();
        assertThat(state.jsonPath().getLong("revision")).isEqualTo(store.revision());
        assertThat(plain().get(path).header("Data-Revision")).isEqualTo(service + "=" + store.revision());
    }

    @Test
    void problemsAreNotKept() {
        Response refused = request().get("/v1/" + collections.all().get(0).path() + "?limti=1");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.header("ETag")).isNull();
    }

    @Test
    void anyOriginMayReadAndSeeWhatItNeeds() {
        String list = "/v1/" + collections.all().get(0).path();
        Response answer = plain().header("Origin", "https://example.org").get(list);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Link", "Data-Revision");
        Response preflight = plain().header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "If-None-Match")
                .options(list);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("If-None-Match");
    }
}
