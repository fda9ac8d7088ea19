package org.qalqan.gateway.formationdossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Dossier;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.holdings.HoldingSums;
import org.qalqan.gateway.partners.ForeignPartners;

/** One formation through time. */
final class FormationDossier {

    private static final String SUBJECT = "formation";

    private static final List<String> REFERRING = List.of(
            "compositions",
            "strengths",
            "holdings",
            "readinessAssessments",
            "incidents",
            "installations",
            "posts",
            "decrees",
            "events",
            "statements",
            "assessments",
            "commitments",
            "agreements",
            "programmes",
            "transfers",
            "trainingFlows",
            "exerciseEditions",
            "deployments",
            "engagements");

    /** Sections in which a partner can stand beside the formation, or beside equipment that it holds. */
    private static final List<String> WITH_PARTNERS = List.of(
            "agreements",
            "programmes",
            "transfers",
            "trainingFlows",
            "exerciseEditions",
            "deployments",
            "engagements",
            "compositions",
            "readinessAssessments");

    /** Of which fields every account is shown. */
    private static final String ACCOUNTS =
            "designation,validity,establishedBy,parents,predecessors,successors,headquarters";

    private static final List<String> COUNTS = List.of("branches", "divisions", "brigades", "regiments", "companies");

    private final Composition composition;
    private final String id;
    private final Dossier dossier;

    FormationDossier(Composition composition, String id) {
        this.composition = composition;
        this.id = id;
        this.dossier = Dossier.of(composition, SUBJECT, "formations", id);
    }

    Future<ObjectNode> compose() {
        Future<Part> partners = composition.list("partners", "partners", "");
        dossier.section("accounts", composition.readings("accounts", "formations", id, ACCOUNTS))
                .list("formations", "formations", "refersTo=" + id)
                .extend("formations", "formations", "id", SUBJECT, this::relatives)
                .referring(REFERRING)
                .extend("compositions", "compositions", "id", "compositions", list -> list.texts("requirement"))
                .extend("installations", "installations", "id", SUBJECT, own -> named(own, "headquarters"))
                .listFor("equipmentTypes", "equipment-types", "id", "holdings", list -> list.texts("equipmentType"))
                .extend("transfers", "transfers", "refersTo", "equipmentTypes", Part::ids)
                .listFor("tenures", "tenures", "post", "posts", Part::ids)
                .extend("decrees", "decrees", "refersTo", "posts", Part::ids)
                .extend("decrees", "decrees", "id", SUBJECT, own -> named(own, "establishedBy"));
        return partners.compose(all -> dossier.answer(() -> conclude(all)));
    }

    /** What the formation itself names: those that have it among theirs are found from their side. */
    private Set<String> relatives(Part formation) {
        Set<String> relatives = named(formation, "predecessors");
        relatives.addAll(named(formation, "successors"));
        formation.orNull().path("parents").forEach(parent -> relatives.addAll(Json.texts(parent.path("formation"))));
        relatives.remove(id);
        return relatives;
    }

    private static Set<String> named(Part record, String field) {
        return Json.texts(record.orNull().path(field));
    }

    private void conclude(Part partners) {
        Part formation = dossier.part(SUBJECT);
        ArrayNode predecessors = related("predecessors", "successors");
        ArrayNode successors = related("successors", "predecessors");
        ArrayNode provisions = provisions();
        ArrayNode sums = HoldingSums.of(
                dossier.part("holdings").items(), dossier.part("equipmentTypes").items());
        ArrayNode ties = ties(new ForeignPartners(composition, partners));

        ObjectNode lineage = Json.object();
        lineage.set("predecessors", predecessors);
        lineage.set("successors", successors);
        dossier.conclude("lineage", lineage, SUBJECT, "formations", "decrees");
        dossier.conclude("parents", formation.orNull().path("parents"), SUBJECT);
        dossier.conclude("subordinates", subordinates(), "formations");
        dossier.conclude("provisions", provisions, "decrees", "posts");
        dossier.conclude("compositionCounts", compositionCounts(), "compositions");
        dossier.conclude("holdingSums", sums, "holdings", "equipmentTypes");
        dossier.conclude(
                "partners", partners.isWhole() ? ties : NullNode.getInstance(), WITH_PARTNERS.toArray(String[]::new));
        dossier.addReasons(subjects());
        judge(provisions, ties, partners);
        dossier.addInsufficientEvidence();
    }

    /** The formation, the posts in it and the types of its equipment. */
    private Set<String> subjects() {
        Set<String> subjects = new LinkedHashSet<>(Set.of(id));
        subjects.addAll(dossier.part("posts").ids());
        subjects.addAll(dossier.part("equipmentTypes").ids());
        return subjects;
    }

    /** Formations that this one names in a field, or that name it in the opposite one, with the provisions behind the change. */
    private ArrayNode related(String field, String opposite) {
        Set<String> ids = named(dossier.part(SUBJECT), field);
        dossier.part("formations").items().stream()
                .filter(other -> Json.texts(other.path(opposite)).contains(id))
                .forEach(other -> ids.add(other.path("id").asText()));
        ArrayNode related = Json.array();
        ids.forEach(other -> {
            boolean before = field.equals("predecessors");
            ObjectNode entry = related.addObject().put("formation", other);
            entry.set("validity", validity(other));
            entry.set("provisions", change(before ? other : id, before ? id : other));
        });
        return related;
    }

    private @Nullable JsonNode validity(String formation) {
        return dossier.part("formations").items().stream()
                .filter(record -> record.path("id").asText().equals(formation))
                .map(record -> record.path("validity"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(null);
    }

    private ArrayNode change(String from, String to) {
        ArrayNode changes = Json.array();
        eachProvision((decree, provision) -> {
            if (provision.path("target").asText().equals(from)
                    && Json.texts(provision.path("results")).contains(to)) {
                changes.addObject()
                        .put("decree", decree.path("id").asText())
                        .put("key", provision.path("key").asText());
            }
        });
        return changes;
    }

    private void eachProvision(BiConsumer<JsonNode, JsonNode> consumer) {
        dossier.part("decrees").items().forEach(decree -> decree.path("provisions")
                .forEach(provision -> consumer.accept(decree, provision)));
    }

    private ArrayNode subordinates() {
        ArrayNode edges = Json.array();
        dossier.part("formations").items().forEach(other -> other.path("parents")
                .forEach(parent -> {
                    if (parent.path("formation").asText().equals(id)) {
                        ObjectNode edge = edges.addObject();
                        edge.set("formation", other.path("id"));
                        List.of("key", "relation", "validity", "disputed")
                                .forEach(field -> edge.set(field, parent.get(field)));
                    }
                }));
        return edges;
    }

    /** What decrees do to the formation and to the posts in it. */
    private ArrayNode provisions() {
        Set<String> about = new LinkedHashSet<>(Set.of(id));
        about.addAll(dossier.part("posts").ids());
        ArrayNode provisions = Json.array();
        eachProvision((decree, provision) -> {
            Set<String> named = Json.texts(provision.path("results"));
            named.addAll(Json.texts(provision.path("target")));
            if (named.stream().anyMatch(about::contains)) {
                ObjectNode entry = provisions.addObject();
                entry.set("decree", decree.path("id"));
                entry.set("signedOn", decree.get("signedOn"));
                entry.set("provision", provision);
            }
        });
        return provisions;
    }

    /** The numbers of parts that a requirement or plan asks for, beside those that are reported against it. */
    private ArrayNode compositionCounts() {
        Map<String, JsonNode> byId = new TreeMap<>();
        dossier.part("compositions")
                .items()
                .forEach(record -> byId.put(record.path("id").asText(), record));
        ArrayNode pairs = Json.array();
        byId.forEach((actual, record) -> {
            JsonNode required = byId.get(record.path("requirement").asText());
            if (required != null) {
                ObjectNode pair = pairs.addObject();
                pair.set("required", required.path("id"));
                pair.put("actual", actual);
                ArrayNode counts = pair.putArray("counts");
                for (String count : COUNTS) {
                    if (required.hasNonNull(count) || record.hasNonNull(count)) {
                        ObjectNode both = counts.addObject().put("of", count);
                        both.set("required", required.get(count));
                        both.set("actual", record.get(count));
                    }
                }
            }
        });
        return pairs;
    }

    private ArrayNode ties(ForeignPartners foreign) {
        Set<String> about = new LinkedHashSet<>(Set.of(id));
        about.addAll(dossier.part("equipmentTypes").ids());
        Map<String, List<JsonNode>> byPartner = new TreeMap<>();
        for (JsonNode record : dossier.items(WITH_PARTNERS)) {
            Set<String> of = composition.referred(about, record);
            if (!of.isEmpty()) {
                ObjectNode tie = Json.object();
                tie.set("record", record.path("id"));
                tie.set("refersTo", Json.words(of));
                foreign.in(record).forEach(partner -> byPartner
                        .computeIfAbsent(partner, first -> new ArrayList<>())
                        .add(tie));
            }
        }
        ArrayNode ties = Json.array();
        byPartner.forEach(
                (partner, records) -> ties.addObject().put("partner", partner).set("ties", Json.array(records)));
        return ties;
    }

    private void judge(ArrayNode provisions, ArrayNode ties, Part partners) {
        Part own = dossier.part(SUBJECT);
        boolean dated = own.orNull().path("validity").isObject();
        dossier.expect("validity", dated, "No source tells when the formation existed.", SUBJECT);
        dossier.expect(
                "parents",
                !own.orNull().path("parents").isEmpty(),
                "No source tells what the formation belonged to.",
                SUBJECT);
        dossier.expect(
                "provisions", !provisions.isEmpty(), "No decree on record names the formation.", "decrees", "posts");
        dossier.expect(
                "compositions",
                isAny("compositions", "id"),
                "No record tells what the formation is made of.",
                "compositions");
        dossier.expect(
                "strengths", isAny("strengths", "personnel"), "No source gives a number of its people.", "strengths");
        dossier.expect(
                "holdings", isAny("holdings", "quantity"), "No source gives a number of its equipment.", "holdings");
        dossier.expect(
                "tenures",
                isAny("tenures", "id"),
                "Nobody who held a post in the formation is on record.",
                "posts",
                "tenures");
        dossier.expect(
                "readinessAssessments",
                isAny("readinessAssessments", "id"),
                "No verdict on its readiness is on record.",
                "readinessAssessments");
        dossier.expect(
                "trainingFlows",
                isAny("trainingFlows", "id"),
                "No record of training abroad names the formation.",
                "trainingFlows");
        if (partners.isWhole()) {
            dossier.expect(
                    "partners",
                    namesIt(ties),
                    "No record names a partner together with the formation itself.",
                    WITH_PARTNERS.toArray(String[]::new));
        }
    }

    private boolean isAny(String section, String field) {
        return dossier.part(section).items().stream().anyMatch(record -> record.hasNonNull(field));
    }

    private boolean namesIt(Iterable<JsonNode> ties) {
        Collection<JsonNode> found = new ArrayList<>();
        ties.forEach(partner -> partner.path("ties").forEach(found::add));
        return found.stream().anyMatch(tie -> Json.texts(tie.path("refersTo")).contains(id));
    }
}
