package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.Validity;

/** What must hold of the evidence for every record: readings, the two clocks, disagreements, gaps, and the counts of the store. */
public abstract class EvidenceRules extends ServiceRules {

    @TestFactory
    Stream<DynamicTest> everyRecordIsFoundByItsIdWithItsReadings() {
        return ofEach(declaration -> {
            for (JsonNode item : crawl("/v1/" + declaration.path() + "?limit=200")) {
                JsonNode record = get(item.path("url").asText() + "?include=readings");
                assertThat(record.path("type").asText()).isEqualTo(declaration.type());
                for (Field field : declaration.fields()) {
                    boolean factual = Declaration.isFactual(field);
                    JsonNode value = record.path(field.name());
                    boolean shown = !value.isNull() && !(value.isArray() && value.isEmpty());
                    if (factual && shown) {
                        assertThat(record.path("readings").findValuesAsText("field"))
                                .as(item.path("id") + " has a reading of " + field.name())
                                .contains(field.name());
                    }
                    if (factual && !shown && !field.name().equals("aliases")) {
                        assertThat(record.path("status").has(field.name()))
                                .as(item.path("id") + " says why " + field.name() + " has no value")
                                .isTrue();
                    }
                }
            }
        });
    }

    /** As of a day: exactly the records that, by one reading at least, may have held then, each marked by all its readings. */
    @TestFactory
    Stream<DynamicTest> asOfFindsWhatMayHaveHeldAndSaysHowSurely() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            if (declaration.validity() == null) {
                // unless it is the name of a field
                request()
                        .get(path + "?asOf=2003-01-01")
                        .then()
                        .statusCode(declaration.field("asOf").isPresent() ? 200 : 400);
                return;
            }
            List<JsonNode> all = crawl(path + "?limit=200&include=readings");
            for (String day : List.of("1992-06-15", "2002-12-31", "2003-04-15", "2004-01-01", "2008-09-01")) {
                Map<String, String> expected = new TreeMap<>();
                all.forEach(record -> {
                    Validity validity = Validity.on(LocalDate.parse(day), times(record, declaration.validity()));
                    if (validity != null) {
                        expected.put(record.path("id").asText(), validity.name().toLowerCase(Locale.ROOT));
                    }
                });
                Map<String, String> found = new TreeMap<>();
                crawl(path + "?limit=7&asOf=" + day)
                        .forEach(record -> found.put(
                                record.path("id").asText(),
                                record.path("asOfValidity").asText()));
                assertThat(found).as(day).isEqualTo(expected);
            }
        });
    }

    private static List<Edtf> times(JsonNode record, String field) {
        List<Edtf> times = new ArrayList<>();
        List<JsonNode> counting = new ArrayList<>();
        record.path("readings").forEach(reading -> {
            if (reading.path("field").asText().equals(field)
                    && !reading.path("rank").asText().equals(Reading.DEPRECATED)
                    && reading.path("value").isTextual()) {
                counting.add(reading);
            }
        });
        boolean preferred = counting.stream()
                .anyMatch(reading -> reading.path("rank").asText().equals(Reading.PREFERRED));
        counting.stream()
                .filter(reading ->
                        !preferred || !reading.path("difference").asText().equals("precision"))
                .forEach(reading -> times.add(Edtf.parse(reading.path("value").asText())));
        return times;
    }

    /** As known on a day: the readings that were out, and the records that have one. Long after, all is as it is today. */
    @TestFactory
    Stream<DynamicTest> knownAtShowsWhatSourcesSaidByThen() {
        return ofEach(declaration -> {
            String path = "/v1/" + declaration.path();
            List<JsonNode> today = crawl(path + "?limit=200&include=readings");
            for (String day : List.of("1990-01-01", "2007-04-20", "2008-12-31", "9999-12-31")) {
                Map<String, Set<String>> expected = new TreeMap<>();
                today.forEach(record -> record.path("readings").forEach(reading -> {
                    if (wasOut(reading, day)) {
                        expected.computeIfAbsent(record.path("id").asText(), id -> new HashSet<>())
                                .add(reading.path("id").asText());
                    }
                }));
                Map<String, Set<String>> found = new TreeMap<>();
                crawl(path + "?limit=200&include=readings&knownAt=" + day).forEach(record -> {
                    found.put(record.path("id").asText(), new HashSet<>(ids(record.path("readings"))));
                    boolean certain = !record.path("readings").findValuesAsText("knownOn").stream()
                            .anyMatch(known -> isLater(Edtf.parse(known).latest(), day));
                    assertThat(record.path("knownAtCertain").booleanValue())
                            .as(record.path("id") + " at " + day)
                            .isEqualTo(certain);
                    if (found.size() % 5 == 0) {
                        assertThat(get(record.path("url").asText() + "?include=readings&knownAt=" + day))
                                .isEqualTo(record);
                    }
                });
                assertThat(found).as(day).isEqualTo(expected);
            }
            List<JsonNode> later = crawl(path + "?limit=200&include=readings&knownAt=2200-01-01");
            later.forEach(record -> ((ObjectNode) record).remove("knownAtCertain"));
            assertThat(later).isEqualTo(today);
        });
    }

    private static boolean wasOut(JsonNode reading, String day) {
        String known = reading.path("knownOn").textValue();
        LocalDate earliest = known == null ? null : Edtf.parse(known).earliest();
        return earliest == null || !earliest.isAfter(LocalDate.parse(day));
    }

    private static boolean isLater(@Nullable LocalDate latest, String day) {
        return latest == null || latest.isAfter(LocalDate.parse(day));
    }

    /** Record and list name the fields of which readings say different things, and no others. */
    @Test
    void disagreementsAreWhatReadingsSayAgainstEachOther() {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (Declaration declaration : collections.all()) {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=200&include=readings")) {
                Set<String> disputed = disputedFields(record.path("readings"));
                assertThat(texts(record.path("disagreements")))
                        .as(record.path("id").asText())
                        .isEqualTo(disputed);
                if (!disputed.isEmpty()) {
                    expected.put(record.path("id").asText(), disputed);
                }
            }
        }
        Map<String, Set<String>> found = new TreeMap<>();
        List<JsonNode> disagreements = crawl("/v1/disagreements?limit=50");
        disagreements.forEach(disagreement -> {
            found.computeIfAbsent(disagreement.path("record").asText(), id -> new TreeSet<>())
                    .add(disagreement.path("field").asText());
            String status = disagreement.path("status").asText();
            List<JsonNode> sides = new ArrayList<>();
            disagreement.path("sides").forEach(sides::add);
            assertThat(sides).hasSizeGreaterThanOrEqualTo(status.equals("alternatives") ? 1 : 2);
            long shown = sides.stream()
                    .filter(side -> side.path("shown").booleanValue())
                    .count();
            if (!status.equals("alternatives")) {
                assertThat(shown).isEqualTo(status.equals("preferred") ? 1 : 0);
            }
        });
        assertThat(ids(disagreements)).doesNotHaveDuplicates();
        assertThat(found).isNotEmpty().isEqualTo(expected);
    }

    /** The fields of which readings that count say different things, or of which one is marked as differing. */
    private static Set<String> disputedFields(JsonNode readings) {
        Map<String, Set<String>> said = new TreeMap<>();
        Set<String> disputed = new TreeSet<>();
        for (JsonNode reading : readings) {
            String field = reading.path("field").asText();
            boolean counts = !reading.path("rank").asText().equals(Reading.DEPRECATED);
            if (!counts || !reading.path("missing").isNull()) {
                continue;
            }
            Set<String> ofElement =
                    said.computeIfAbsent(field + " " + reading.path("item").asText(), element -> new HashSet<>());
            ofElement.add(reading.path("value") + " " + reading.path("qualifier"));
            if (ofElement.size() > 1 || !reading.path("difference").isNull()) {
                disputed.add(field);
            }
        }
        return disputed;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void gapsAreTheFieldsThatWereLookedForInVain() {
        Set<String> expected = new TreeSet<>();
        for (Declaration declaration : collections.all()) {
            for (JsonNode record : crawl("/v1/" + declaration.path() + "?limit=200&include=readings")) {
                record.path("readings").forEach(reading -> {
                    String missing = reading.path("missing").asText();
                    boolean counts = !reading.path("rank").asText().equals(Reading.DEPRECATED);
                    if (counts && Set.of("not-stated", "unknown").contains(missing)) {
                        expected.add(record.path("id").asText() + "."
                                + reading.path("field").asText());
                    }
                });
            }
        }
        assertThat(ids(crawl("/v1/gaps?limit=200"))).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void countsOfTheStoreAreThoseOfACrawl() {
        JsonNode invariants = get("/v1/meta/invariants");
        assertThat(invariants.path("recordsWithoutSource").intValue()).isZero();
        assertThat(invariants.path("valuesWithoutReading").intValue()).isZero();
        assertThat(invariants.path("citationsOfUnknownSources").intValue()).isZero();
        assertThat(invariants.path("derivationsOutOfDate").intValue()).isZero();
        JsonNode coverage = get("/v1/meta/coverage");
        assertThat(coverage.path("readings").intValue())
                .isEqualTo(crawl("/v1/readings?limit=200").size());
        for (Declaration declaration : collections.all()) {
            int records = crawl("/v1/" + declaration.path() + "?limit=200").size();
            assertThat(coverage.path("records").path(declaration.path()).intValue())
                    .isEqualTo(records);
            if (declaration.mainDate() != null) {
                int inYears = 0;
                for (JsonNode number : coverage.path("recordsByYear").path(declaration.path())) {
                    inYears += number.intValue();
                }
                assertThat(inYears).as(declaration.path()).isEqualTo(records);
            }
        }
        assertThat(coverage.path("disagreements")).isNotEmpty();
        assertThat(coverage.path("gaps")).isNotEmpty();
    }

    /** The invariants count what is wrong: a store that was tampered with is not sound. */
    @Test
    void invariantsCountAValueThatLostItsReading() {
        String id =
                crawl("/v1/readings?limit=1&basis=stated").get(0).path("record").asText();
        sql.execute("create table kept as select * from reading where record = ?", id);
        try {
            sql.execute("delete from reading where record = ?", id);
            sql.execute("update store_revision set revision = revision + 1");
            JsonNode invariants = get("/v1/meta/invariants");
            assertThat(invariants.path("recordsWithoutSource").intValue()).isEqualTo(1);
            assertThat(invariants.path("valuesWithoutReading").intValue()).isPositive();
        } finally {
            sql.execute("insert into reading select * from kept");
            sql.execute("drop table kept");
            sql.execute("update store_revision set revision = revision + 1");
        }
    }

    @Test
    void sourcesBehindAValueAreThoseOfItsReadings() {
        for (Declaration declaration : collections.all()) {
            crawl("/v1/" + declaration.path() + "?limit=200&include=readings,sources")
                    .forEach(record -> record.path("sources").forEach(backing -> {
                        int named = backing.path("sources").size();
                        int independent = backing.path("independent").intValue();
                        assertThat(independent).isBetween(Math.min(named, 1), named);
                        Set<String> cited = new HashSet<>();
                        record.path("readings").forEach(reading -> {
                            if (reading.path("field").equals(backing.path("field"))
                                    && reading.path("item").equals(backing.path("item"))) {
                                cited.add(reading.path("source").asText());
                            }
                        });
                        backing.path("sources")
                                .forEach(source -> assertThat(cited).contains(source.asText()));
                    }));
        }
    }

    @Test
    void readingsAreListedOnceAndLabelledRecordsAreFound() {
        List<JsonNode> readings = crawl("/v1/readings?limit=200");
        assertThat(ids(readings)).doesNotHaveDuplicates();
        assertThat(readings).allSatisfy(reading -> {
            assertThat(reading.path("service").asText()).isEqualTo(service);
            boolean cited = reading.path("source").isTextual();
            assertThat(cited || reading.path("basis").asText().equals("derived"))
                    .isTrue();
        });
        JsonNode first = readings.get(0);
        JsonNode labels = get("/v1/records?id=" + first.path("record").asText() + ",no-such-record");
        assertThat(ids(labels.path("items")))
                .containsExactly(first.path("record").asText());
    }
}
