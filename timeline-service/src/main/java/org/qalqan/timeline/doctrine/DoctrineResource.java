package org.qalqan.timeline.doctrine;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/doctrines}. */
@Path("/v1/doctrines")
class DoctrineResource extends EditableResource<Doctrine> {

    DoctrineResource(CollectionReads reads, Edits edits) {
        super(Doctrine.class, reads, edits);
    }
}
