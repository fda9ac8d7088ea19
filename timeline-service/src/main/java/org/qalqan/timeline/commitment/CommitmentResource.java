package org.qalqan.timeline.commitment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/commitments}. */
@Path("/v1/commitments")
class CommitmentResource extends CollectionResource<Commitment> {

    CommitmentResource(CollectionReads reads) {
        super(Commitment.class, reads);
    }
}
