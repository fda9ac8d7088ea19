package org.qalqan.forces.formation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/formations}. */
@Path("/v1/formations")
class FormationResource extends CollectionResource<Formation> {

    FormationResource(CollectionReads reads) {
        super(Formation.class, reads);
    }
}
