package org.qalqan.partners.partner;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/partners}. */
@Path("/v1/partners")
class PartnerResource extends CollectionResource<Partner> {

    PartnerResource(CollectionReads reads) {
        super(Partner.class, reads);
    }
}
