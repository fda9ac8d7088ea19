package org.qalqan.partners.deployment;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/deployments}. */
@Path("/v1/deployments")
class DeploymentResource extends CollectionResource<Deployment> {

    DeploymentResource(CollectionReads reads) {
        super(Deployment.class, reads);
    }
}
