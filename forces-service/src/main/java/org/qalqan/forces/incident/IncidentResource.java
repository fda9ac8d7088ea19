package org.qalqan.forces.incident;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/incidents}. */
@Path("/v1/incidents")
class IncidentResource extends EditableResource<Incident> {

    IncidentResource(CollectionReads reads, Edits edits) {
        super(Incident.class, reads, edits);
    }
}
