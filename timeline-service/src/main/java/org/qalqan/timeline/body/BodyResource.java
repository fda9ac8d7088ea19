package org.qalqan.timeline.body;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/bodies}. */
@Path("/v1/bodies")
class BodyResource extends CollectionResource<Body> {

    BodyResource(CollectionReads reads) {
        super(Body.class, reads);
    }
}
