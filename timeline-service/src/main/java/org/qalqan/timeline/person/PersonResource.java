package org.qalqan.timeline.person;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/people}. */
@Path("/v1/people")
class PersonResource extends EditableResource<Person> {

    PersonResource(CollectionReads reads, Edits edits) {
        super(Person.class, reads, edits);
    }
}
