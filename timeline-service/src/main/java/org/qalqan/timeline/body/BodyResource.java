package org.qalqan.timeline.body;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/bodies}. */
@Path("/v1/bodies")
class BodyResource extends EditableResource<Body> {

    BodyResource(CollectionReads reads, Edits edits) {
        super(Body.class, reads, edits);
    }
}
