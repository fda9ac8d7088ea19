package org.qalqan.gateway.portal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the portal shows, and where. */
@ConfigMapping(prefix = "portal")
interface PortalConfig {

    /** Where the public finds this host, such as {@code https://example.org}; without it, where the request was sent to. */
    Optional<URI> address();

    /** Recipes of another dataset than the shipped one, in the form of the packaged {@code portal.yaml}. */
    Optional<Path> recipes();

    /** Descriptor (Data Package) of another dataset than the shipped one. */
    Optional<Path> dataset();

    /** How long a page waits for what the services count. */
    @WithDefault("1500ms")
    Duration countsDeadline();
}
