package org.qalqan.timeline.statement;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/statements}. */
@Path("/v1/statements")
class StatementResource extends EditableResource<Statement> {

    StatementResource(CollectionReads reads, Edits edits) {
        super(Statement.class, reads, edits);
    }
}
