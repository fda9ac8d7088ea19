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
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.DisagreementResource;
import org.qalqan.collections.GapResource;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.collections.ReadingResource;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Edtf;

/** That every filter of every field leaves what is left of the whole list when one looks at each record oneself. */
public abstract class FilterRules extends ServiceRules {

    /** Of each field so many of its values are asked for: the first, and some from all over. */
    private static final int VALUES = 6;

    @TestFactory
    Stream<DynamicTest> filteringByWordsEqualsLookingAtEachRecord() {
        return ofEachField((list, field, all) -> {
            switch (field.kind()) {
                case TEXT, CODE, REFERENCE -> byWords(list, field, all);
                default -> {
                    // the other rules
                }
            }
        });
    }

    private static void byWords(Listing list, Field field, List<JsonNode> all) {
        List<String> values = some(all.stream()
                .flatMap(record -> words(record, field).stream())
                .distinct()
                .toList());
        for (String value : values) {
            check(list, all, Map.of(field.name(), escaped(value)), record -> words(record, field)
                    .contains(value));
            check(list, all, Map.of(field.name() + ".not", escaped(value)), record -> !words(record, field)
                    .contains(value));
        }
        if (values.size() > 1) {
            List<String> two = values.subList(0, 2);
            String either = two.stream().map(FilterRules::escaped).collect(Collectors.joining(","));
            check(list, all, Map.of(field.name(), either), record -> words(record, field).stream()
                    .anyMatch(two::contains));
            check(list, all, Map.of(field.name() + ".not", either), record -> words(record, field).stream()
                    .noneMatch(two::contains));
            check(
                    list,
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
        // those of an item of evidence are its readings'
        Iterable<JsonNode> all = field.name().equals("sources") && value.isMissingNode()
                ? record.findValues("source")
                : value.isArray() ? value : List.of(value);
        all.forEach(one -> {
            if (one.isTextual()) {
                words.add(one.textValue());
            }
        });
        return words;
    }

    @TestFactory
    Stream<DynamicTest> filteringByNumbersEqualsLookingAtEachRecord() {
        return ofEachField((list, field, all) -> {
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
                                list,
                                all,
                                Map.of(name, text),
                                record -> isAtMost(low(record, name), number) && isAtLeast(high(record, name), number));
                        check(
                                list,
                                all,
                                Map.of(name + ".not", text),
                                record ->
                                        !isAtMost(low(record, name), number) || !isAtLeast(high(record, name), number));
                        check(list, all, Map.of(name + ".min", text), record -> isAtLeast(high(record, name), number));
                        check(list, all, Map.of(name + ".max", text), record -> isAtMost(low(record, name), number));
                    }
                    for (String currency : some(all.stream()
                            .map(record -> record.path(name).path("currency").asText(""))
                            .filter(currency -> !currency.isEmpty())
                            .distinct()
                            .toList())) {
                        check(list, all, Map.of(name + ".currency", currency), record -> record.path(name)
                                .path("currency")
                                .asText()
                                .equals(currency));
                    }
                }
                case BOOLEAN -> {
                    for (boolean value : List.of(true, false)) {
                        check(
                                list,
                                all,
                                Map.of(name, String.valueOf(value)),
                                record -> record.path(name).isBoolean()
                                        && record.path(name).booleanValue() == value);
                        check(
                                list,
                                all,
                                Map.of(name + ".not", String.valueOf(value)),
                                record -> !record.path(name).isBoolean()
                                        || record.path(name).booleanValue() != value);
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
        return ofEachField((list, field, all) -> {
            if (field.many()) {
                return;
            }
            switch (field.kind()) {
                case DATE -> byDates(list, field, all);
                default -> {
                    // the other rules
                }
            }
        });
    }

    private static void byDates(Listing list, Field field, List<JsonNode> all) {
        String name = field.name();
        Set<String> dates = new LinkedHashSet<>(some(all.stream()
                .map(record -> record.path(name))
                .map(date ->
                        date.isTextual() ? date.asText() : date.path("edtf").asText(""))
                .filter(date -> !date.isEmpty())
                .distinct()
                .toList()));
        dates.add("2003");
        for (String date : dates) {
            Edtf asked = Edtf.parse(date);
            check(list, all, Map.of(name, date), record -> overlaps(record, name, asked, asked));
            if (list.parameters().contains("match")) {
                check(list, all, Map.of(name, date, "match", "within"), record -> isWithin(record, name, asked, asked));
            }
            if (name.equals(list.mainDate())) {
                check(list, all, Map.of("from", date), record -> overlaps(record, name, asked, null));
                check(list, all, Map.of("to", date), record -> overlaps(record, name, null, asked));
                check(
                        list,
                        all,
                        Map.of("from", date, "match", "within"),
                        record -> isWithin(record, name, asked, null));
            }
        }
    }

    private static boolean overlaps(JsonNode record, String name, @Nullable Edtf from, @Nullable Edtf to) {
        JsonNode date = record.path(name);
        return isKnown(date)
                && !earliest(date).isAfter(to == null || to.latest() == null ? LocalDate.MAX : to.latest())
                && !latest(date).isBefore(from == null || from.earliest() == null ? LocalDate.MIN : from.earliest());
    }

    private static boolean isWithin(JsonNode record, String name, @Nullable Edtf from, @Nullable Edtf to) {
        JsonNode date = record.path(name);
        return isKnown(date)
                && !earliest(date).isBefore(from == null || from.earliest() == null ? LocalDate.MIN : from.earliest())
                && !latest(date).isAfter(to == null || to.latest() == null ? LocalDate.MAX : to.latest());
    }

    /** A record's is an object, that of an item of evidence the text alone. */
    private static boolean isKnown(JsonNode date) {
        return date.isObject() || date.isTextual();
    }

    private static LocalDate earliest(JsonNode date) {
        LocalDate earliest = date.isTextual() ? Edtf.parse(date.asText()).earliest() : day(date.path("earliest"));
        return earliest == null ? LocalDate.MIN : earliest;
    }

    private static LocalDate latest(JsonNode date) {
        LocalDate latest = date.isTextual() ? Edtf.parse(date.asText()).latest() : day(date.path("latest"));
        return latest == null ? LocalDate.MAX : latest;
    }

    private static @Nullable LocalDate day(JsonNode day) {
        return day.isNull() ? null : LocalDate.parse(day.asText());
    }

    @TestFactory
    Stream<DynamicTest> aBatchOfIdsIsThoseRecords() {
        return ofEachList((list, all) -> {
            List<String> ids = some(ids(all));
            check(
                    list,
                    all,
                    Map.of("id", String.join(",", ids) + ",no-such-record"),
                    record -> ids.contains(record.path("id").asText()));
        });
    }

    /** And nothing else does: what refers to a record, anywhere, is found by it. */
    @TestFactory
    Stream<DynamicTest> whatRefersToARecordIsWhatNamesIt() {
        return ofEachList((list, all) -> {
            if (!list.records()) {
                return;
            }
            Map<String, Set<String>> targets = new LinkedHashMap<>();
            all.forEach(record -> {
                Set<String> named = targets.computeIfAbsent(record.path("id").asText(), id -> new LinkedHashSet<>());
                collectReferences(list.fields(), record, named);
            });
            List<String> named = some(
                    targets.values().stream().flatMap(Set::stream).distinct().toList());
            for (String target : named) {
                check(list, all, Map.of("refersTo", target), record -> Objects.requireNonNull(
                                targets.get(record.path("id").asText()))
                        .contains(target));
            }
            String any =
                    Stream.concat(named.stream(), Stream.of("no-such-record")).collect(Collectors.joining(","));
            check(list, all, Map.of("refersTo", any), record -> named.stream()
                    .anyMatch(
                            Objects.requireNonNull(targets.get(record.path("id").asText()))::contains));
        });
    }

    private static void collectReferences(List<Field> fields, JsonNode object, Set<String> targets) {
        for (Field field : fields) {
            JsonNode value = object.path(field.name());
            if (field.kind() == Kind.REFERENCE) {
                targets.addAll(words(object, field));
            } else if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> collectReferences(field.fields(), element, targets));
            }
        }
    }

    private interface FieldRule {
        void check(Listing list, Field field, List<JsonNode> all);
    }

    private interface ListRule {
        void check(Listing list, List<JsonNode> all);
    }

    private Stream<DynamicTest> ofEachField(FieldRule rule) {
        return ofEachList((list, all) -> list.fields().forEach(field -> rule.check(list, field, all)));
    }

    /** The collections, and what there is about evidence. */
    private Stream<DynamicTest> ofEachList(ListRule rule) {
        return Stream.concat(
                        collections.all().stream().map(Listing::of),
                        Stream.of(ReadingResource.listing(), DisagreementResource.listing(), GapResource.listing()))
                .map(list -> DynamicTest.dynamicTest(list.path(), () -> {
                    List<JsonNode> all = crawl("/v1/" + list.path() + "?limit=200");
                    assertThat(all).isNotEmpty();
                    rule.check(list, all);
                }));
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
            Listing list, List<JsonNode> all, Map<String, String> query, Predicate<JsonNode> matches) {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        parameters.put("limit", "200");
        parameters.put("fields", "id");
        List<String> found = new ArrayList<>();
        JsonNode page = Json.read(given().queryParams(parameters)
                .get("/v1/" + list.path())
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
                .as("%s %s", list.path(), query)
                .containsExactlyInAnyOrderElementsOf(
                        ids(all.stream().filter(matches).toList()));
    }
}
