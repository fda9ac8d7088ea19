package org.qalqan.partners.membership;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/memberships}. */
@Path("/v1/memberships")
class MembershipResource extends EditableResource<Membership> {

    MembershipResource(CollectionReads reads, Edits edits) {
        super(Membership.class, reads, edits);
    }
}
