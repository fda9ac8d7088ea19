package org.qalqan.gateway.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What bounds a search across services. */
@ConfigMapping(prefix = "search")
interface SearchConfig {

    /** How long one service may take: whoever searches would rather have the hits of the others than wait. */
    @WithDefault("1s")
    Duration deadline();
}
