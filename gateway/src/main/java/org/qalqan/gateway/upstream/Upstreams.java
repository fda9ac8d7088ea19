package org.qalqan.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The services, each with what stands around it. */
@Singleton
public class Upstreams {

    private final Map<Service, Upstream> direct = new EnumMap<>(Service.class);
    private final Map<Service, KeptReplies> kept = new EnumMap<>(Service.class);
    private final ServicesConfig config;

    Upstreams(Vertx vertx, ServicesConfig config, Revisions revisions, MeterRegistry registry) {
        this.config = config;
        long bytes = config.kept().asLongValue() / Service.values().length;
        for (Service service : Service.values()) {
            UpstreamMeters meters = new UpstreamMeters(registry, service);
            // with connections of its own: when everybody waits for one, the states are wanted most
            direct.put(service, new HttpUpstream(service, vertx, config));
            Upstream upstream = new HttpUpstream(service, vertx, config);
            Upstream guarded = new GuardedUpstream(upstream, vertx, config.breaker(), meters);
            Upstream bundling = config.bundling() ? new BundlingUpstream(guarded) : guarded;
            kept.put(service, new KeptReplies(bundling, revisions, vertx, bytes, meters));
        }
    }

    /** What a service says of the state of its store, past everything that stands around it. */
    Future<Reply> watched(Service service, Deadline deadline) {
        Call call = new Call(HttpMethod.GET, Revisions.PATH, MultiMap.caseInsensitiveMultiMap(), null, deadline, false);
        return of(direct, service).send(call);
    }

    /** The last good answer of a service to a read that anybody may share, however old; none when none is kept. */
    public Optional<Reply> lastGood(Service service, String uri) {
        return of(kept, service).lastGood(uri);
    }

    /** The deadline of a call that begins now and that nothing else bounds more tightly. */
    public Deadline deadline() {
        return Deadline.in(config.deadline());
    }

    /** The given service. */
    public Upstream of(Service service) {
        return of(kept, service);
    }

    private static <T> T of(Map<Service, T> map, Service service) {
        T upstream = map.get(service);
        if (upstream == null) {
            throw new IllegalStateException("no upstream for " + service);
        }
        return upstream;
    }
}
