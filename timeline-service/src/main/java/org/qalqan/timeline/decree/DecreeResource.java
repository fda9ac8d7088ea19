package org.qalqan.timeline.decree;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/decrees}. */
@Path("/v1/decrees")
class DecreeResource extends EditableResource<Decree> {

    DecreeResource(CollectionReads reads, Edits edits) {
        super(Decree.class, reads, edits);
    }
}
