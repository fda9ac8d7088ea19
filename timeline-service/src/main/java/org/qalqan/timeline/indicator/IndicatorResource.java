package org.qalqan.timeline.indicator;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/indicators}. */
@Path("/v1/indicators")
class IndicatorResource extends CollectionResource<Indicator> {

    IndicatorResource(CollectionReads reads) {
        super(Indicator.class, reads);
    }
}
