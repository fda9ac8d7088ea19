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
            dossier.conclude("attrition", attrition(dossier.part("trainingFlows")), "trainingFlows");
            dossier.conclude("doctrineOrder", doctrineOrder(dossier.part("doctrines"), id), "doctrines");
        });
    }

    private static JsonNode attrition(Part flows) {
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

    private static JsonNode doctrineOrder(Part doctrines, String id) {
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
