package org.qalqan.gateway.portal;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/** What the portal page shows of the dataset that is served. */
@ConfigMapping(prefix = "portal")
interface PortalConfig {

    /** Calls to try: paths, with their queries. */
    List<String> calls();
}
