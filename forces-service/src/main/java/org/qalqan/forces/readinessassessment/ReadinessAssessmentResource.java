package org.qalqan.forces.readinessassessment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/readiness-assessments}. */
@Path("/v1/readiness-assessments")
class ReadinessAssessmentResource extends CollectionResource<ReadinessAssessment> {

    ReadinessAssessmentResource(CollectionReads reads) {
        super(ReadinessAssessment.class, reads);
    }
}
