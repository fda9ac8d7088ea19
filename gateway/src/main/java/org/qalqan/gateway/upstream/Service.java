package org.qalqan.gateway.upstream;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The services behind the gateway, in the order in which answers that page through all of them visit them. */
public enum Service {
    TIMELINE,
    FORCES,
    PARTNERS;

    /** How requests and answers name the service. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a sentence names the service. */
    public String noun() {
        return "the " + id() + " service";
    }

    /** The ids of all services. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Service::id).toList();
    }
}
