package org.qalqan.gateway.upstream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * At which revision each store is. Every service is asked again and again while anybody wants to know, and every answer that comes through
 * says it too, so that a change that is made through this gateway is known at once, and one that is made through another within the time
 * that a state is taken for granted.
 */
@Singleton
public class Revisions {

    /** Where a service tells its state. */
    static final String PATH = "/internal/revision";

    private static final Pattern ENTRY = Pattern.compile("(?:^|[,\\s])([a-z]+)=([0-9]{1,15})");

    /** How often, and for how long. */
    @ConfigMapping(prefix = "revisions")
    interface Config {

        /** Time from one question to the next. */
        @WithDefault("100ms")
        Duration every();

        /** How long after it was asked for a state is taken for granted. */
        @WithDefault("250ms")
        Duration taken();

        /** How long a service may take to answer. */
        @WithDefault("500ms")
        Duration deadline();

        /** How long the services are asked after somebody wanted to know. */
        @WithDefault("2s")
        Duration idle();
    }

    private record Known(StoreState state, long askedAt) {}

    private final Map<Service, AtomicReference<@Nullable Known>> known = new EnumMap<>(Service.class);
    private final Map<Service, AtomicReference<@Nullable Future<Void>>> asking = new EnumMap<>(Service.class);
    private final Config config;
    private final long takenNanos;
    private final long idleNanos;
    private volatile long wantedAt = System.nanoTime();
    private volatile @Nullable Upstreams upstreams;
    private volatile long timer = -1;

    Revisions(Config config) {
        this.config = config;
        this.takenNanos = config.taken().toNanos();
        this.idleNanos = config.idle().toNanos();
        for (Service service : Service.values()) {
            known.put(service, new AtomicReference<>());
            asking.put(service, new AtomicReference<>());
        }
    }

    void watch(@Observes StartupEvent started, Vertx vertx, Upstreams upstreams) {
        this.upstreams = upstreams;
        timer = vertx.setPeriodic(config.every().toMillis(), tick -> {
            boolean wanted = System.nanoTime() - wantedAt < idleNanos;
            for (Service service : Service.values()) {
                if (wanted || last(service) == null) {
                    ask(service);
                }
            }
        });
    }

    void stop(@Observes ShutdownEvent stopping, Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /** Asks the service, unless it is being asked; never fails. */
    private Future<Void> ask(Service service) {
        Promise<Void> asked = Promise.promise();
        Future<Void> others = of(asking, service).compareAndExchange(null, asked.future());
        if (others != null) {
            return others;
        }
        long askedAt = System.nanoTime();
        Objects.requireNonNull(upstreams)
                .watched(service, Deadline.in(config.deadline()))
                .onComplete(reply -> {
                    if (reply.succeeded() && reply.result().status() == 200) {
                        StoreState state = read(reply.result().body());
                        if (state != null) {
                            learn(service, state, askedAt);
                        }
                    }
                    of(asking, service).set(null);
                    asked.complete();
                });
        return asked.future();
    }

    /**
     * Makes sure of the states of some stores that were not confirmed for a while, as happens when everybody has much to do: that is
     * cheaper than to ask for what was made from them. Afterwards they are confirmed, or their services do not answer.
     */
    public Future<Void> confirm(Collection<Service> services) {
        return Future.all(services.stream()
                        .filter(service -> confirmed(service) == null)
                        .map(this::ask)
                        .toList())
                .mapEmpty();
    }

    private static @Nullable StoreState read(Buffer body) {
        try {
            JsonObject state = body.toJsonObject();
            String shapedBy = state.getString("shapedBy");
            Long revision = state.getLong("revision");
            return shapedBy == null || revision == null ? null : new StoreState(shapedBy, revision);
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    private void learn(Service service, StoreState state, long askedAt) {
        of(known, service)
                .updateAndGet(before -> before == null
                                || !before.state.shapedBy().equals(state.shapedBy())
                                || state.revision() >= before.state.revision()
                        ? new Known(state, askedAt)
                        // asked before what is known by now was done
                        : before);
    }

    /** Takes note of what an answer says of its own store. */
    void saw(Service service, Reply reply) {
        long revision = revisionOf(service, reply);
        if (revision < 0) {
            return;
        }
        of(known, service)
                .updateAndGet(before -> before == null || revision <= before.state.revision()
                        ? before
                        : new Known(new StoreState(before.state.shapedBy(), revision), before.askedAt));
    }

    /** The state that a store is known to be in now; null when it was not confirmed for a while. */
    public @Nullable StoreState confirmed(Service service) {
        long now = System.nanoTime();
        wantedAt = now;
        Known state = of(known, service).get();
        return state == null || now - state.askedAt > takenNanos ? null : state.state;
    }

    /** The state that a store was last known to be in; null when it has never been asked successfully. */
    public @Nullable StoreState last(Service service) {
        Known state = of(known, service).get();
        return state == null ? null : state.state;
    }

    /** The state that the answer was made from; null when that cannot be told, or is no longer the last one. */
    public @Nullable StoreState of(Service service, Reply reply) {
        StoreState last = last(service);
        return last != null && last.revision() == revisionOf(service, reply) ? last : null;
    }

    private static long revisionOf(Service service, Reply reply) {
        String header = reply.headers().get("Data-Revision");
        if (header != null) {
            Matcher entries = ENTRY.matcher(header);
            while (entries.find()) {
                if (entries.group(1).equals(service.id())) {
                    return Long.parseLong(entries.group(2));
                }
            }
        }
        return -1;
    }

    private static <T> T of(Map<Service, T> map, Service service) {
        T value = map.get(service);
        if (value == null) {
            throw new IllegalStateException("nothing for " + service);
        }
        return value;
    }
}
