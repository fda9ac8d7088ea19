package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dossiers of formations, types of equipment and people hold the facts of the sources. */
class DossiersIT {

    private final Qalqan qalqan = Qalqan.running();

    /** A dossier with all its parts. */
    private JsonNode dossier(String collection, String id) {
        return qalqan.whole("/v1/" + collection + "/" + id + "/dossier");
    }

    @Test
    void peaceSupportBattalionRunsFromTheCentralAsianBattalionToTheBrigade() {
        JsonNode kazbat = dossier("formations", "kazbat");

        assertThat(texts(kazbat.at("/lineage/predecessors"), "formation")).containsExactly("cenrasbat");
        assertThat(texts(kazbat.at("/lineage/successors"), "formation")).containsExactly("kazbrig");
        assertThat(texts(kazbat.path("parents"), "formation")).containsExactly("airmobile-forces");
        assertThat(texts(kazbat.path("subordinates"), "formation")).containsExactly("kazbat-engineer-unit");
        JsonNode counts = kazbat.at("/compositionCounts/0");
        assertThat(counts.path("required").asText()).isEqualTo("composition-kazbat-required");
        assertThat(counts.at("/counts/0/of").asText()).isEqualTo("companies");
        assertThat(counts.at("/counts/0/required").intValue()).isEqualTo(8);
        assertThat(counts.at("/counts/0/actual").isNull())
                .as("how many companies were deployed is not stated")
                .isTrue();
        assertThat(texts(kazbat.path("deployments"), "id")).containsExactly("iraq-engineers");
        assertThat(texts(kazbat.path("partners"), "partner"))
                .contains("nato", "united-states", "united-kingdom")
                .doesNotContain("kazakhstan");
        assertThat(texts(kazbat.path("insufficientEvidence"), "what")).contains("strengths", "tenures");
        assertThat(texts(kazbat.path("accounts"), "field")).contains("validity", "predecessors", "successors");
    }

    @Test
    void peaceSupportBrigadeHasADisputedParentAndVerdictsOfItsPartners() {
        JsonNode kazbrig = dossier("formations", "kazbrig");

        assertThat(texts(kazbrig.path("parents"), "formation"))
                .containsExactlyInAnyOrder("airmobile-forces", "collective-rapid-deployment-forces");
        JsonNode assigned = only(
                kazbrig.path("parents"),
                edge -> edge.path("formation").asText().equals("collective-rapid-deployment-forces"));
        assertThat(assigned.path("disputed").booleanValue()).isTrue();
        assertThat(texts(kazbrig.path("readinessAssessments"), "assessor")).contains("united-kingdom", "united-states");
        assertThat(texts(kazbrig.path("exerciseEditions"), "id")).contains("steppe-eagle-2007");
        assertThat(values(kazbrig.path("accounts"), "validity"))
                .as("every account of when it began")
                .containsExactlyInAnyOrder("2007/..", "2003/..", "null");
    }

    @Test
    void regionalCommandFollowsItsDistrictByTheDecreeAndHasCommanders() {
        JsonNode south = dossier("formations", "regional-command-south");

        JsonNode before = south.at("/lineage/predecessors/0");
        assertThat(before.path("formation").asText()).isEqualTo("military-district-south");
        assertThat(before.at("/provisions/0/decree").asText()).isEqualTo("decree-2003-armed-forces-reform");
        assertThat(before.at("/provisions/0/key").asText()).isEqualTo("military-district-south");
        assertThat(texts(south.path("posts"), "id")).containsExactly("commander-regional-command-south");
        assertThat(texts(south.path("tenures"), "person"))
                .containsExactlyInAnyOrder("bulat-darbekov", "bakhtiyar-syzdykov");
        assertThat(texts(south.path("provisions"), "decree"))
                .contains("decree-2003-armed-forces-reform", "appointments-2007-04-commanders");
    }

    @Test
    void militaryDistrictOfBeforeTheDecreeEndsWithIt() {
        JsonNode district = dossier("formations", "military-district-south");

        assertThat(district.at("/formation/validity/latest").asText()).isEqualTo("2003-05-07");
        assertThat(texts(district.at("/lineage/successors"), "formation")).containsExactly("regional-command-south");
        assertThat(district.at("/lineage/successors/0/provisions/0/key").asText())
                .isEqualTo("military-district-south");
        assertThat(texts(district.path("compositions"), "id")).contains("composition-armed-forces-2000");
        assertThat(texts(district.path("insufficientEvidence"), "what")).contains("tenures", "partners");
    }

    @Test
    void tanksOfTheGroundForcesAreCountedOnce() {
        JsonNode tanks = dossier("equipment-types", "main-battle-tank");

        assertThat(texts(tanks.path("members"), "id")).containsExactlyInAnyOrder("t-62", "t-72");
        assertThat(tanks.path("holdingSums")).hasSize(1);
        JsonNode sum = tanks.at("/holdingSums/0");
        assertThat(sum.path("formation").asText()).isEqualTo("ground-forces");
        assertThat(sum.path("low").intValue()).isEqualTo(3564);
        assertThat(sum.path("high").intValue()).isEqualTo(3564);
        assertThat(strings(sum.path("added"))).containsExactly("holding-tanks");
        assertThat(strings(sum.path("partsNotAdded")))
                .contains("holding-tanks-serviceable", "holding-tanks-unserviceable");
        JsonNode unserviceable = only(
                tanks.path("conditions"),
                entry -> entry.path("condition").asText().equals("unserviceable"));
        assertThat(unserviceable.at("/quantity/value").intValue()).isEqualTo(2680);
        assertThat(unserviceable.path("plan").asText()).isEqualTo("disposal");

        JsonNode ofGroundForces = dossier("formations", "ground-forces");
        assertThat(only(
                                ofGroundForces.path("holdingSums"),
                                each -> each.path("equipmentType").asText().equals("main-battle-tank"))
                        .path("high")
                        .intValue())
                .isEqualTo(3564);
    }

    @Test
    void combatAircraftAreTheSumOfTheirTypesAndThoseOfAnotherDateStandApart() {
        JsonNode aircraft = dossier("equipment-types", "combat-aircraft");

        JsonNode now =
                only(aircraft.path("holdingSums"), sum -> sum.path("asOf").isNull());
        assertThat(now.path("formation").asText()).isEqualTo("air-force");
        assertThat(now.path("high").intValue()).isEqualTo(164);
        JsonNode earlier =
                only(aircraft.path("holdingSums"), sum -> sum.path("asOf").isObject());
        assertThat(earlier.at("/asOf/edtf").asText()).isEqualTo("2001~");
        assertThat(earlier.path("low").isNull()).as("no number is no zero").isTrue();
        assertThat(earlier.path("missing").intValue()).isEqualTo(3);
        int ofTypes = Stream.of("mig-25", "mig-29", "mig-31", "su-24", "su-25", "su-27")
                .map(type -> dossier("equipment-types", type))
                .map(type ->
                        only(type.path("holdingSums"), sum -> sum.path("asOf").isNull()))
                .mapToInt(sum -> sum.path("high").intValue())
                .sum();
        assertThat(ofTypes).isEqualTo(164);
    }

    @Test
    void fighterIsRepairedOneWayAndModernisedAnother() {
        JsonNode mig = dossier("equipment-types", "mig-29");
        JsonNode su = dossier("equipment-types", "su-27");

        assertThat(mig.at("/maintainers/0/kind").asText()).isEqualTo("modernisation");
        assertThat(strings(mig.at("/maintainers/0/suppliers"))).containsExactly("russia");
        assertThat(su.at("/maintainers/0/kind").asText()).isEqualTo("repair");
        assertThat(strings(su.at("/maintainers/0/suppliers"))).containsExactly("belarus");
        assertThat(texts(mig.path("incidents"), "id")).containsExactly("incident-mig-29-crash-2008-02");
        assertThat(texts(mig.path("origins"), "id")).containsExactly("russia");
        assertThat(texts(mig.path("formations"), "id")).containsExactlyInAnyOrder("air-force", "armed-forces");
        assertThat(texts(mig.path("designations"), "designation")).containsExactly("MiG-29");
        assertThat(texts(mig.path("transfers"), "id"))
                .containsExactlyInAnyOrder("mig-modernisation-russia", "russian-supply-on-favourable-terms");
    }

    @Test
    void missilesThatAreHeldWithoutANumberSaySo() {
        JsonNode missiles = dossier("equipment-types", "s-300");

        assertThat(missiles.path("holdingSums"))
                .isNotEmpty()
                .allSatisfy(sum -> assertThat(sum.path("high").isNull()).isTrue());
        assertThat(texts(missiles.path("insufficientEvidence"), "what")).contains("holdings");
        assertThat(texts(missiles.path("transfers"), "id"))
                .containsExactlyInAnyOrder("s-300-procurement", "maks-2007-package");
    }

    @Test
    void ministerOfDefenceStandsBetweenWhoWasBeforeAndAfter() {
        JsonNode akhmetov = dossier("people", "daniyal-akhmetov");
        JsonNode altynbayev = dossier("people", "mukhtar-altynbayev");

        JsonNode minister = akhmetov.at("/career/0");
        assertThat(minister.path("tenure").asText()).isEqualTo("tenure-akhmetov-minister-of-defence");
        assertThat(strings(minister.path("predecessors"))).containsExactly("mukhtar-altynbayev");
        assertThat(minister.path("successors")).isEmpty();
        assertThat(minister.path("civilian").booleanValue()).isTrue();
        JsonNode second = only(
                altynbayev.path("career"),
                post -> post.path("tenure").asText().equals("tenure-altynbayev-minister-of-defence-2"));
        assertThat(strings(second.path("successors"))).containsExactly("daniyal-akhmetov");
        assertThat(second.path("predecessors"))
                .as("no source says whom he followed")
                .isEmpty();
        assertThat(texts(second.path("earlier"), "tenure"))
                .contains("tenure-altynbayev-minister-of-defence-1", "tenure-unnamed-minister-of-defence-1");
        assertThat(second.path("endReason").asText()).isEqualTo("recalled");
        assertThat(only(
                                altynbayev.path("career"),
                                post -> post.path("tenure").asText().equals("tenure-altynbayev-minister-of-defence-1"))
                        .path("successors"))
                .isEmpty();
        assertThat(strings(akhmetov.at("/statementsByRole/by"))).contains("statement-akhmetov-main-ally-2008-05");
        assertThat(strings(akhmetov.at("/assessmentsByRole/naming"))).contains("assessment-akhmetov-serious");
        assertThat(texts(akhmetov.path("engagements"), "id")).isNotEmpty();
    }

    @Test
    void appointmentThatTwoAccountsGiveToTwoPeopleIsInBothDossiers() {
        JsonNode president = dossier("people", "nursultan-nazarbayev");
        JsonNode minister = dossier("people", "daniyal-akhmetov");

        for (JsonNode dossier : List.of(president, minister)) {
            JsonNode darbekov = only(
                    dossier.path("appointments"),
                    change -> change.path("person").asText().equals("bulat-darbekov"));
            assertThat(darbekov.path("decree").asText()).isEqualTo("appointments-2007-04-commanders");
            assertThat(darbekov.path("disputed").booleanValue()).isTrue();
            assertThat(darbekov.path("shownBy")).isNotEmpty();
        }
        assertThat(texts(president.path("appointments"), "person")).contains("daniyal-akhmetov", "oynarov");
        assertThat(texts(minister.path("appointments"), "person")).doesNotContain("oynarov");
        assertThat(strings(president.at("/decreesByRole/by")))
                .contains("decree-2003-armed-forces-reform", "appointments-2007-04-commanders");
        assertThat(strings(minister.at("/decreesByRole/by"))).isEmpty();
        assertThat(strings(minister.at("/decreesByRole/byOtherAccounts")))
                .containsExactly("appointments-2007-04-commanders");
        assertThat(strings(president.at("/commitmentsByRole/by"))).contains("commitment-kazbat-formation");
    }

    @Test
    void commanderFollowsTheOneWhomHeReplaced() {
        assertThat(strings(dossier("people", "bulat-darbekov").at("/career/0/predecessors")))
                .containsExactly("bakhtiyar-syzdykov");
        assertThat(strings(dossier("people", "bakhtiyar-syzdykov").at("/career/0/successors")))
                .containsExactly("bulat-darbekov");
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> {
            if (item.path(field).isTextual()) {
                texts.add(item.path(field).textValue());
            }
        });
        return texts;
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private static List<String> values(JsonNode readings, String field) {
        List<String> values = new ArrayList<>();
        readings.forEach(reading -> {
            if (reading.path("field").asText().equals(field)) {
                values.add(reading.path("value").asText());
            }
        });
        return values;
    }

    private static JsonNode only(JsonNode list, Predicate<JsonNode> wanted) {
        @Nullable JsonNode found = null;
        for (JsonNode item : list) {
            if (wanted.test(item)) {
                assertThat(found).as("one of them").isNull();
                found = item;
            }
        }
        return Objects.requireNonNull(found, list::toString);
    }
}
