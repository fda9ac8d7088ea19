package org.qalqan.gateway.scoreboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.Period;
import org.qalqan.gateway.compose.Period.Fit;

/** Commitments by verdict, topic and person, with what speaks for and against each; every figure names the commitments behind it. */
final class Scoreboard {

    /** Stands in a map for what no source tells. */
    private static final String NOBODY = "";

    private static final List<String> SECTIONS =
            List.of("totals", "byVerdict", "byTopic", "byPerson", "lateness", "evidence", "notStated", "commitments");

    private final Composition composition;
    private final List<String> verdicts;
    private final Period period;
    private final String url;
    private final List<JsonNode> undated = new ArrayList<>();
    private final Set<String> possible = new LinkedHashSet<>();
    private final ArrayNode insufficient = Json.array();

    Scoreboard(Composition composition, List<String> verdicts, Period period, String url) {
        this.composition = composition;
        this.verdicts = verdicts;
        this.period = period;
        this.url = url;
    }

    /** Composes the scoreboard of the commitments that the query finds. */
    Future<ObjectNode> compose(String query) {
        return composition.list("commitments", "commitments", query).compose(found -> {
            ObjectNode view = Json.object().put("url", url);
            view.put("from", period.first() == null ? null : period.first().toString());
            view.put("to", period.last() == null ? null : period.last().toString());
            if (found.isWhole()) {
                fill(view, found);
            } else {
                SECTIONS.forEach(view::putNull);
            }
            view.set("insufficientEvidence", insufficient);
            return composition.finish(view);
        });
    }

    private void fill(ObjectNode view, Part found) {
        List<JsonNode> counted = new ArrayList<>();
        found.items().forEach(commitment -> {
            Fit fit = period.fit(commitment.path("madeOn").path("edtf").textValue());
            if (fit == Fit.UNDATED) {
                undated.add(commitment);
            } else if (fit != Fit.OUTSIDE) {
                counted.add(commitment);
            }
            if (fit == Fit.POSSIBLE) {
                possible.add(commitment.path("id").asText());
            }
        });
        ObjectNode totals = tally(counted, undated).toJson();
        totals.put("low", counted.size() - possible.size());
        totals.put("high", counted.size() + undated.size());
        totals.set("possible", Json.words(possible));
        totals.set("undated", ids(undated));
        view.set("totals", totals);
        view.set("byVerdict", byVerdict(counted));
        view.set("byTopic", byTopic(counted));
        view.set("byPerson", byPerson(counted));
        view.set("lateness", lateness(counted));
        view.set("evidence", evidence(counted));
        view.set("notStated", notStated(counted));
        view.set("commitments", Json.array(counted));
        judge(counted);
    }

    private Fit fit(JsonNode commitment) {
        return possible.contains(commitment.path("id").asText()) ? Fit.POSSIBLE : Fit.CERTAIN;
    }

    private Tally tally(List<JsonNode> commitments, List<JsonNode> withoutDate) {
        Tally tally = new Tally(verdicts);
        commitments.forEach(commitment -> tally.add(commitment, fit(commitment)));
        withoutDate.forEach(commitment -> tally.add(commitment, Fit.UNDATED));
        return tally;
    }

    private ArrayNode byVerdict(List<JsonNode> commitments) {
        ArrayNode groups = Json.array();
        for (String verdict : verdicts) {
            Predicate<JsonNode> hasIt = commitment -> Tally.verdict(commitment).equals(verdict);
            tally(where(commitments, hasIt), where(undated, hasIt))
                    .into(groups.addObject().put("verdict", verdict));
        }
        return groups;
    }

    private ArrayNode byTopic(List<JsonNode> commitments) {
        return groups("topic", commitments, commitment -> {
            List<String> topics = new ArrayList<>();
            commitment.path("topics").forEach(topic -> topics.add(topic.asText()));
            return topics.isEmpty() ? List.of(NOBODY) : topics;
        });
    }

    private ArrayNode byPerson(List<JsonNode> commitments) {
        return groups(
                "promisedBy",
                commitments,
                commitment -> List.of(
                        commitment.path("promisedBy").isTextual()
                                ? commitment.path("promisedBy").textValue()
                                : NOBODY));
    }

    /** Groups by their size, those of the same size by name; what no source tells is a group of its own. */
    private ArrayNode groups(String name, List<JsonNode> commitments, Function<JsonNode, List<String>> keys) {
        Map<String, Tally> tallies = new TreeMap<>();
        commitments.forEach(commitment -> keys.apply(commitment)
                .forEach(key -> tallies.computeIfAbsent(key, first -> new Tally(verdicts))
                        .add(commitment, fit(commitment))));
        undated.forEach(commitment -> keys.apply(commitment).forEach(key -> {
            Tally tally = tallies.get(key);
            if (tally != null) {
                tally.add(commitment, Fit.UNDATED);
            }
        }));
        ArrayNode groups = Json.array();
        tallies.entrySet().stream()
                .sorted(Comparator.comparing(group -> -group.getValue().count()))
                .forEach(group -> group.getValue()
                        .into(groups.addObject().put(name, group.getKey().equals(NOBODY) ? null : group.getKey())));
        return groups;
    }

    private ArrayNode lateness(List<JsonNode> commitments) {
        ArrayNode list = Json.array();
        commitments.stream().map(Lateness::of).filter(Lateness::isWorthTelling).forEach(late -> {
            list.add(late.toJson());
            if (late.isUnmeasured()) {
                thin(late.commitment().path("id").asText(), "It was kept late, but its dates do not tell by how much.");
            }
        });
        return list;
    }

    private static ObjectNode evidence(List<JsonNode> commitments) {
        Map<String, List<JsonNode>> bySides = new LinkedHashMap<>();
        List.of("both", "onlyFor", "onlyAgainst", "none").forEach(sides -> bySides.put(sides, new ArrayList<>()));
        ArrayNode each = Json.array();
        commitments.forEach(commitment -> {
            List<JsonNode> speaksFor = Tally.evidence(commitment, "for");
            List<JsonNode> against = Tally.evidence(commitment, "against");
            String sides = speaksFor.isEmpty()
                    ? (against.isEmpty() ? "none" : "onlyAgainst")
                    : (against.isEmpty() ? "onlyFor" : "both");
            bySides.computeIfAbsent(sides, first -> new ArrayList<>()).add(commitment);
            if (!sides.equals("none")) {
                ObjectNode entry = each.addObject();
                entry.set("commitment", commitment.path("id"));
                entry.set("speaksFor", Json.array(speaksFor));
                entry.set("speaksAgainst", Json.array(against));
            }
        });
        ObjectNode evidence = Json.object();
        bySides.forEach((sides, list) -> evidence.set(sides, ids(list)));
        evidence.set("byCommitment", each);
        return evidence;
    }

    /** What no source tells of commitments that are counted. */
    private static ObjectNode notStated(List<JsonNode> commitments) {
        ObjectNode unknown = Json.object();
        unknown.set(
                "withoutDate",
                ids(where(commitments, commitment -> !commitment.path("madeOn").isObject())));
        unknown.set(
                "withoutDueDate",
                ids(where(commitments, commitment -> !commitment.path("due").isObject())));
        unknown.set("withoutPromiser", ids(where(commitments, commitment -> !commitment
                .path("promisedBy")
                .isTextual())));
        unknown.set("withoutVerdict", ids(where(commitments, commitment -> Tally.verdict(commitment)
                .equals(Tally.UNKNOWN))));
        unknown.set("disputedVerdict", ids(where(commitments, Scoreboard::hasDisputedVerdict)));
        return unknown;
    }

    private static boolean hasDisputedVerdict(JsonNode commitment) {
        for (JsonNode field : commitment.path("disagreements")) {
            if (field.asText().equals("verdict")) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> where(List<JsonNode> commitments, Predicate<JsonNode> wanted) {
        return commitments.stream().filter(wanted).toList();
    }

    private static ArrayNode ids(List<JsonNode> commitments) {
        return Json.words(commitments.stream()
                .map(commitment -> commitment.path("id").asText())
                .toList());
    }

    private void judge(List<JsonNode> counted) {
        if (counted.isEmpty()) {
            thin("commitments", "No commitment on record is what was asked for.");
        }
        int unknown = where(counted, commitment -> Tally.verdict(commitment).equals(Tally.UNKNOWN))
                .size();
        if (unknown > 0) {
            thin("totals", unknown + " of " + counted.size() + " have no verdict, as no source lets one judge.");
        }
        if (!undated.isEmpty()) {
            thin("totals", undated.size() + " are not counted: no source tells when they were made.");
        }
    }

    private void thin(String what, String why) {
        insufficient.addObject().put("what", what).put("why", why);
    }
}
