package org.qalqan.partners.agreement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/agreements}. */
@Path("/v1/agreements")
class AgreementResource extends EditableResource<Agreement> {

    AgreementResource(CollectionReads reads, Edits edits) {
        super(Agreement.class, reads, edits);
    }
}
