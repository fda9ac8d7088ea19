package org.qalqan.seeds;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the dataset is. */
@ConfigMapping(prefix = "seeds")
interface SeedsConfig {

    /** Folder of the dataset. */
    Path location();
}
