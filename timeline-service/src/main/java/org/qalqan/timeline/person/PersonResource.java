package org.qalqan.timeline.person;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/people}. */
@Path("/v1/people")
class PersonResource extends CollectionResource<Person> {

    PersonResource(CollectionReads reads) {
        super(Person.class, reads);
    }
}
