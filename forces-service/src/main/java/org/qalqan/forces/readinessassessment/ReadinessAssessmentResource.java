package org.qalqan.forces.readinessassessment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/readiness-assessments}. */
@Path("/v1/readiness-assessments")
class ReadinessAssessmentResource extends EditableResource<ReadinessAssessment> {

    ReadinessAssessmentResource(CollectionReads reads, Edits edits) {
        super(ReadinessAssessment.class, reads, edits);
    }
}
