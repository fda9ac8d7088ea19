package org.qalqan.partners.engagement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/engagements}. */
@Path("/v1/engagements")
class EngagementResource extends CollectionResource<Engagement> {

    EngagementResource(CollectionReads reads) {
        super(Engagement.class, reads);
    }
}
