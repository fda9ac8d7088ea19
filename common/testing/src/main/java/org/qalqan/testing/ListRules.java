package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Listing;
import org.qalqan.collections.Spelling;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/** What must hold of every list, generated from the declarations: a list is what one gets by looking at each record oneself. */
public abstract class ListRules extends ServiceRules {

    private static final int MOST_WORDS_RANKED = 25;

    @TestFactory
    Stream<DynamicTest> followingNextAtLimitOneVisitsEveryIdOnce() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            List<String> ids = ids(crawl(path + "?limit=1"));
            assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
            assertThat(ids(crawl(path + "?limit=200&sort=-id"))).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(get(path + "?limit=1&total=true").path("total").intValue())
                    .isEqualTo(ids.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> sortingByAnyKeyVisitsEveryIdOnceTheUnknownLast() {
        return ofEach(declaration -> {
            int all = crawl("/v1/" + declaration.path() + "?limit=200").size();
            List<String> keys = new ArrayList<>(Listing.of(declaration).sortNames());
            keys.remove("relevance");
            for (String key : keys) {
                for (String sort : List.of(key, "-" + key)) {
                    List<JsonNode> sorted = crawl("/v1/" + declaration.path() + "?limit=7&sort=" + sort);
                    assertThat(ids(sorted)).as(sort).doesNotHaveDuplicates().hasSize(all);
                    List<Boolean> known = sorted.stream()
                            .map(record -> !record.path(key).isNull())
                            .toList();
                    long values = known.stream().filter(isKnown -> isKnown).count();
                    assertThat(known.stream().limit(values))
                            .as(sort + ": what is not known comes last")
                            .doesNotContain(false);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> knownAndUnknownAreTheRecordsWithAndWithoutAValue() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path() + "?limit=200&";
            List<JsonNode> all = crawl(path + "sort=id");
            for (String name : Listing.of(declaration).knowableNames()) {
                List<String> known = ids(all.stream()
                        .filter(record -> !record.path(name).isNull() && !isEmptyList(record.path(name)))
                        .toList());
                assertThat(ids(crawl(path + "sort=id&known=" + name)))
                        .as("known=" + name)
                        .isEqualTo(known);
                assertThat(ids(crawl(path + "sort=id&unknown=" + name)))
                        .as("unknown=" + name)
                        .hasSize(all.size() - known.size())
                        .doesNotContainAnyElementsOf(known.isEmpty() ? List.of("no record") : known);
            }
        });
    }

    private static boolean isEmptyList(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyTitleAndAliasFindsItsRecordFirst() {
        return ofEach(declaration -> {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=200")) {
                for (String name : names(record)) {
                    List<JsonNode> found = search(declaration, name, "&limit=200");
                    assertThat(ids(found)).as(name).contains(record.path("id").asText());
                    assertThat(names(found.get(0)).stream().map(ListRules::words))
                            .as("names of what '" + name + "' finds first")
                            .contains(words(name));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyLongWordOfANameFindsItsRecordByItsBeginningAndInAnotherSpelling() {
        return ofEach(declaration -> wordsOfNames(declaration).forEach((word, expected) -> {
            for (String q : new TreeSet<>(
                    List.of(word.substring(0, word.length() - 1), word.toUpperCase(Locale.ROOT), respelt(word)))) {
                assertThat(ids(search(declaration, q, "&limit=200&fields=title")))
                        .as(q)
                        .containsAll(expected);
            }
        }));
    }

    /** As another transliteration, or another printer, might have it. */
    private static String respelt(String word) {
        return word.replaceAll("(?<=[aeiou])yev$", "ev")
                .replaceAll("(?<=[a-z])kh", "h")
                .replace("zh", "j")
                .replace('y', 'i')
                .replace('k', 'q')
                .replaceAll("ise(?=[ds]?$)", "ize")
                .replace("isation", "ization");
    }

    @TestFactory
    Stream<DynamicTest> hitsInTitlesComeFirstAndEachHitOnce() {
        return ofEach(declaration -> wordsOfNames(declaration).keySet().stream()
                .limit(MOST_WORDS_RANKED)
                .forEach(word -> {
                    List<JsonNode> found = search(declaration, word, "&limit=200");
                    List<String> ids = ids(found);
                    assertThat(ids(search(declaration, word, "&limit=3")))
                            .as(word + ", in pages")
                            .doesNotHaveDuplicates()
                            .isEqualTo(ids);
                    assertThat(ids(search(declaration, word, "&limit=200&sort=relevance")))
                            .as(word + ", sorted by relevance")
                            .isEqualTo(ids);
                    assertThat(found.stream().map(record -> rank(word, record)))
                            .as(word + ", by place")
                            .isSorted();
                }));
    }

    /** 0: a name is the word; 1: the title holds it; 2: anything else. */
    private static int rank(String word, JsonNode record) {
        List<List<String>> names = names(record).stream().map(ListRules::words).toList();
        if (names.contains(List.of(word))) {
            return 0;
        }
        return names.get(0).contains(word) ? 1 : 2;
    }

    @Test
    void relevanceNeedsSomethingToBeRelevantTo() {
        request()
                .get("/v1/" + collections.all().get(0).path() + "?sort=relevance")
                .then()
                .statusCode(400)
                .body("errors.message", hasItem("sorting by 'relevance' needs 'q' beside it"));
    }

    /** The words of four letters or more in titles and other names, each with the ids of the records so named. */
    private Map<String, Set<String>> wordsOfNames(Declaration declaration) {
        Map<String, Set<String>> words = new TreeMap<>();
        for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=200")) {
            for (String name : names(record)) {
                words(name).stream().filter(word -> word.length() >= 4).forEach(word -> words.computeIfAbsent(
                                word, none -> new HashSet<>())
                        .add(record.path("id").asText()));
            }
        }
        return words;
    }

    private List<JsonNode> search(Declaration declaration, String q, String rest) {
        return crawl("/v1/" + declaration.path() + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + rest);
    }

    /** The title, then the other names. */
    private static List<String> names(JsonNode record) {
        List<String> names = new ArrayList<>(List.of(record.path("title").asText()));
        record.path("aliases").forEach(alias -> names.add(alias.asText()));
        return names;
    }

    private static List<String> words(String name) {
        return Arrays.stream(Spelling.fold(name).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Groups are what one gets by counting the records oneself; they add up to the total, and what is not known is a group. */
    @TestFactory
    Stream<DynamicTest> groupsEqualCountingTheRecords() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            List<JsonNode> all = crawl(path + "?limit=200");
            for (Field field : declaration.fields()) {
                boolean groupable = Listing.of(declaration).groupNames().contains(field.name());
                if (!groupable) {
                    request().get(path + "?groupBy=" + field.name()).then().statusCode(400);
                    continue;
                }
                Map<String, Integer> expected = new TreeMap<>();
                all.forEach(record -> expected.merge(groupKey(field, record.path(field.name())), 1, Integer::sum));
                Map<String, Integer> found = new TreeMap<>();
                JsonNode answer = get(path + "?groupBy=" + field.name());
                answer.path("groups")
                        .forEach(group -> found.put(
                                group.path("key").path(field.name()).asText(),
                                group.path("count").intValue()));
                assertThat(found).as(field.name()).isEqualTo(expected);
                assertThat(answer.path("total").intValue()).isEqualTo(all.size());
            }
        });
    }

    private static String groupKey(Field field, JsonNode value) {
        if (field.kind() != Kind.DATE || value.isNull()) {
            return value.asText();
        }
        JsonNode earliest = value.path("earliest");
        return earliest.isNull()
                ? "null"
                : String.valueOf(LocalDate.parse(earliest.asText()).getYear());
    }

    @TestFactory
    Stream<DynamicTest> sumsEqualAddingUpTheRecords() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            List<JsonNode> all = crawl(path + "?limit=200");
            String by = Listing.of(declaration).groupNames().get(0);
            for (String metric : Listing.of(declaration).metrics()) {
                if (!metric.startsWith("sum(")) {
                    continue;
                }
                String field = metric.substring(4, metric.length() - 1);
                Map<String, List<JsonNode>> byUnit = new TreeMap<>();
                all.stream()
                        .map(record -> record.path(field))
                        .filter(value -> !value.isNull())
                        .forEach(value -> byUnit.computeIfAbsent(unit(value), unit -> new ArrayList<>())
                                .add(value));
                Map<String, BigDecimal> lows = new TreeMap<>();
                int missing = 0;
                for (JsonNode group :
                        get(path + "?groupBy=" + by + "&metric=" + metric).path("groups")) {
                    missing += group.path("missing").intValue();
                    for (JsonNode sum : group.path("sums")) {
                        if (sum.path("low").isNumber()) {
                            lows.merge(
                                    sum.path("unit").asText(), sum.path("low").decimalValue(), BigDecimal::add);
                        }
                    }
                }
                int known = byUnit.values().stream().mapToInt(List::size).sum();
                assertThat(missing).as(metric).isEqualTo(all.size() - known);
                byUnit.forEach((unit, values) -> {
                    if (values.stream().allMatch(value -> low(value).isNumber())) {
                        BigDecimal sum = values.stream()
                                .map(value -> low(value).decimalValue())
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                        assertThat(lows.get(unit)).as(metric + " in " + unit).isEqualByComparingTo(sum);
                    }
                });
            }
        });
    }

    private static String unit(JsonNode value) {
        return value.isNumber()
                ? "null"
                : value.path(value.has("currency") ? "currency" : "unit").asText();
    }

    private static JsonNode low(JsonNode value) {
        return value.isNumber() ? value : value.path("low");
    }

    @Test
    void etagOfAnAnswerIsGoodForNotModified() {
        String path = "/v1/" + collections.all().get(0).path();
        String tag = request().get(path).then().statusCode(200).extract().header("ETag");
        request().header("If-None-Match", tag).get(path).then().statusCode(304);
    }
}
