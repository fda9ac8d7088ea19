package org.qalqan.problems;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts a service. Quarkus would answer a malformed address with a bare 400 before any code of ours; it leaves that to {@link
 * RequestLimits} when this system property is there before its first class is.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    /**
     * Without arguments it serves. With some it is a command, which whoever observes the start carries out: it listens nowhere, and its log
     * leaves the output to what it has to say.
     */
    public static void main(String[] arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        if (arguments.length > 0) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.management.host-enabled", "false");
            System.setProperty("quarkus.log.level", "WARN");
            System.setProperty("quarkus.log.console.stderr", "true");
            System.setProperty("quarkus.shutdown.delay", "0");
        }
        Quarkus.run(arguments);
    }
}
