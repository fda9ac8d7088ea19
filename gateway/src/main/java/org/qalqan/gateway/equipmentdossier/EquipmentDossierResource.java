package org.qalqan.gateway.equipmentdossier;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.contract.OwnPaths;

/** {@code /v1/equipment-types/{id}/dossier}. */
@Path("/v1/equipment-types/{id: [a-z0-9-]+}/dossier")
class EquipmentDossierResource implements OwnPaths {

    private static final String PATH = "/v1/equipment-types/{id}/dossier";

    private final Compositions compositions;

    EquipmentDossierResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> dossier(@PathParam("id") String id, @Context HttpServerRequest request) {
        return compositions.answer(
                request, PATH, (composition, parameters) -> new EquipmentDossier(composition, id).compose());
    }
}
