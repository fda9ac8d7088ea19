package org.qalqan.forces.composition;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/compositions}. */
@Path("/v1/compositions")
class CompositionResource extends EditableResource<Composition> {

    CompositionResource(CollectionReads reads, Edits edits) {
        super(Composition.class, reads, edits);
    }
}
