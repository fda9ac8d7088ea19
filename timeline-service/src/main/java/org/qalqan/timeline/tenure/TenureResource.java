package org.qalqan.timeline.tenure;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/tenures}. */
@Path("/v1/tenures")
class TenureResource extends EditableResource<Tenure> {

    TenureResource(CollectionReads reads, Edits edits) {
        super(Tenure.class, reads, edits);
    }
}
