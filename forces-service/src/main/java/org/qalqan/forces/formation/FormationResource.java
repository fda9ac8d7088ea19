package org.qalqan.forces.formation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/formations}. */
@Path("/v1/formations")
class FormationResource extends EditableResource<Formation> {

    FormationResource(CollectionReads reads, Edits edits) {
        super(Formation.class, reads, edits);
    }
}
