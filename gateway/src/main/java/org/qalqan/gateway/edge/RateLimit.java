package org.qalqan.gateway.edge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.Stage;

/**
 * How much one client may ask. Every answer says what is left ({@code RateLimit}, {@code RateLimit-Policy}, as the IETF's draft of
 * RateLimit header fields has them); over-use is a 429 that says when to come back. A client is an address; of IPv6 the network, as one
 * client has all addresses of it.
 */
@Singleton
class RateLimit {

    private static final int MOST_CLIENTS = 100_000;
    private static final int NETWORK_BYTES = 8;

    /** The limit. */
    @ConfigMapping(prefix = "rate-limit")
    interface Config {

        /** Requests in a window; 0 for no limit. */
        @WithDefault("20000")
        int requests();

        /** The window. */
        @WithDefault("60s")
        Duration window();
    }

    private final int requests;
    private final long windowSeconds;
    private final String policy;
    private final LoadingCache<String, Bucket> buckets;

    RateLimit(Config config) {
        this.requests = config.requests();
        this.windowSeconds = config.window().toSeconds();
        this.policy = "\"default\";q=" + requests + ";w=" + windowSeconds;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(config.window())
                .build(client -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(requests)
                                .refillGreedy(requests, config.window())
                                .build())
                        .build());
    }

    void register(@Observes Filters filters) {
        if (requests > 0) {
            filters.register(this::count, Stage.RATE.priority());
        }
    }

    private void count(RoutingContext context) {
        ConsumptionProbe probe =
                buckets.get(client(context.request().remoteAddress())).tryConsumeAndReturnRemaining(1);
        MultiMap headers = context.response().headers();
        headers.set("RateLimit-Policy", policy);
        headers.set("RateLimit", "\"default\";r=" + probe.getRemainingTokens() + ";t=" + windowSeconds);
        if (probe.isConsumed()) {
            context.next();
        } else {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            Problem.end(
                    context.request(),
                    ProblemType.TOO_MANY_REQUESTS,
                    "At most " + requests + " requests in " + windowSeconds + " seconds are answered.",
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private static String client(@Nullable SocketAddress address) {
        String host = address == null ? null : address.hostAddress();
        if (host == null) {
            return "unknown";
        }
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            // a literal: nothing is looked up
            InetAddress parsed = InetAddress.getByName(host);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
