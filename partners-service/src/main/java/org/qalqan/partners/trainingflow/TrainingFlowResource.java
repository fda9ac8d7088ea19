package org.qalqan.partners.trainingflow;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/training-flows}. */
@Path("/v1/training-flows")
class TrainingFlowResource extends CollectionResource<TrainingFlow> {

    TrainingFlowResource(CollectionReads reads) {
        super(TrainingFlow.class, reads);
    }
}
