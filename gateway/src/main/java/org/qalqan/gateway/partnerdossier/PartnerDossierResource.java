package org.qalqan.gateway.partnerdossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/partners/{id}/dossier}. */
@Path("/v1/partners/{id: [a-z0-9-]+}/dossier")
class PartnerDossierResource implements OwnPaths {

    private static final String PATH = "/v1/partners/{id}/dossier";

    /** Sections that hold what refers to the partner, by the collections that they come from, in the order of the answer. */
    private static final List<Section> REFERRING = List.of(
            new Section("memberships", "memberships"),
            new Section("agreements", "agreements"),
            new Section("programmes", "programmes"),
            new Section("exercises", "exercises"),
            new Section("exerciseEditions", "exercise-editions"),
            new Section("transfers", "transfers"),
            new Section("trainingFlows", "training-flows"),
            new Section("deployments", "deployments"),
            new Section("engagements", "engagements"),
            new Section("events", "events"),
            new Section("statements", "statements"),
            new Section("assessments", "assessments"),
            new Section("commitments", "commitments"),
            new Section("doctrines", "doctrines"),
            new Section("installations", "installations"),
            new Section("compositions", "compositions"),
            new Section("readinessAssessments", "readiness-assessments"));

    private static final List<String> ATTRITION =
            List.of("leavers", "leaversOutOf", "attritionRate", "attritionScope", "retentionRate");

    private final Compositions compositions;

    private record Section(String name, String collection) {}

    PartnerDossierResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> dossier(@PathParam("id") String id, @Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> dossier(composition, id));
    }

    private static Future<ObjectNode> dossier(Composition composition, String id) {
        Future<Part> partner = composition.owner("partner", "partners", id);
        Map<String, Future<Part>> sections = new LinkedHashMap<>();
        REFERRING.forEach(section ->
                sections.put(section.name, composition.list(section.name, section.collection, "refersTo=" + id)));
        sections.computeIfPresent(
                "exercises",
                (name, series) -> withSeriesOf(composition, series, sections.getOrDefault("exerciseEditions", series)));
        Future<Part> types = composition.list("equipmentTypes", "equipment-types", "origin=" + id);
        sections.put("equipmentTypes", types);
        sections.put("holdings", types.compose(found -> holdings(composition, found)));

        List<Future<Part>> all = new ArrayList<>(sections.values());
        all.add(partner);
        return Future.all(all).compose(done -> {
            ObjectNode view = Json.object().put("id", id).put("url", "/v1/partners/" + id + "/dossier");
            view.set("partner", partner.result().orNull());
            sections.forEach((name, part) -> view.set(name, part.result().orNull()));
            view.set(
                    "attrition",
                    attrition(sections.getOrDefault("trainingFlows", partner).result()));
            view.set(
                    "doctrineOrder",
                    doctrineOrder(sections.getOrDefault("doctrines", partner).result(), id));
            return composition.finish(view);
        });
    }

    /** A series does not always name everyone who took part in one of its editions. */
    private static Future<Part> withSeriesOf(Composition composition, Future<Part> series, Future<Part> editions) {
        return Future.all(series, editions).compose(both -> {
            Set<String> others = editions.result().texts("exercise");
            others.removeAll(series.result().ids());
            return composition
                    .listFor("exercises", "exercises", "id", others)
                    .map(more -> Composition.union(series.result(), more));
        });
    }

    private static Future<Part> holdings(Composition composition, Part types) {
        return types.isMissing()
                ? Future.succeededFuture(composition.lostWith("holdings", "holdings", types))
                : composition.listFor("holdings", "holdings", "equipmentType", types.ids());
    }

    private static JsonNode attrition(Part flows) {
        if (flows.isMissing()) {
            return NullNode.getInstance();
        }
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
        if (doctrines.isMissing()) {
            return NullNode.getInstance();
        }
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
