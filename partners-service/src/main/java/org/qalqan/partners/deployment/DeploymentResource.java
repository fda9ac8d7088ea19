package org.qalqan.partners.deployment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/deployments}. */
@Path("/v1/deployments")
class DeploymentResource extends EditableResource<Deployment> {

    DeploymentResource(CollectionReads reads, Edits edits) {
        super(Deployment.class, reads, edits);
    }
}
