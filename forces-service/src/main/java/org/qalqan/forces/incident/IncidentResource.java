package org.qalqan.forces.incident;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/incidents}. */
@Path("/v1/incidents")
class IncidentResource extends CollectionResource<Incident> {

    IncidentResource(CollectionReads reads) {
        super(Incident.class, reads);
    }
}
