package org.qalqan.testing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qalqan.access.Role;

/** Something in a service under test that needs a token, whatever the service itself has. */
@Path(GuardedResource.PATH)
public class GuardedResource {

    static final String PATH = "/test/guarded";

    /** Only for maintainers. */
    @POST
    @RolesAllowed(Role.MAINTAINER)
    @Operation(hidden = true)
    public String guarded() {
        return "let in";
    }
}
