package org.qalqan.forces.holding;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/holdings}. */
@Path("/v1/holdings")
class HoldingResource extends EditableResource<Holding> {

    HoldingResource(CollectionReads reads, Edits edits) {
        super(Holding.class, reads, edits);
    }
}
