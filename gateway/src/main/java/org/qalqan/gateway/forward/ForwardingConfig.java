package org.qalqan.gateway.forward;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are passed on. */
@ConfigMapping(prefix = "forwarding")
interface ForwardingConfig {

    /** How long an answer that is passed on as it comes may take; a client that reads slower is cut off. */
    @WithDefault("3m")
    Duration streamLimit();
}
