package org.qalqan.partners.engagement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/engagements}. */
@Path("/v1/engagements")
class EngagementResource extends EditableResource<Engagement> {

    EngagementResource(CollectionReads reads, Edits edits) {
        super(Engagement.class, reads, edits);
    }
}
