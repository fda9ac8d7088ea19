package org.qalqan.forces.installation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/installations}. */
@Path("/v1/installations")
class InstallationResource extends CollectionResource<Installation> {

    InstallationResource(CollectionReads reads) {
        super(Installation.class, reads);
    }
}
