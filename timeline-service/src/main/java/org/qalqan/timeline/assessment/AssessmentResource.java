package org.qalqan.timeline.assessment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/assessments}. */
@Path("/v1/assessments")
class AssessmentResource extends CollectionResource<Assessment> {

    AssessmentResource(CollectionReads reads) {
        super(Assessment.class, reads);
    }
}
