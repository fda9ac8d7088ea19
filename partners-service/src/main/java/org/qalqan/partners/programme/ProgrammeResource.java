package org.qalqan.partners.programme;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/programmes}. */
@Path("/v1/programmes")
class ProgrammeResource extends CollectionResource<Programme> {

    ProgrammeResource(CollectionReads reads) {
        super(Programme.class, reads);
    }
}
