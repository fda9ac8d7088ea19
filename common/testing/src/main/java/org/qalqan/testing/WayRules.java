package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/** That a page holds the same items in the same order, in whatever way the store looks for them. */
public abstract class WayRules extends ServiceRules {

    /** As many references as make the store walk through a list instead of looking up what refers to an id: no fewer than {@code Ways} calls few. */
    private static final int MANY = 1_000;

    private static final int DAYS = 3;

    @TestFactory
    Stream<DynamicTest> whatLiesInSomeDaysHasTheOrderOfTheWholeList() {
        return ofEach(declaration -> declaration.fields().stream()
                .filter(field -> field.kind() == Kind.DATE && !field.many())
                .forEach(field -> Stream.of(field.name(), "-" + field.name())
                        .forEach(sort -> inTheOrderOf(declaration, field, sort))));
    }

    private void inTheOrderOf(Declaration declaration, Field field, String sort) {
        String list = "/v1/" + declaration.path() + "?sort=" + sort;
        List<JsonNode> all = crawl(list + "&limit=200");
        String name = field.name();
        for (LocalDate day : middleOfSome(all, name)) {
            List<String> onThatDay = ids(all.stream()
                    .filter(record -> isAtOrAfter(record, name, day) && isAtOrBefore(record, name, day))
                    .toList());
            assertThat(ids(crawl(list + "&limit=2&" + name + "=" + day)))
                    .as("%s on %s by %s", declaration.path(), day, sort)
                    .isEqualTo(onThatDay);
            if (name.equals(declaration.mainDate())) {
                assertThat(ids(crawl(list + "&limit=2&from=" + day)))
                        .as("%s from %s by %s", declaration.path(), day, sort)
                        .isEqualTo(ids(all.stream()
                                .filter(record -> isAtOrAfter(record, name, day))
                                .toList()));
                assertThat(ids(crawl(list + "&limit=2&to=" + day)))
                        .as("%s to %s by %s", declaration.path(), day, sort)
                        .isEqualTo(ids(all.stream()
                                .filter(record -> isAtOrBefore(record, name, day))
                                .toList()));
            }
        }
    }

    /** Days on which some record's date may have begun already, and not ended. */
    private static List<LocalDate> middleOfSome(List<JsonNode> all, String name) {
        Set<LocalDate> days = new TreeSet<>();
        for (JsonNode record : all) {
            JsonNode date = record.path(name);
            if (date.path("earliest").isTextual() && date.path("latest").isTextual()) {
                LocalDate earliest = LocalDate.parse(date.path("earliest").asText());
                LocalDate latest = LocalDate.parse(date.path("latest").asText());
                days.add(LocalDate.ofEpochDay((earliest.toEpochDay() + latest.toEpochDay()) / 2));
            }
        }
        int step = Math.max(1, days.size() / DAYS);
        List<LocalDate> inOrder = List.copyOf(days);
        return Stream.iterate(0, i -> i + step)
                .limit(days.isEmpty() ? 0 : DAYS)
                .filter(i -> i < inOrder.size())
                .map(inOrder::get)
                .toList();
    }

    private static boolean isAtOrAfter(JsonNode record, String name, LocalDate day) {
        JsonNode latest = record.path(name).path("latest");
        return record.path(name).isObject()
                && (latest.isNull() || !LocalDate.parse(latest.asText()).isBefore(day));
    }

    private static boolean isAtOrBefore(JsonNode record, String name, LocalDate day) {
        JsonNode earliest = record.path(name).path("earliest");
        return record.path(name).isObject()
                && (earliest.isNull() || !LocalDate.parse(earliest.asText()).isAfter(day));
    }

    /** Their statements are not kept: one that is sent while another waits must not take its place. */
    @Test
    void daysThatAreAskedForAtOnceAreToldApart() {
        Declaration declaration = collections.all().stream()
                .filter(collection -> collection.mainDate() != null)
                .findFirst()
                .orElseThrow();
        List<String> questions = Stream.iterate(1991, year -> year <= 2014, year -> year + 1)
                .flatMap(year -> Stream.of("from", "to")
                        .map(bound -> "/v1/" + declaration.path() + "?limit=5&" + bound + "=" + year))
                .toList();
        List<String> expected =
                questions.stream().map(question -> ask(question).body()).toList();
        assertThat(Set.copyOf(expected)).hasSizeGreaterThan(questions.size() / 2);
        List<String> many = Stream.generate(questions::stream)
                .limit(10)
                .flatMap(Function.identity())
                .toList();
        List<String> found =
                many.parallelStream().map(question -> ask(question).body()).toList();
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as(many.get(i)).isEqualTo(expected.get(i % expected.size()));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatManyReferToIsFoundAsWhatFewReferTo() {
        return ofEach(declaration -> {
            List<JsonNode> all = crawl("/v1/" + declaration.path() + "?limit=200");
            for (Field field : declaration.fields()) {
                if (field.kind() == Kind.REFERENCE) {
                    all.stream()
                            .map(record -> record.path(field.name()))
                            .map(value -> value.isArray() ? value.path(0) : value)
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText)
                            .findFirst()
                            .ifPresent(target -> sameWhenManyRefer(declaration, field, target));
                }
            }
        });
    }

    private void sameWhenManyRefer(Declaration declaration, Field field, String target) {
        List<String> questions = Stream.of(field.name(), "refersTo")
                .flatMap(filter -> Stream.of("", "&sort=-id")
                        .map(sort -> "/v1/" + declaration.path() + "?limit=3&" + filter + "=" + target + sort))
                .toList();
        List<List<String>> ofFew =
                questions.stream().map(list -> ids(crawl(list))).toList();
        assertThat(ofFew).noneMatch(List::isEmpty);
        String record = someRecord().path("id").asText();
        sql.execute(
                "insert into reference (record, field, target) select ?, 'made-up.' || n, ? from generate_series(1, ?) n",
                record,
                target,
                MANY);
        try {
            assertThat(questions.stream().map(list -> ids(crawl(list))).toList())
                    .as("%s of %s", field.name(), declaration.path())
                    .isEqualTo(ofFew);
        } finally {
            sql.execute("delete from reference where field like 'made-up.%'");
        }
    }
}
