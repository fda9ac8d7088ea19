package org.qalqan.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/** What must hold of every list, generated from the declarations: a list is what one gets by looking at each record oneself. */
public abstract class ListRules extends ServiceRules {

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
            for (String key : Listing.of(declaration).sortNames()) {
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
    Stream<DynamicTest> whateverARecordRefersToFindsIt() {
        return ofEach(declaration -> {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=10").stream()
                    .limit(10)
                    .toList()) {
                Set<String> targets = new HashSet<>();
                collectReferences(declaration.fields(), record, targets);
                for (String target : targets) {
                    assertThat(ids(crawl("/v1/" + declaration.path() + "?limit=200&refersTo=" + target)))
                            .as("refersTo=" + target)
                            .contains(record.path("id").asText());
                }
            }
        });
    }

    private static void collectReferences(List<Field> fields, JsonNode object, Set<String> targets) {
        for (Field field : fields) {
            JsonNode value = object.path(field.name());
            if (field.kind() == Kind.REFERENCE) {
                (value.isArray() ? value : List.of(value)).forEach(id -> {
                    if (id.isTextual()) {
                        targets.add(id.asText());
                    }
                });
            } else if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> collectReferences(field.fields(), element, targets));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTitleAndAliasFindsItsRecord() {
        return ofEach(declaration -> {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=200")) {
                List<String> spellings =
                        new ArrayList<>(List.of(record.path("title").asText()));
                record.path("aliases").forEach(alias -> spellings.add(alias.asText()));
                for (String spelling : spellings) {
                    String found = given().queryParam("q", spelling)
                            .queryParam("limit", 200)
                            .get("/v1/" + declaration.path())
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString();
                    assertThat(ids(Json.read(found).path("items")))
                            .as(spelling)
                            .contains(record.path("id").asText());
                }
            }
        });
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
