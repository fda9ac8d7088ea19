package org.qalqan.partners.transfer;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/transfers}. */
@Path("/v1/transfers")
class TransferResource extends CollectionResource<Transfer> {

    TransferResource(CollectionReads reads) {
        super(Transfer.class, reads);
    }
}
