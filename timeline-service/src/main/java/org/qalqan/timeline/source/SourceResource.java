package org.qalqan.timeline.source;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/sources}. */
@Path("/v1/sources")
class SourceResource extends CollectionResource<Source> {

    SourceResource(CollectionReads reads) {
        super(Source.class, reads);
    }
}
