package org.qalqan.forces.installation;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/installations}. */
@Path("/v1/installations")
class InstallationResource extends EditableResource<Installation> {

    InstallationResource(CollectionReads reads, Edits edits) {
        super(Installation.class, reads, edits);
    }
}
