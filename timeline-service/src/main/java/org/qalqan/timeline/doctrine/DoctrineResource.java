package org.qalqan.timeline.doctrine;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/doctrines}. */
@Path("/v1/doctrines")
class DoctrineResource extends CollectionResource<Doctrine> {

    DoctrineResource(CollectionReads reads) {
        super(Doctrine.class, reads);
    }
}
