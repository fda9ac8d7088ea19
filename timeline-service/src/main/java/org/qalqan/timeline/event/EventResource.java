package org.qalqan.timeline.event;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/events}. */
@Path("/v1/events")
class EventResource extends CollectionResource<Event> {

    EventResource(CollectionReads reads) {
        super(Event.class, reads);
    }
}
