package org.qalqan.timeline.statement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/statements}. */
@Path("/v1/statements")
class StatementResource extends CollectionResource<Statement> {

    StatementResource(CollectionReads reads) {
        super(Statement.class, reads);
    }
}
