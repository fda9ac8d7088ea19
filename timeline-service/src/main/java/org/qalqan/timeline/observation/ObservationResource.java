package org.qalqan.timeline.observation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/observations}. */
@Path("/v1/observations")
class ObservationResource extends CollectionResource<Observation> {

    ObservationResource(CollectionReads reads) {
        super(Observation.class, reads);
    }
}
