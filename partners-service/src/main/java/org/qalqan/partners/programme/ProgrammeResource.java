package org.qalqan.partners.programme;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/programmes}. */
@Path("/v1/programmes")
class ProgrammeResource extends EditableResource<Programme> {

    ProgrammeResource(CollectionReads reads, Edits edits) {
        super(Programme.class, reads, edits);
    }
}
