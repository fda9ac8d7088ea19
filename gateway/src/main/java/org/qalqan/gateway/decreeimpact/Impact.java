package org.qalqan.gateway.decreeimpact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.money.MoneyYears;

/**
 * The chain commitment → decree → provisions → structure before and after → partners → money → outcome, for one decree. A step on
 * which the record has nothing is named in {@code insufficientEvidence}; a link that leads nowhere in {@code brokenLinks}. Neither
 * is claimed of a part that could not be had.
 */
final class Impact {

    private static final int YEARS_OF_MONEY = 5;
    private static final String UNKNOWN = "unknown";

    /** Sections of what refers to the decree or to what it changed. */
    private static final List<String> TIMELINE = List.of("commitments", "events", "statements", "assessments");

    /** Sections of what the decree changed. */
    private static final List<String> CHANGED = List.of("formations", "bodies");

    private static final Map<String, String> PARTNER_ACTIVITY = Map.of(
            "agreements", "agreements",
            "programmes", "programmes",
            "engagements", "engagements",
            "exerciseEditions", "exercise-editions",
            "trainingFlows", "training-flows",
            "transfers", "transfers",
            "deployments", "deployments");

    private static final String SAME_TIME = "influences.sameTime";
    private static final List<String> CALENDAR =
            List.of("agreements", "programmes", "engagements", "exercise-editions");

    private final Composition composition;
    private final String id;
    private final List<ObjectNode> insufficient = new ArrayList<>();

    Impact(Composition composition, String id) {
        this.composition = composition;
        this.id = id;
    }

    Future<ObjectNode> compose() {
        Future<Part> decree = composition.owner("decree", "decrees", id);
        Future<Part> readings = composition.readings("dates", "decrees", id, DecreeDates.FIELD);
        Future<Part> partners = composition.list("partners", "partners", "");

        Future<Set<String>> subjects = decree.map(this::subjects);
        Future<DecreeDates> dates =
                Future.all(decree, readings).map(both -> DecreeDates.of(decree.result(), readings.result()));
        Future<@Nullable Structures> structures = dates.compose(found -> structures(found));
        Future<@Nullable MoneyYears> money = dates.compose(found -> money(found));
        Future<List<Part>> calendar = dates.compose(found -> calendar(found, decree.result()));
        Future<Map<String, Part>> referring = subjects.compose(about -> referring(about, decree.result()));

        return Future.all(List.of(partners, structures, money, calendar, referring))
                .compose(all -> {
                    ObjectNode view = Json.object().put("id", id).put("url", "/v1/decrees/" + id + "/impact");
                    Map<String, Part> sections = referring.result();
                    Structures structure = structures.result();
                    MoneyYears years = money.result();
                    Influences influences =
                            influences(partners.result(), sections, calendar.result(), subjects.result());

                    view.set("decree", decree.result().orNull());
                    view.set(
                            "dates",
                            readings.result().isMissing()
                                    ? null
                                    : dates.result().toJson());
                    view.set("provisions", decree.result().isMissing() ? null : provisions(decree.result()));
                    view.set("structure", structure == null ? null : structure.toJson());
                    sections.forEach((name, part) -> view.set(name, part.orNull()));
                    view.set("influences", influences.toJson());
                    view.set("money", years == null ? null : years.money());
                    view.set("outcome", outcome(sections));
                    view.set("because", because(sections, subjects.result()));
                    judge(decree.result(), dates.result(), sections, influences, years);
                    view.set("insufficientEvidence", Json.array(insufficient));
                    view.putArray("brokenLinks");
                    return composition
                            .finish(view)
                            .map(labelled -> withBrokenLinks(labelled, decree.result(), structure));
                });
    }

    /** The decree and everything that its provisions change or make. */
    private Set<String> subjects(Part decree) {
        Set<String> subjects = new LinkedHashSet<>(Set.of(id));
        decree.orNull().path("provisions").forEach(provision -> {
            if (provision.path("target").isTextual()) {
                subjects.add(provision.path("target").textValue());
            }
            provision.path("results").forEach(result -> subjects.add(result.asText()));
        });
        return subjects;
    }

    private Future<@Nullable Structures> structures(DecreeDates dates) {
        LocalDate before = dates.dayBefore();
        LocalDate after = dates.endOfYear();
        if (before == null || after == null) {
            if (dates.lost() != null) {
                composition.lostWith("structure", "formations", dates.lost());
            }
            return Future.succeededFuture(null);
        }
        Future<Part> then = composition.object("structure.before", "/v1/structure", "asOf=" + before);
        Future<Part> later = composition.object("structure.after", "/v1/structure", "asOf=" + after);
        return Future.all(then, later).map(both -> new Structures(then.result(), later.result()));
    }

    private Future<@Nullable MoneyYears> money(DecreeDates dates) {
        LocalDate latest = dates.latest();
        if (latest == null) {
            if (dates.lost() != null) {
                composition.lostWith("money", "observations", dates.lost());
            }
            return Future.succeededFuture(null);
        }
        return MoneyYears.between(composition, "money", latest.getYear(), latest.getYear() + YEARS_OF_MONEY)
                .map(found -> found);
    }

    /** What is of the same time; whether it is a coincidence, only the decree tells. Empty when it has no date. */
    private Future<List<Part>> calendar(DecreeDates dates, Part decree) {
        Part lost = decree.isMissing() ? decree : dates.lost();
        if (lost != null) {
            return Future.succeededFuture(List.of(composition.lostWith(SAME_TIME, "agreements", lost)));
        }
        LocalDate earliest = dates.earliest();
        LocalDate latest = dates.latest();
        if (earliest == null || latest == null) {
            return Future.succeededFuture(List.of());
        }
        String years = "from=" + (earliest.getYear() - 1) + "&to=" + latest.getYear();
        List<Future<Part>> lists = CALENDAR.stream()
                .map(collection -> composition.list(SAME_TIME, collection, years))
                .toList();
        return Future.all(lists).map(all -> lists.stream().map(Future::result).toList());
    }

    /** What refers to the decree or to what it changed. Without the decree nobody knows what that is. */
    private Future<Map<String, Part>> referring(Set<String> subjects, Part decree) {
        Map<String, String> collections = new LinkedHashMap<>();
        TIMELINE.forEach(name -> collections.put(name, name));
        CHANGED.forEach(name -> collections.put(name, name));
        collections.put("readinessAssessments", "readiness-assessments");
        collections.putAll(new TreeMap<>(PARTNER_ACTIVITY));
        Map<String, Future<Part>> lists = new LinkedHashMap<>();
        collections.forEach((name, collection) -> {
            if (decree.isMissing()) {
                lists.put(name, Future.succeededFuture(composition.lostWith(name, collection, decree)));
            } else if (CHANGED.contains(name)) {
                lists.put(name, changed(collection, subjects));
            } else {
                lists.put(name, composition.listFor(name, collection, "refersTo", subjects));
            }
        });
        return Future.all(List.copyOf(lists.values())).map(all -> {
            Map<String, Part> parts = new LinkedHashMap<>();
            lists.forEach((name, part) -> parts.put(name, part.result()));
            return parts;
        });
    }

    /** What the provisions name, and what names the decree as its origin. */
    private Future<Part> changed(String collection, Set<String> subjects) {
        Future<Part> named = composition.listFor(collection, collection, "id", subjects);
        Future<Part> naming = composition.list(collection, collection, "refersTo=" + id);
        return Future.all(named, naming).map(both -> Composition.union(named.result(), naming.result()));
    }

    private static JsonNode provisions(Part decree) {
        JsonNode provisions = decree.orNull().path("provisions");
        return provisions.isArray() ? provisions : Json.array();
    }

    private Influences influences(
            Part partners, Map<String, Part> sections, List<Part> calendar, Set<String> subjects) {
        Influences influences = new Influences(composition, id, partners);
        List<String> evidence = new ArrayList<>(List.of("events", "statements", "assessments"));
        evidence.addAll(new TreeMap<>(PARTNER_ACTIVITY).keySet());
        evidence.forEach(name -> {
            Part section = sections.get(name);
            if (section != null) {
                influences.addEvidence(section, subjects);
            }
        });
        if (calendar.isEmpty()) {
            influences.withoutCalendar();
        }
        calendar.forEach(list -> influences.addSameTime(list, subjects));
        return influences;
    }

    private static JsonNode outcome(Map<String, Part> sections) {
        Part commitments = sections.get("commitments");
        if (commitments == null || !commitments.isWhole()) {
            return NullNode.getInstance();
        }
        Map<String, Integer> counts = new TreeMap<>();
        ArrayNode verdicts = Json.array();
        commitments.items().forEach(commitment -> {
            String verdict = commitment.path("verdict").asText(UNKNOWN);
            counts.merge(verdict, 1, Integer::sum);
            verdicts.addObject()
                    .put("commitment", commitment.path("id").asText())
                    .put("verdict", verdict);
        });
        ObjectNode outcome = Json.object();
        ObjectNode byVerdict = outcome.putObject("commitmentsByVerdict");
        counts.forEach(byVerdict::put);
        outcome.set("commitments", verdicts);
        Part readiness = sections.get("readinessAssessments");
        outcome.set("readiness", readiness == null || !readiness.isWhole() ? null : readiness(readiness));
        return outcome;
    }

    private static ArrayNode readiness(Part assessments) {
        ArrayNode list = Json.array();
        assessments.items().forEach(assessment -> {
            ObjectNode entry = list.addObject();
            entry.set("readinessAssessment", assessment.path("id"));
            entry.set("formation", assessment.get("formation"));
            entry.set("assessedOn", assessment.get("assessedOn"));
            entry.set("verdict", assessment.get("verdict"));
        });
        return list;
    }

    /** For each record of the sections, which of the subjects it refers to: why it is here. */
    private ObjectNode because(Map<String, Part> sections, Set<String> subjects) {
        Map<String, JsonNode> reasons = new TreeMap<>();
        sections.values().forEach(part -> part.items().forEach(record -> {
            Set<String> about = composition.referred(subjects, record);
            about.remove(record.path("id").asText());
            if (!about.isEmpty()) {
                reasons.put(record.path("id").asText(), Json.words(about));
            }
        }));
        ObjectNode because = Json.object();
        reasons.forEach(because::set);
        return because;
    }

    private void judge(
            Part decree,
            DecreeDates dates,
            Map<String, Part> sections,
            Influences influences,
            @Nullable MoneyYears money) {
        if (dates.lost() == null && dates.earliest() == null) {
            thin("structure", "No source dates the decree, so there is no day before and no year after it.");
        }
        if (!decree.isMissing() && decree.orNull().path("provisions").isEmpty()) {
            thin("provisions", "No provision of the decree is on record.");
        }
        Part commitments = sections.get("commitments");
        if (commitments != null && commitments.isWhole()) {
            if (commitments.items().isEmpty()) {
                thin("commitments", "No commitment on record refers to the decree or to what it changed.");
                thin("outcome", "Without a commitment there is no target against which an outcome could be judged.");
            } else if (commitments.items().stream()
                    .allMatch(commitment ->
                            commitment.path("verdict").asText(UNKNOWN).equals(UNKNOWN))) {
                thin("outcome", "No commitment that goes with the decree has a verdict.");
            }
        }
        boolean lookedEverywhere =
                influences.isKnown() && sections.values().stream().allMatch(Part::isWhole);
        if (lookedEverywhere && !influences.hasEvidence()) {
            thin(
                    "influences",
                    "No record refers both to a partner and to the decree. What connects a partner with something that the"
                            + " decree changed, and what happened at the same time, is listed apart and shows no influence.");
        }
        if (money != null && money.isWhole() && !money.hasFigures()) {
            thin("money", "No sum of money is on record for the years after the decree.");
        }
    }

    private void thin(String what, String why) {
        insufficient.add(Json.object().put("what", what).put("why", why));
    }

    private ObjectNode withBrokenLinks(ObjectNode view, Part decree, @Nullable Structures structure) {
        ArrayNode broken = view.withArray("brokenLinks");
        boolean allAnswered = composition.isLabelledWhole();
        Set<String> after = structure == null ? Set.of() : structure.idsAfter();
        decree.orNull().path("provisions").forEach(provision -> {
            String from = id + "#" + provision.path("key").asText();
            if (!provision.path("target").isTextual()
                    && provision.path("results").isEmpty()) {
                broken(broken, from, null, "The provision names neither what it is done to nor what comes out of it.");
            }
            List<String> named = new ArrayList<>();
            provision.path("results").forEach(result -> named.add(result.asText()));
            if (provision.path("target").isTextual()) {
                named.add(provision.path("target").asText());
            }
            for (String to : named) {
                JsonNode label = view.path("labels").path(to);
                if (label.isMissingNode() && allAnswered) {
                    broken(broken, from, to, "No service has a record with this id.");
                }
            }
            provision.path("results").forEach(result -> {
                boolean isFormation = view.path("labels")
                        .path(result.asText())
                        .path("type")
                        .asText()
                        .equals("formation");
                if (isFormation && structure != null && structure.isComplete() && !after.contains(result.asText())) {
                    broken(broken, from, result.asText(), "The structure after the decree does not have it.");
                }
            });
        });
        return view;
    }

    private static void broken(ArrayNode links, String from, @Nullable String to, String why) {
        links.addObject().put("from", from).put("to", to).put("why", why);
    }
}
