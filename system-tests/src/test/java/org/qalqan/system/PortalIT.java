package org.qalqan.system;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The portal in a real browser: {@code browser-tests} at the root, run by Node.js against the system under test. Pictures of every page are
 * in {@code browser-tests/target/screenshots} afterwards.
 */
@Tag("thorough")
class PortalIT {

    private static final String CHROMIUM = Objects.requireNonNullElse(System.getenv("CHROMIUM"), "chromium");

    @Test
    void pagesAreSoundInABrowser() throws IOException, InterruptedException {
        String chromium = Program.needed(CHROMIUM).toString();
        new NodeProject("browser-tests").test(Map.of("CHROMIUM", chromium));
    }
}
