package org.qalqan.gateway.upstream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the services are and how long they may take. */
@ConfigMapping(prefix = "services")
interface ServicesConfig {

    /** Service of the reform timeline. */
    Location timeline();

    /** Service of the force structure. */
    Location forces();

    /** Service of the partnerships. */
    Location partners();

    /** How long a connection may take to be made. */
    @WithDefault("300ms")
    Duration connectTimeout();

    /** How long one call may take, from asking for a connection to the last byte of the body. */
    @WithDefault("4s")
    Duration deadline();

    /** A body beyond this is not read to its end. */
    @WithDefault("8M")
    MemorySize maxBody();

    /** All bodies of one service that are being read at once, together. */
    @WithDefault("32M")
    MemorySize maxBodies();

    /** Answers that are kept, of all services together; 0 keeps none. */
    @WithDefault("32M")
    MemorySize kept();

    /** Whether the reads that one request asks of a service at once are one call. */
    @WithDefault("true")
    boolean bundling();

    /** Connections to each service, of each event loop: there are two for each core. */
    @WithDefault("16")
    int connections();

    /**
     * Calls to each service at once, of all event loops together and with those that wait for a connection; further ones fail at once. With
     * those of {@link #streams}, all services hold fewer than a gateway may have requests, on however many cores.
     */
    @WithDefault("300")
    int calls();

    /** Connections to each service for answers that are passed on as they come, and as many calls that may wait for one. */
    @WithDefault("16")
    int streams();

    /** How long a connection is kept without use; shorter than the 30 seconds for which the services keep theirs. */
    @WithDefault("20s")
    Duration keepAlive();

    /** When a failing service is left alone. */
    Breaker breaker();

    /** When a failing service is left alone. */
    interface Breaker {

        /** How many of the last calls are looked at. */
        @WithDefault("20")
        int calls();

        /** Which share of them has to have failed. */
        @WithDefault("0.5")
        double ratio();

        /** How long no call is made then. */
        @WithDefault("1s")
        Duration pause();

        /** How many calls have to succeed after that. */
        @WithDefault("2")
        int probes();
    }

    /** Where one service is. */
    interface Location {

        /** Scheme, host and port. */
        URI url();
    }

    /** Where the given service is. */
    default URI url(Service service) {
        return switch (service) {
            case TIMELINE -> timeline().url();
            case FORCES -> forces().url();
            case PARTNERS -> partners().url();
        };
    }
}
