package org.qalqan.timeline.tenure;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/tenures}. */
@Path("/v1/tenures")
class TenureResource extends CollectionResource<Tenure> {

    TenureResource(CollectionReads reads) {
        super(Tenure.class, reads);
    }
}
