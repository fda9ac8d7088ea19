package org.qalqan.timeline.assessment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/assessments}. */
@Path("/v1/assessments")
class AssessmentResource extends EditableResource<Assessment> {

    AssessmentResource(CollectionReads reads, Edits edits) {
        super(Assessment.class, reads, edits);
    }
}
