package org.qalqan.gateway.equipmentdossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Dossier;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.holdings.HoldingSums;

/** Everything about one type of equipment; about a class, also what concerns the types that belong to it. */
final class EquipmentDossier {

    private static final String SUBJECT = "equipmentType";
    private static final String MEMBERS = "members";

    private static final List<String> REFERRING = List.of(
            "holdings",
            "transfers",
            "incidents",
            "exerciseEditions",
            "events",
            "statements",
            "assessments",
            "commitments",
            "observations");

    /** Transfers that are work on equipment. */
    private static final Set<String> WORK = Set.of("repair", "modernisation");

    private final String id;
    private final Dossier dossier;

    EquipmentDossier(Composition composition, String id) {
        this.id = id;
        this.dossier = Dossier.of(composition, SUBJECT, "equipment-types", id);
    }

    Future<ObjectNode> compose() {
        dossier.listFor("classes", "equipment-types", "id", SUBJECT, own -> named(own, "memberOf"))
                .list(MEMBERS, "equipment-types", "memberOf=" + id)
                .listFor("origins", "partners", "id", SUBJECT, own -> named(own, "origin"));
        REFERRING.forEach(section -> dossier.referring(List.of(section))
                .extend(section, Dossier.collectionOf(section), "refersTo", MEMBERS, Part::ids));
        dossier.listFor("formations", "formations", "id", "holdings", list -> list.texts("formation"))
                .listFor("readinessAssessments", "readiness-assessments", "formation", "formations", Part::ids);
        return dossier.answer(this::conclude);
    }

    private static Set<String> named(Part record, String field) {
        return Json.texts(record.orNull().path(field));
    }

    private void conclude() {
        Set<String> types = new LinkedHashSet<>(Set.of(id));
        types.addAll(dossier.part(MEMBERS).ids());
        Set<String> subjects = new LinkedHashSet<>(types);
        subjects.addAll(dossier.part("formations").ids());
        List<JsonNode> holdings = dossier.part("holdings").items();
        ArrayNode work = work(types);

        dossier.conclude("designations", dossier.part(SUBJECT).orNull().path("designations"), SUBJECT);
        dossier.conclude(
                "holdingSums", HoldingSums.of(holdings, dossier.part(MEMBERS).items()), "holdings", MEMBERS);
        dossier.conclude("conditions", conditions(holdings), "holdings");
        dossier.conclude("maintainers", work, "transfers");
        dossier.addReasons(subjects);
        judge(holdings, work);
        dossier.addInsufficientEvidence();
    }

    /** What is known of the condition of the equipment, holding by holding. */
    private static ArrayNode conditions(List<JsonNode> holdings) {
        ArrayNode conditions = Json.array();
        holdings.stream()
                .filter(holding -> holding.hasNonNull("condition") || holding.hasNonNull("plan"))
                .forEach(holding -> {
                    ObjectNode entry = conditions.addObject();
                    entry.set("holding", holding.path("id"));
                    List.of("equipmentType", "formation", "condition", "quantity", "share", "partOf", "plan", "asOf")
                            .forEach(field -> entry.set(field, holding.get(field)));
                });
        return conditions;
    }

    private ArrayNode work(Set<String> types) {
        ArrayNode work = Json.array();
        dossier.part("transfers").items().stream()
                .filter(transfer -> WORK.contains(transfer.path("kind").asText()))
                .forEach(transfer -> {
                    Set<String> worked = Json.texts(transfer.path("equipmentTypes"));
                    worked.retainAll(types);
                    ObjectNode entry = work.addObject();
                    entry.set("transfer", transfer.path("id"));
                    entry.set("equipmentTypes", Json.words(worked));
                    List.of("kind", "suppliers", "transferStatus", "statusOn", "period")
                            .forEach(field -> entry.set(field, transfer.get(field)));
                });
        return work;
    }

    private void judge(List<JsonNode> holdings, ArrayNode work) {
        dossier.expect(
                "origin",
                dossier.part(SUBJECT).orNull().path("origin").isTextual(),
                "No source tells whose industry it comes from.",
                SUBJECT);
        dossier.expect(
                "holdings",
                holdings.stream().anyMatch(holding -> holding.hasNonNull("quantity")),
                holdings.isEmpty() ? "No holding of it is on record." : "It is held, but no source gives a number.",
                "holdings");
        dossier.expect("transfers", isAny("transfers"), "No transfer of it is on record.", "transfers");
        dossier.expect("maintainers", !work.isEmpty(), "No record tells who repairs or modernises it.", "transfers");
        dossier.expect("incidents", isAny("incidents"), "No incident with it is on record.", "incidents");
        dossier.expect(
                "conditions",
                holdings.stream().anyMatch(holding -> holding.hasNonNull("condition")),
                "No source tells its condition.",
                "holdings");
        dossier.expect(
                "readinessAssessments",
                isAny("readinessAssessments"),
                "No verdict on the readiness of a formation that holds it is on record.",
                "readinessAssessments");
    }

    private boolean isAny(String section) {
        return !dossier.part(section).items().isEmpty();
    }
}
