package org.qalqan.forces.holding;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/holdings}. */
@Path("/v1/holdings")
class HoldingResource extends CollectionResource<Holding> {

    HoldingResource(CollectionReads reads) {
        super(Holding.class, reads);
    }
}
