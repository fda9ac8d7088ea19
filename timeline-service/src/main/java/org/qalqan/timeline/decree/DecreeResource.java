package org.qalqan.timeline.decree;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/decrees}. */
@Path("/v1/decrees")
class DecreeResource extends CollectionResource<Decree> {

    DecreeResource(CollectionReads reads) {
        super(Decree.class, reads);
    }
}
