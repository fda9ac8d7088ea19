package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Declaration;

/** What must hold of the search through all collections: it finds what each of them finds, in one order, counted. */
public abstract class SearchRules extends ServiceRules {

    private static final String SEARCH = "/v1/search";

    private static String q(String text) {
        return "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Words, and words as readers knew the record by some day. */
    private Stream<String> words() {
        return Stream.of("defence", "training", "the", "Kazakhstan", "aircraft -Russian", "2007")
                .map(SearchRules::q)
                .flatMap(q -> Stream.of(q, q + "&knownAt=2008-12-31"));
    }

    @TestFactory
    Stream<DynamicTest> findsWhatTheCollectionsFind() {
        return words().map(word -> DynamicTest.dynamicTest(word, () -> {
            Map<String, JsonNode> ofCollections = new TreeMap<>();
            for (Declaration declaration : collections.all()) {
                crawl("/v1/" + declaration.path() + "?limit=200&" + word)
                        .forEach(record -> ofCollections.put(record.path("id").asText(), record));
            }
            List<JsonNode> hits = crawl(SEARCH + "?limit=200&" + word);
            assertThat(ids(hits)).containsExactlyInAnyOrderElementsOf(ofCollections.keySet());
            for (JsonNode hit : hits) {
                JsonNode record =
                        Objects.requireNonNull(ofCollections.get(hit.path("id").asText()));
                for (String member : List.of("type", "title", "url", "topics")) {
                    assertThat(hit.path(member)).isEqualTo(record.path(member));
                }
                assertThat(hit.path("service").asText()).isEqualTo(service);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> countsByTypeAndTopicWhatItFinds() {
        return words().map(word -> DynamicTest.dynamicTest(word, () -> {
            List<JsonNode> hits = crawl(SEARCH + "?limit=200&" + word);
            JsonNode page = get(SEARCH + "?limit=1&" + word);
            assertThat(page.path("total").intValue()).isEqualTo(hits.size());
            assertThat(page.path("bounded").booleanValue()).isFalse();
            assertThat(counts(page.at("/facets/types")))
                    .isEqualTo(counted(hits.stream().map(hit -> hit.path("type").asText())));
            assertThat(counts(page.at("/facets/topics")))
                    .isEqualTo(counted(hits.stream()
                            .flatMap(hit -> hit.path("topics").valueStream())
                            .map(JsonNode::asText)));
        }));
    }

    private static Map<String, Integer> counts(JsonNode facets) {
        Map<String, Integer> counts = new TreeMap<>();
        facets.forEach(facet ->
                counts.put(facet.path("key").asText(), facet.path("count").intValue()));
        return counts;
    }

    private static Map<String, Integer> counted(Stream<String> keys) {
        Map<String, Integer> counts = new TreeMap<>();
        keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }

    @Test
    void theBestComeFirstAndPagesFollowEachOtherWithoutGapOrRepetition() {
        List<JsonNode> hits = crawl(SEARCH + "?limit=200&q=the");
        assertThat(hits)
                .hasSizeGreaterThan(20)
                .isSortedAccordingTo(
                        Comparator.comparing((JsonNode hit) -> -hit.path("rank").intValue())
                                .thenComparing(hit -> hit.path("id").asText()));
        assertThat(crawl(SEARCH + "?limit=7&q=the")).isEqualTo(hits);
    }

    /** Asked for by its title, a record is not found behind one that is called something else. */
    @TestFactory
    Stream<DynamicTest> recordIsFoundFirstByItsTitle() {
        return ofEach(declaration -> {
            JsonNode record =
                    get("/v1/" + declaration.path() + "?limit=1").path("items").path(0);
            String title = record.path("title").asText().replace("\"", " ");
            JsonNode first = get(SEARCH + "?limit=1&" + q(title)).path("items").path(0);
            assertThat(first.path("title").asText())
                    .isEqualToIgnoringCase(record.path("title").asText());
            assertThat(marked(first)).isNotEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> typeNarrows() {
        return ofEach(declaration -> {
            String type = declaration.type();
            List<JsonNode> all = crawl(SEARCH + "?limit=200&q=the");
            assertThat(crawl(SEARCH + "?limit=200&q=the&type=" + type))
                    .isEqualTo(all.stream()
                            .filter(hit -> hit.path("type").asText().equals(type))
                            .toList());
        });
    }

    @Test
    void highlightsMarkWhatWasLookedForInAnySpelling() {
        for (JsonNode hit : crawl(SEARCH + "?limit=200&q=defense")) {
            assertThat(marked(hit)).as(hit.toString()).allSatisfy(word -> assertThat(word)
                    .containsIgnoringCase("defen"));
        }
    }

    private static List<String> marked(JsonNode hit) {
        List<String> marked = new ArrayList<>();
        hit.path("highlights").forEach(highlight -> highlight
                .path("matches")
                .forEach(match -> marked.add(highlight
                        .path("text")
                        .asText()
                        .substring(
                                match.path("from").intValue(), match.path("to").intValue()))));
        return marked;
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        JsonNode page = get(SEARCH + "?q=xyzzyplugh");
        assertThat(page.path("items")).isEmpty();
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(page.path("total").intValue()).isZero();
        assertThat(page.at("/facets/types")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1, q",
        "q=, q",
        "q=-only, q",
        "q=%22open, q",
        "q=the&limit=0, limit",
        "q=the&after=elsewhere, after",
        "q=the&type=no-such-type, type",
        "q=the&typ=x, typ",
    })
    void refusesWhatItDoesNotUnderstandByName(String query, String name) {
        JsonNode problem = Json.read(request()
                .get(SEARCH + "?" + query)
                .then()
                .statusCode(400)
                .extract()
                .asString());
        assertThat(problem.at("/errors/0/name").asText()).isEqualTo(name);
    }
}
