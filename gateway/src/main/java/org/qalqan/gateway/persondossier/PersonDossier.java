package org.qalqan.gateway.persondossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Dossier;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;

/** Everything about one person. */
final class PersonDossier {

    private static final String SUBJECT = "person";
    private static final String READINGS = "attributions";

    private static final List<String> REFERRING = List.of(
            "tenures",
            "decrees",
            "statements",
            "assessments",
            "commitments",
            "doctrines",
            "events",
            "observations",
            "agreements",
            "programmes",
            "engagements",
            "transfers",
            "trainingFlows",
            "exerciseEditions",
            "readinessAssessments",
            "compositions");

    /** What a provision does when it gives somebody a post, or takes it. */
    private static final Set<String> OF_STAFF = Set.of("appoints", "relieves");

    private final Composition composition;
    private final String id;
    private final Dossier dossier;

    PersonDossier(Composition composition, String id) {
        this.composition = composition;
        this.id = id;
        this.dossier = Dossier.of(composition, SUBJECT, "people", id);
    }

    Future<ObjectNode> compose() {
        dossier.referring(REFERRING);
        dossier.section(READINGS, dossier.get("tenures").compose(this::attributions))
                .extend("tenures", "tenures", "id", READINGS, list -> list.texts("record"))
                .extend("decrees", "decrees", "id", READINGS, list -> list.texts("record"))
                .extend("tenures", "tenures", "person", "decrees", this::appointed)
                .listFor("posts", "posts", "id", "tenures", this::ownPosts)
                .extend("tenures", "tenures", "post", "posts", Part::ids);
        return dossier.answer(this::conclude);
    }

    /** Every account of who appointed and who signed that names the person, also where another one is preferred. */
    private Future<Part> attributions(Part tenures) {
        return composition
                .readings(READINGS, tenures.service(), "field=appointedBy,signedBy")
                .map(list -> {
                    if (list.cut()) {
                        composition.truncate(READINGS);
                    }
                    return list.isMissing()
                            ? list
                            : new Part(
                                    READINGS,
                                    list.service(),
                                    Json.array(list.items().stream()
                                            .filter(reading -> reading.path("value")
                                                    .asText()
                                                    .equals(id))
                                            .toList()),
                                    list.cut());
                });
    }

    /** Whom the decrees that the person signed give a post, or relieve of one. The accounts of who signed have come by then. */
    private Set<String> appointed(Part decrees) {
        Set<String> signed = dossier.part(READINGS).texts("record");
        Set<String> people = new LinkedHashSet<>();
        decrees.items().stream()
                .filter(decree -> signed.contains(decree.path("id").asText()))
                .forEach(decree -> decree.path("provisions").forEach(provision -> {
                    if (OF_STAFF.contains(provision.path("action").asText())) {
                        people.addAll(Json.texts(provision.path("results")));
                    }
                }));
        return people;
    }

    private Set<String> ownPosts(Part tenures) {
        Set<String> posts = new LinkedHashSet<>();
        tenures.items().stream().filter(this::isOwn).forEach(tenure -> posts.addAll(Json.texts(tenure.path("post"))));
        return posts;
    }

    private boolean isOwn(JsonNode tenure) {
        return names(tenure, "person");
    }

    private boolean names(JsonNode record, String field) {
        return Json.texts(record.path(field)).contains(id);
    }

    private void conclude() {
        ArrayNode career = career();
        ArrayNode appointments = appointments();
        dossier.conclude("career", career, "tenures", "posts");
        dossier.conclude("appointments", appointments, "tenures", "decrees", READINGS);
        dossier.conclude("decreesByRole", signed(), "decrees", READINGS);
        dossier.conclude("statementsByRole", byRole("statements", "speaker"), "statements");
        dossier.conclude("assessmentsByRole", byRole("assessments", "analyst"), "assessments");
        dossier.conclude("commitmentsByRole", byRole("commitments", "promisedBy"), "commitments");
        dossier.addReasons(Set.of(id));
        dossier.expect("career", !career.isEmpty(), "No post of the person is on record.", "tenures", "posts");
        dossier.expect(
                "predecessors",
                career.isEmpty() || Stream.of(career).anyMatch(PersonDossier::hasPredecessor),
                "No source names whom the person followed in a post.",
                "tenures",
                "posts");
        dossier.expect(
                "words",
                Stream.of("statements", "assessments", "commitments")
                        .flatMap(section -> dossier.part(section).items().stream())
                        .anyMatch(record ->
                                Stream.of("speaker", "analyst", "promisedBy").anyMatch(field -> names(record, field))),
                "No statement, judgement or promise of the person is on record.",
                "statements",
                "assessments",
                "commitments");
        dossier.addInsufficientEvidence();
    }

    private static boolean hasPredecessor(JsonNode career) {
        for (JsonNode post : career) {
            if (!post.path("predecessors").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Says of a section which records are the person's own and which only name the person. */
    private ObjectNode byRole(String section, String field) {
        Set<String> own = new LinkedHashSet<>();
        Set<String> naming = new LinkedHashSet<>();
        dossier.part(section).items().forEach(record -> (names(record, field) ? own : naming)
                .add(record.path("id").asText()));
        ObjectNode roles = Json.object();
        roles.set("by", Json.words(own));
        roles.set("naming", Json.words(naming));
        return roles;
    }

    /** Of decrees also those that another account than the preferred one has the person sign. */
    private ObjectNode signed() {
        ObjectNode roles = byRole("decrees", "signedBy");
        Set<String> others = Json.texts(roles.path("naming"));
        others.retainAll(dossier.part(READINGS).texts("record"));
        Set<String> naming = Json.texts(roles.path("naming"));
        naming.removeAll(others);
        roles.set("byOtherAccounts", Json.words(others));
        roles.set("naming", Json.words(naming));
        return roles;
    }

    /** The person's posts, each with those before and after. */
    private ArrayNode career() {
        List<JsonNode> tenures = dossier.part("tenures").items();
        ArrayNode career = Json.array();
        tenures.stream().filter(this::isOwn).forEach(own -> {
            List<JsonNode> others = tenures.stream()
                    .filter(other -> !other.equals(own) && other.path("post").equals(own.path("post")))
                    .toList();
            ObjectNode entry = career.addObject();
            entry.set("tenure", own.path("id"));
            List.of("post", "period", "civilian", "endReason").forEach(field -> entry.set(field, own.get(field)));
            Set<String> before = Json.texts(own.path("predecessor"));
            Set<String> after = new LinkedHashSet<>();
            others.stream()
                    .filter(other -> names(other, "predecessor") && !isBefore(other, own))
                    .filter(other -> isNextAfter(own, other, tenures))
                    .forEach(other -> after.addAll(Json.texts(other.path("person"))));
            entry.set("predecessors", Json.words(before));
            entry.set("successors", Json.words(after));
            entry.set("earlier", holders(others.stream().filter(other -> isBefore(other, own))));
            entry.set("later", holders(others.stream().filter(other -> isBefore(own, other))));
        });
        return career;
    }

    /** Of somebody who held a post more than once, the successor followed on the last tenure that began before. */
    private boolean isNextAfter(JsonNode own, JsonNode successor, List<JsonNode> tenures) {
        return tenures.stream()
                .filter(this::isOwn)
                .filter(other -> !other.equals(own) && other.path("post").equals(own.path("post")))
                .noneMatch(other -> isBefore(own, other) && !isBefore(successor, other));
    }

    private static ArrayNode holders(Stream<JsonNode> tenures) {
        ArrayNode holders = Json.array();
        tenures.forEach(tenure -> {
            ObjectNode holder = holders.addObject();
            holder.set("tenure", tenure.path("id"));
            holder.set("person", tenure.path("person"));
            holder.set("period", tenure.get("period"));
        });
        return holders;
    }

    /** Whether the one tenure ended for certain before the other can have begun. */
    private static boolean isBefore(JsonNode one, JsonNode other) {
        String end = one.path("period").path("latest").textValue();
        String start = other.path("period").path("earliest").textValue();
        return end != null && start != null && end.compareTo(start) < 0;
    }

    /** Posts that others got or lost by the person's hand. */
    private ArrayNode appointments() {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        Map<String, String> attributed = new LinkedHashMap<>();
        dossier.part(READINGS)
                .items()
                .forEach(reading -> attributed.put(
                        reading.path("record").asText(), reading.path("id").asText()));
        List<JsonNode> tenures = dossier.part("tenures").items();
        tenures.stream()
                .filter(tenure -> attributed.containsKey(tenure.path("id").asText()))
                .forEach(tenure -> {
                    ObjectNode entry = entry(found, "appoints", tenure.path("person"), tenure.path("post"), tenure);
                    ((ArrayNode) entry.path("shownBy"))
                            .add(attributed.get(tenure.path("id").asText()));
                    addDispute(entry, tenure, "appointedBy");
                });
        dossier.part("decrees").items().stream()
                .filter(decree -> attributed.containsKey(decree.path("id").asText()))
                .forEach(decree -> decree.path("provisions").forEach(provision -> {
                    String action = provision.path("action").asText();
                    if (OF_STAFF.contains(action)) {
                        provision.path("results").forEach(person -> {
                            ObjectNode entry = entry(
                                    found,
                                    action,
                                    person,
                                    provision.path("target"),
                                    tenure(tenures, person, provision.path("target")));
                            entry.set("decree", decree.path("id"));
                            entry.set("provision", provision.path("key"));
                            ((ArrayNode) entry.path("shownBy"))
                                    .add(attributed.get(decree.path("id").asText()));
                            addDispute(entry, decree, "signedBy");
                        });
                    }
                }));
        return Json.array(found.values());
    }

    private static ObjectNode entry(
            Map<String, ObjectNode> found, String action, JsonNode person, JsonNode post, @Nullable JsonNode tenure) {
        return found.computeIfAbsent(action + " " + person.asText() + " " + post.asText(), key -> {
            ObjectNode entry = Json.object().put("action", action);
            entry.set("person", person);
            entry.set("post", post);
            entry.set("tenure", tenure == null ? null : tenure.path("id"));
            entry.set("period", tenure == null ? null : tenure.get("period"));
            entry.putNull("decree").putNull("provision").put("disputed", false).putArray("shownBy");
            return entry;
        });
    }

    private static void addDispute(ObjectNode entry, JsonNode record, String field) {
        if (Json.texts(record.path("disagreements")).contains(field)) {
            entry.put("disputed", true);
        }
    }

    private static @Nullable JsonNode tenure(List<JsonNode> tenures, JsonNode person, JsonNode post) {
        return tenures.stream()
                .filter(tenure -> tenure.path("person").equals(person)
                        && tenure.path("post").equals(post))
                .findFirst()
                .orElse(null);
    }
}
