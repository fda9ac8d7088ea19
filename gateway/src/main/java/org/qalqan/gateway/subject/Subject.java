package org.qalqan.gateway.subject;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the state whose reform the record is about from its partners. */
public final class Subject {

    private static final String NOT_APPLICABLE = "not-applicable";

    private Subject() {}

    /**
     * Whether a record of {@code /v1/partners} is not a partner of the subject: the subject itself has no direction in its own foreign
     * policy, nor has a state that the record names for its own affairs only.
     */
    public static boolean isOrHasNoDirection(JsonNode partner) {
        return partner.path("kind").asText().equals("state")
                && partner.path("status").path("vector").asText().equals(NOT_APPLICABLE);
    }
}
