package org.qalqan.partners.trainingflow;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/training-flows}. */
@Path("/v1/training-flows")
class TrainingFlowResource extends EditableResource<TrainingFlow> {

    TrainingFlowResource(CollectionReads reads, Edits edits) {
        super(TrainingFlow.class, reads, edits);
    }
}
