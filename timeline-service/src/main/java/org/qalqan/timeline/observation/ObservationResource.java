package org.qalqan.timeline.observation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/observations}. */
@Path("/v1/observations")
class ObservationResource extends EditableResource<Observation> {

    ObservationResource(CollectionReads reads, Edits edits) {
        super(Observation.class, reads, edits);
    }
}
