package org.qalqan.gateway.upstream;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** The services, each with what stands around it. */
@Singleton
public class Upstreams {

    private final Map<Service, Upstream> byService = new EnumMap<>(Service.class);
    private final ServicesConfig config;

    Upstreams(Vertx vertx, ServicesConfig config) {
        this.config = config;
        for (Service service : Service.values()) {
            byService.put(service, new HttpUpstream(service, vertx, config));
        }
    }

    /** The deadline of a call that begins now and that nothing else bounds more tightly. */
    public Deadline deadline() {
        return Deadline.in(config.deadline());
    }

    /** The given service. */
    public Upstream of(Service service) {
        Upstream upstream = byService.get(service);
        if (upstream == null) {
            throw new IllegalStateException("no upstream for " + service);
        }
        return upstream;
    }
}
