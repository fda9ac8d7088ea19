package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the views that compare say of the shipped dataset: two dates, partners and channels, promises and their outcome. */
class ComparisonsIT {

    private static final String DECREE = "decree-2003-armed-forces-reform";

    private final Qalqan qalqan = Qalqan.running();

    /** Paragraphs 14 to 17 of the review: on 7 May 2003 the districts become regional commands, the Mobile Force the Airmobile Force. */
    @Test
    void theDecreeOf2003IsBehindEachRegionalCommand() {
        JsonNode comparison = qalqan.whole("/v1/structure/compare?from=2002-12-31&to=2004-12-31");

        assertThat(comparison.path("partial").booleanValue()).isFalse();
        List<List<String>> pairs = List.of(
                List.of("military-district-west", "regional-command-west"),
                List.of("military-district-east", "regional-command-east"),
                List.of("military-district-south", "regional-command-south"),
                List.of("military-district-central", "regional-command-astana"),
                List.of("mobile-forces", "airmobile-forces"));
        for (List<String> pair : pairs) {
            JsonNode change = change(comparison, "converted-" + pair.get(1));
            assertThat(texts(change.path("before"))).containsExactly(pair.get(0));
            assertThat(texts(change.path("after"))).containsExactly(pair.get(1));
            assertThat(change.path("certainty").asText()).isEqualTo("certain");
            assertThat(change.path("decrees").findValuesAsText("decree")).containsOnly(DECREE);
            assertThat(change.path("decrees").findValuesAsText("timing")).containsOnly("certain");
        }
        assertThat(change(comparison, "converted-regional-command-south")
                        .path("decrees")
                        .findValuesAsText("provision"))
                .containsExactly("regional-commands", "military-district-south");
    }

    /** Paragraph 22: south and east at the level of a corps, west and the centre at that of a division, under the Ground Forces. */
    @Test
    void theCommandsAreAtAnotherLevelAndBelongElsewhereThanTheDistricts() {
        JsonNode comparison = qalqan.whole("/v1/structure/compare?from=2002-12-31&to=2004-12-31");

        assertThat(change(comparison, "echelon-changed-regional-command-south")
                        .path("echelonAfter")
                        .asText())
                .isEqualTo("corps");
        assertThat(change(comparison, "echelon-changed-regional-command-west")
                        .path("echelonAfter")
                        .asText())
                .isEqualTo("division");
        JsonNode moved = change(comparison, "moved-regional-command-east");
        assertThat(texts(moved.path("parentsBefore"))).containsExactly("armed-forces");
        assertThat(texts(moved.path("parentsAfter"))).containsExactly("ground-forces");
    }

    /** Paragraph 21 counts the Missile Troops and Artillery among the branches, paragraph 16 does not. */
    @Test
    void whatTheAccountsOfTheDecreeDifferOnIsMarkedAndWhatNoDecreeNamesIsSaid() {
        JsonNode comparison = qalqan.whole("/v1/structure/compare?from=2002-12-31&to=2004-12-31");

        assertThat(change(comparison, "appeared-missile-troops-and-artillery")
                        .at("/decrees/0/disputed")
                        .booleanValue())
                .isTrue();
        assertThat(change(comparison, "appeared-navy").at("/decrees/0/disputed").booleanValue())
                .isFalse();
        assertThat(change(comparison, "appeared-mechanised-division").path("decrees"))
                .isEmpty();
        assertThat(comparison.path("insufficientEvidence").findValuesAsText("what"))
                .contains("appeared-mechanised-division", "split-kazbat")
                .doesNotContain("appeared-navy");
    }

    /** One account dates the decree to May, one to March: between April and the end of the year they disagree. */
    @Test
    void theDateOfTheDecreeIsDisputedWhereOneAccountLiesOutside() {
        JsonNode comparison = qalqan.whole("/v1/structure/compare?from=2003-04-15&to=2003-12-31");

        assertThat(change(comparison, "converted-regional-command-west")
                        .path("decrees")
                        .findValuesAsText("timing"))
                .containsOnly("disputed");
    }

    @Test
    void theTreesAreThoseOfTheTwoDays() {
        JsonNode comparison = qalqan.whole("/v1/structure/compare?from=2002-12-31&to=2004-12-31&include=structures");

        assertThat(comparison.at("/structures/before").findValuesAsText("id"))
                .contains("military-district-south")
                .doesNotContain("regional-command-south");
        assertThat(comparison.at("/structures/after")).isEqualTo(qalqan.whole("/v1/structure?asOf=2004-12-31"));
    }

    @Test
    void nothingChangesFromADayToItself() {
        assertThat(qalqan.whole("/v1/structure/compare?from=2003-12-31&to=2003-12-31")
                        .path("changes"))
                .isEmpty();
    }

    /** 2,500 and more were trained in Russia from 1993 to 2006, 400 in the United States since 2003, 114 cadets in Turkey. */
    @Test
    void russiaLeadsInTrainingByHeadAndSharesTheLeadByFlows() {
        JsonNode balance = qalqan.whole("/v1/balance");

        JsonNode russia = channel(balance, "russia", "training");
        assertThat(texts(russia.path("records"))).contains("russia-1993-2006", "russian-instructors-at-ndu");
        assertThat(russia.at("/headcount/value").intValue()).isEqualTo(2500);
        assertThat(russia.at("/headcount/high").isNull()).as("at least 2,500").isTrue();
        assertThat(channel(balance, "turkey", "training").at("/headcount/value").intValue())
                .isEqualTo(114);
        assertThat(texts(channel(balance, "united-states", "training").at("/headcount/disputed")))
                .contains("us-educated-officers");
        assertThat(balance.path("notPartners").toString()).contains("kazakhstan");
        assertThat(leaders(balance, "training")).containsExactly("russia", "united-states");
    }

    @Test
    void russiaLeadsTheBalanceUnlessExercisesOutweighTheRest() {
        JsonNode balance = qalqan.whole("/v1/balance");

        assertThat(balance.at("/ranking/0/entry").asText()).isEqualTo("russia");
        assertThat(balance.at("/ranking/1/entry").asText()).isEqualTo("united-states");
        assertThat(balance.at("/flips/first").booleanValue()).isTrue();
        assertThat(texts(balance.at("/pairs/0/aloneFlips"))).containsExactly("exercises");
        assertThat(leaders(balance, "words")).containsExactly("russia");
        assertThat(leaders(balance, "exercises")).containsExactly("united-kingdom", "united-states");

        JsonNode flipped =
                qalqan.whole(balance.at("/pairs/0/weightsThatFlip/0/url").asText());
        assertThat(flipped.at("/ranking/0/entry").asText()).isEqualTo("united-states");
    }

    @Test
    void theFourVectorsAreRankedWithTheirUncertainty() {
        JsonNode balance = qalqan.whole("/v1/balance?by=vector");

        assertThat(balance.path("ranking").findValuesAsText("entry"))
                .containsExactlyInAnyOrder("russia-and-cis", "west", "china-and-sco", "middle-east-and-asia");
        assertThat(texts(balance.at("/channels/0/unattributed"))).contains("western-trained-personnel");
        assertThat(balance.path("ranking")).allSatisfy(place -> {
            JsonNode composite = place.path("composite");
            assertThat(composite.path("low").decimalValue())
                    .isLessThanOrEqualTo(composite.path("value").decimalValue());
            assertThat(composite.path("high").decimalValue())
                    .isGreaterThanOrEqualTo(composite.path("value").decimalValue());
        });
    }

    /** Every count is that of the service for the same ids. */
    @Test
    void countsOfTheBalanceCanBeTraced() {
        JsonNode transfers = channel(qalqan.whole("/v1/balance"), "belarus", "transfers");

        assertThat(texts(transfers.path("records"))).containsExactly("aircraft-repair-cis", "su-27-repair-belarus");
        assertThat(qalqan.whole("/v1/transfers?suppliers=belarus&total=true")
                        .path("total")
                        .intValue())
                .isEqualTo(transfers.path("count").intValue());
    }

    /** The peace support units were to be interoperable by 2004, and were judged so in 2007; the chair came a year late. */
    @Test
    void promisesKeptLateAreLateByTheirDates() {
        JsonNode scoreboard = qalqan.whole("/v1/commitments/scoreboard?verdict=met-late");

        assertThat(scoreboard.path("byVerdict").get(1).path("commitments").toString())
                .contains("commitment-kazbrig-interoperability-2004", "commitment-osce-chair");
        JsonNode late = where(scoreboard.path("lateness"), "commitment", "commitment-kazbrig-interoperability-2004");
        assertThat(late.at("/due/edtf").asText()).isEqualTo("2004");
        assertThat(late.path("keptBy").asText()).isEqualTo("2007");
        assertThat(late.path("timesMoved").intValue()).isEqualTo(3);
        assertThat(late.at("/days/low").intValue()).isEqualTo(731);
        assertThat(late.at("/days/high").intValue()).isEqualTo(1460);
        assertThat(texts(scoreboard.at("/evidence/both"))).contains("commitment-kazbrig-interoperability-2004");
        assertThat(scoreboard.at("/labels/iraq-engineers/title").asText()).isNotEmpty();
    }

    /** The language institute did not become a regional hub in 2006; the doctrine of 2007 was adopted. */
    @Test
    void theScoreboardKnowsWhoMissedAndWhoMet() {
        JsonNode scoreboard = qalqan.whole("/v1/commitments/scoreboard");

        JsonNode altynbayev = where(scoreboard.path("byPerson"), "promisedBy", "mukhtar-altynbayev");
        assertThat(texts(altynbayev.path("commitments"))).containsExactly("commitment-language-institute-regional-hub");
        assertThat(altynbayev.at("/byVerdict/missed").intValue()).isEqualTo(1);
        assertThat(texts(where(scoreboard.path("byVerdict"), "verdict", "met").path("commitments")))
                .containsExactly("commitment-new-doctrine");
        JsonNode grouped = qalqan.whole("/v1/commitments?groupBy=verdict");
        grouped.path("groups").forEach(group -> assertThat(scoreboard
                        .at("/totals/byVerdict/" + group.at("/key/verdict").asText())
                        .intValue())
                .isEqualTo(group.path("count").intValue()));
        assertThat(scoreboard.at("/totals/kept/missing").intValue())
                .isEqualTo(scoreboard.at("/totals/byVerdict/unknown").intValue());
        assertThat(texts(scoreboard.at("/notStated/withoutDate"))).contains("commitment-osce-chair");
    }

    @Test
    void aWordThatIsReservedIsNoRecord() {
        assertThat(qalqan.get("/v1/commitments/scoreboard").status()).isEqualTo(200);
        assertThat(qalqan.get("/v1/structure/compare?from=2004-01-01&to=2003-01-01")
                        .status())
                .isEqualTo(400);
    }

    private static JsonNode change(JsonNode comparison, String key) {
        return where(comparison.path("changes"), "key", key);
    }

    private static JsonNode channel(JsonNode balance, String entry, String channel) {
        return where(balance.path("entries"), "entry", entry).path("channels").path(channel);
    }

    private static List<String> leaders(JsonNode balance, String channel) {
        return texts(where(balance.path("leaders"), "channel", channel).path("entries"));
    }

    private static JsonNode where(JsonNode list, String field, String value) {
        return list.valueStream()
                .filter(element -> element.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing has " + field + " " + value));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
