package org.qalqan.partners.membership;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/memberships}. */
@Path("/v1/memberships")
class MembershipResource extends CollectionResource<Membership> {

    MembershipResource(CollectionReads reads) {
        super(Membership.class, reads);
    }
}
