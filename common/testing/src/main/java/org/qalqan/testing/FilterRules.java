package org.qalqan.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;

/** That every filter of every field leaves what is left of the whole list when one looks at each record oneself. */
public abstract class FilterRules extends ServiceRules {

    /** Of each field so many of its values are asked for: the first, and some from all over. */
    private static final int VALUES = 6;

    @TestFactory
    Stream<DynamicTest> filteringByWordsEqualsLookingAtEachRecord() {
        return ofEachField((declaration, field, all) -> {
            switch (field.kind()) {
                case TEXT, CODE, REFERENCE -> byWords(declaration, field, all);
                default -> {
                    // the other rules
                }
            }
        });
    }

    private static void byWords(Declaration declaration, Field field, List<JsonNode> all) {
        List<String> values = some(all.stream()
                .flatMap(record -> words(record, field).stream())
                .distinct()
                .toList());
        for (String value : values) {
            check(declaration, all, Map.of(field.name(), escaped(value)), record -> words(record, field)
                    .contains(value));
            check(declaration, all, Map.of(field.name() + ".not", escaped(value)), record -> !words(record, field)
                    .contains(value));
        }
        if (values.size() > 1) {
            List<String> two = values.subList(0, 2);
            String either = two.stream().map(FilterRules::escaped).collect(Collectors.joining(","));
            check(declaration, all, Map.of(field.name(), either), record -> words(record, field).stream()
                    .anyMatch(two::contains));
            check(declaration, all, Map.of(field.name() + ".not", either), record -> words(record, field).stream()
                    .noneMatch(two::contains));
            check(
                    declaration,
                    all,
                    Map.of(field.name(), either, field.name() + ".not", escaped(two.get(0))),
                    record -> words(record, field).contains(two.get(1))
                            && !words(record, field).contains(two.get(0)));
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }

    private static List<String> words(JsonNode record, Field field) {
        List<String> words = new ArrayList<>();
        JsonNode value = record.path(field.name());
        (value.isArray() ? value : List.of(value)).forEach(one -> {
            if (one.isTextual()) {
                words.add(one.textValue());
            }
        });
        return words;
    }

    @TestFactory
    Stream<DynamicTest> filteringByNumbersEqualsLookingAtEachRecord() {
        return ofEachField((declaration, field, all) -> {
            if (field.many()) {
                return;
            }
            String name = field.name();
            switch (field.kind()) {
                case INTEGER, QUANTITY, MONEY -> {
                    for (BigDecimal number : some(all.stream()
                            .flatMap(record -> bounds(record.path(name)).stream())
                            .distinct()
                            .toList())) {
                        String text = number.toPlainString();
                        check(
                                declaration,
                                all,
                                Map.of(name, text),
                                record -> isAtMost(low(record, name), number) && isAtLeast(high(record, name), number));
                        check(
                                declaration,
                                all,
                                Map.of(name + ".min", text),
                                record -> isAtLeast(high(record, name), number));
                        check(
                                declaration,
                                all,
                                Map.of(name + ".max", text),
                                record -> isAtMost(low(record, name), number));
                    }
                    for (String currency : some(all.stream()
                            .map(record -> record.path(name).path("currency").asText(""))
                            .filter(currency -> !currency.isEmpty())
                            .distinct()
                            .toList())) {
                        check(declaration, all, Map.of(name + ".currency", currency), record -> record.path(name)
                                .path("currency")
                                .asText()
                                .equals(currency));
                    }
                }
                case BOOLEAN -> {
                    for (boolean value : List.of(true, false)) {
                        check(
                                declaration,
                                all,
                                Map.of(name, String.valueOf(value)),
                                record -> record.path(name).isBoolean()
                                        && record.path(name).booleanValue() == value);
                    }
                }
                default -> {
                    // the other rules
                }
            }
        });
    }

    /** The ends of a number; an open one is left out. */
    private static List<BigDecimal> bounds(JsonNode value) {
        return Stream.of(value, value.path("low"), value.path("high"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .toList();
    }

    private static JsonNode low(JsonNode record, String name) {
        JsonNode value = record.path(name);
        return value.isNumber() || value.isNull() ? value : openOr(value.path("low"), "-1e40");
    }

    private static JsonNode high(JsonNode record, String name) {
        JsonNode value = record.path(name);
        return value.isNumber() || value.isNull() ? value : openOr(value.path("high"), "1e40");
    }

    private static JsonNode openOr(JsonNode bound, String open) {
        return bound.isNumber() ? bound : Json.read(open);
    }

    private static boolean isAtMost(JsonNode bound, BigDecimal number) {
        return bound.isNumber() && bound.decimalValue().compareTo(number) <= 0;
    }

    private static boolean isAtLeast(JsonNode bound, BigDecimal number) {
        return bound.isNumber() && bound.decimalValue().compareTo(number) >= 0;
    }

    @TestFactory
    Stream<DynamicTest> filteringByDatesEqualsLookingAtEachRecord() {
        return ofEachField((declaration, field, all) -> {
            if (field.many()) {
                return;
            }
            switch (field.kind()) {
                case DATE -> byDates(declaration, field, all);
                default -> {
                    // the other rules
                }
            }
        });
    }

    private static void byDates(Declaration declaration, Field field, List<JsonNode> all) {
        String name = field.name();
        Set<String> dates = new LinkedHashSet<>(some(all.stream()
                .map(record -> record.path(name).path("edtf").asText(""))
                .filter(date -> !date.isEmpty())
                .distinct()
                .toList()));
        dates.add("2003");
        for (String date : dates) {
            Edtf asked = Edtf.parse(date);
            check(declaration, all, Map.of(name, date), record -> overlaps(record, name, asked, asked));
            check(
                    declaration,
                    all,
                    Map.of(name, date, "match", "within"),
                    record -> isWithin(record, name, asked, asked));
            if (name.equals(declaration.mainDate())) {
                check(declaration, all, Map.of("from", date), record -> overlaps(record, name, asked, null));
                check(declaration, all, Map.of("to", date), record -> overlaps(record, name, null, asked));
                check(
                        declaration,
                        all,
                        Map.of("from", date, "match", "within"),
                        record -> isWithin(record, name, asked, null));
            }
        }
    }

    private static boolean overlaps(JsonNode record, String name, @Nullable Edtf from, @Nullable Edtf to) {
        JsonNode date = record.path(name);
        return date.isObject()
                && !earliest(date).isAfter(to == null || to.latest() == null ? LocalDate.MAX : to.latest())
                && !latest(date).isBefore(from == null || from.earliest() == null ? LocalDate.MIN : from.earliest());
    }

    private static boolean isWithin(JsonNode record, String name, @Nullable Edtf from, @Nullable Edtf to) {
        JsonNode date = record.path(name);
        return date.isObject()
                && !earliest(date).isBefore(from == null || from.earliest() == null ? LocalDate.MIN : from.earliest())
                && !latest(date).isAfter(to == null || to.latest() == null ? LocalDate.MAX : to.latest());
    }

    private static LocalDate earliest(JsonNode date) {
        return date.path("earliest").isNull()
                ? LocalDate.MIN
                : LocalDate.parse(date.path("earliest").asText());
    }

    private static LocalDate latest(JsonNode date) {
        return date.path("latest").isNull()
                ? LocalDate.MAX
                : LocalDate.parse(date.path("latest").asText());
    }

    @TestFactory
    Stream<DynamicTest> aBatchOfIdsIsThoseRecords() {
        return ofEach(declaration -> {
            List<JsonNode> all = crawl("/v1/" + declaration.path() + "?limit=200");
            List<String> ids = some(ids(all));
            check(
                    declaration,
                    all,
                    Map.of("id", String.join(",", ids) + ",no-such-record"),
                    record -> ids.contains(record.path("id").asText()));
        });
    }

    private interface FieldRule {
        void check(Declaration declaration, Field field, List<JsonNode> all);
    }

    private Stream<DynamicTest> ofEachField(FieldRule rule) {
        return ofEach(declaration -> {
            List<JsonNode> all = crawl("/v1/" + declaration.path() + "?limit=200");
            declaration.fields().forEach(field -> rule.check(declaration, field, all));
        });
    }

    private static <T> List<T> some(List<T> values) {
        int step = Math.max(1, values.size() / VALUES);
        List<T> some = new ArrayList<>();
        for (int i = 0; i < values.size() && some.size() < VALUES; i += step) {
            some.add(values.get(i));
        }
        return some;
    }

    /** Asks for all that match, page by page, and compares with those of all records that do. */
    private static void check(
            Declaration declaration, List<JsonNode> all, Map<String, String> query, Predicate<JsonNode> matches) {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.put("limit", "200");
        parameters.put("fields", "id");
        List<String> found = new ArrayList<>();
        JsonNode page = Json.read(given().queryParams(parameters)
                .get("/v1/" + declaration.path())
                .then()
                .statusCode(200)
                .extract()
                .asString());
        while (true) {
            found.addAll(ids(page.path("items")));
            String next = page.path("next").textValue();
            if (next == null) {
                break;
            }
            page = Json.read(given().urlEncodingEnabled(false).get(next).asString());
        }
        assertThat(found)
                .as("%s %s", declaration.path(), query)
                .containsExactlyInAnyOrderElementsOf(
                        ids(all.stream().filter(matches).toList()));
    }
}
