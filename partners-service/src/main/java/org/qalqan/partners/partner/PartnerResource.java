package org.qalqan.partners.partner;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/partners}. */
@Path("/v1/partners")
class PartnerResource extends EditableResource<Partner> {

    PartnerResource(CollectionReads reads, Edits edits) {
        super(Partner.class, reads, edits);
    }
}
