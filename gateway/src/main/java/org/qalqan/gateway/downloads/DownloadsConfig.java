package org.qalqan.gateway.downloads;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How downloads are written. */
@ConfigMapping(prefix = "downloads")
interface DownloadsConfig {

    /** How long a download may take; a client that reads slower is cut off. */
    @WithDefault("5m")
    Duration streamLimit();
}
