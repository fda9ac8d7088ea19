package org.qalqan.forces.composition;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/compositions}. */
@Path("/v1/compositions")
class CompositionResource extends CollectionResource<Composition> {

    CompositionResource(CollectionReads reads) {
        super(Composition.class, reads);
    }
}
