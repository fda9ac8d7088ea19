package org.qalqan.partners.transfer;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/transfers}. */
@Path("/v1/transfers")
class TransferResource extends EditableResource<Transfer> {

    TransferResource(CollectionReads reads, Edits edits) {
        super(Transfer.class, reads, edits);
    }
}
