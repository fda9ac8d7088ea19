package org.qalqan.forces.strength;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/strengths}. */
@Path("/v1/strengths")
class StrengthResource extends CollectionResource<Strength> {

    StrengthResource(CollectionReads reads) {
        super(Strength.class, reads);
    }
}
