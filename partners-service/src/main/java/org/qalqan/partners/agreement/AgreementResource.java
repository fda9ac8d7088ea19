package org.qalqan.partners.agreement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/agreements}. */
@Path("/v1/agreements")
class AgreementResource extends CollectionResource<Agreement> {

    AgreementResource(CollectionReads reads) {
        super(Agreement.class, reads);
    }
}
