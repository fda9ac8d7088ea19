package org.qalqan.timeline.indicator;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/indicators}. */
@Path("/v1/indicators")
class IndicatorResource extends EditableResource<Indicator> {

    IndicatorResource(CollectionReads reads, Edits edits) {
        super(Indicator.class, reads, edits);
    }
}
