package org.qalqan.timeline.commitment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/commitments}. */
@Path("/v1/commitments")
class CommitmentResource extends EditableResource<Commitment> {

    CommitmentResource(CollectionReads reads, Edits edits) {
        super(Commitment.class, reads, edits);
    }
}
