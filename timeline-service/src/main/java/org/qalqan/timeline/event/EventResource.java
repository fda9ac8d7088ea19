package org.qalqan.timeline.event;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/events}. */
@Path("/v1/events")
class EventResource extends EditableResource<Event> {

    EventResource(CollectionReads reads, Edits edits) {
        super(Event.class, reads, edits);
    }
}
