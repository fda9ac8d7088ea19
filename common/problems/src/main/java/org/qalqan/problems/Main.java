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

    /** No arguments. */
    public static void main(String[] arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
