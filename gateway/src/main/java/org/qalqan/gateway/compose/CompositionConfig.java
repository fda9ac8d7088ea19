package org.qalqan.gateway.compose;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What bounds a composed answer. */
@ConfigMapping(prefix = "composition")
interface CompositionConfig {

    /** How long a whole composed answer may take. */
    @WithDefault("4s")
    Duration deadline();

    /** How long one of its calls may take; short enough that a hung service leaves time for the labels. */
    @WithDefault("2500ms")
    Duration partDeadline();

    /** A section that follows pages stops here and says so. */
    @WithDefault("1000")
    int maxItems();

    /** Answers in the making at once. Each takes a dozen calls to every service, and has to end before its deadline. */
    @WithDefault("8")
    int atOnce();

    /** Answers that may wait until one of those is done; further ones are refused at once. */
    @WithDefault("48")
    int waiting();

    /** How long one waits at most. */
    @WithDefault("1s")
    Duration patience();
}
