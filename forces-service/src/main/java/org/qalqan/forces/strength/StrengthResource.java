package org.qalqan.forces.strength;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/strengths}. */
@Path("/v1/strengths")
class StrengthResource extends EditableResource<Strength> {

    StrengthResource(CollectionReads reads, Edits edits) {
        super(Strength.class, reads, edits);
    }
}
