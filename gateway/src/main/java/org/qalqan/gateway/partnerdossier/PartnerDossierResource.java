package org.qalqan.gateway.partnerdossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Dossier;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/partners/{id}/dossier}. */
@Path("/v1/partners/{id: [a-z0-9-]+}/dossier")
class PartnerDossierResource implements OwnPaths {

    private static final String PATH = "/v1/partners/{id}/dossier";

    private static final List<String> REFERRING = List.of(
            "memberships",
            "agreements",
            "programmes",
            "exercises",
            "exerciseEditions",
            "transfers",
            "trainingFlows",
            "deployments",
            "engagements",
            "events",
            "statements",
            "assessments",
            "commitments",
            "doctrines",
            "installations",
            "compositions",
            "readinessAssessments");

    private static final List<String> ATTRITION =
            List.of("leavers", "leaversOutOf", "attritionRate", "attritionScope", "retentionRate");

    /** Sections that one would look for, and what it says when nothing is in them. */
    private static final Map<String, String> EXPECTED = new TreeMap<>(Map.of(
            "agreements", "No agreement with it is on record.",
            "assessments", "No judgement about it is on record.",
            "engagements", "No visit, talk or offer is on record.",
            "exerciseEditions", "No exercise with it is on record.",
            "holdings", "No equipment of its design is on record as held by the forces.",
            "memberships", "No membership of it, or in it, is on record.",
            "programmes", "No programme with it is on record.",
            "statements", "No statement about it is on record.",
            "trainingFlows", "No training with it is on record.",
            "transfers", "No transfer from or to it is on record."));

    private final Compositions compositions;

    PartnerDossierResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> dossier(@PathParam("id") String id, @Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> dossier(composition, id));
    }

    private static Future<ObjectNode> dossier(Composition composition, String id) {
        Dossier dossier = Dossier.of(composition, "partner", "partners", id)
                .referring(REFERRING)
                // a series does not always name everyone who took part in one of its editions
                .extend("exercises", "exercises", "id", "exerciseEditions", editions -> editions.texts("exercise"))
                .list("equipmentTypes", "equipment-types", "origin=" + id)
                .listFor("holdings", "holdings", "equipmentType", "equipmentTypes", Part::ids);
        return dossier.answer(() -> {
            ArrayNode attrition = attrition(dossier.part("trainingFlows"));
            ArrayNode order = doctrineOrder(dossier.part("doctrines"), id);
            dossier.conclude("attrition", attrition, "trainingFlows");
            dossier.conclude("doctrineOrder", order, "doctrines");
            EXPECTED.forEach((section, why) ->
                    dossier.expect(section, !dossier.part(section).items().isEmpty(), why, section));
            dossier.expect(
                    "attrition",
                    !attrition.isEmpty(),
                    "No source tells how many of those trained with it left.",
                    "trainingFlows");
            dossier.expect(
                    "doctrineOrder", !order.isEmpty(), "No doctrine on record names it as a partner.", "doctrines");
            dossier.addInsufficientEvidence();
        });
    }

    private static ArrayNode attrition(Part flows) {
        ArrayNode attrition = Json.array();
        flows.items().stream()
                .filter(flow -> ATTRITION.stream().anyMatch(flow::hasNonNull))
                .forEach(flow -> {
                    ObjectNode entry = attrition.addObject();
                    entry.set("trainingFlow", flow.path("id"));
                    ATTRITION.forEach(field -> entry.set(field, flow.get(field)));
                });
        return attrition;
    }

    private static ArrayNode doctrineOrder(Part doctrines, String id) {
        ArrayNode places = Json.array();
        doctrines.items().forEach(doctrine -> {
            JsonNode named = doctrine.path("partners");
            named.forEach(entry -> {
                if (entry.path("partner").asText().equals(id)) {
                    ObjectNode place = places.addObject();
                    place.set("doctrine", doctrine.path("id"));
                    place.set("adoptedOn", doctrine.get("adoptedOn"));
                    place.set("position", entry.get("position"));
                    place.put("namedPartners", named.size());
                    place.set("namedAs", entry.get("name"));
                }
            });
        });
        return places;
    }
}
