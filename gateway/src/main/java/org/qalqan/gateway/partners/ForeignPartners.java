package org.qalqan.gateway.partners;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Part;

/** All partners but the country that the record is about, which stands among them as a party of its own agreements. */
public final class ForeignPartners {

    private static final String NOT_APPLICABLE = "not-applicable";

    private final Composition composition;
    private final Set<String> ids = new LinkedHashSet<>();

    /** The partners of a list of all of them; none when it could not be had. */
    public ForeignPartners(Composition composition, Part partners) {
        this.composition = composition;
        partners.items().stream()
                .filter(partner -> !isSubjectOfTheRecord(partner))
                .forEach(partner -> ids.add(partner.path("id").asText()));
    }

    /**
     * Whether a record of {@code /v1/partners} is no partner: the country whose reform this is has no direction in its own foreign policy,
     * nor has a state that the record names for its own affairs only.
     */
    public static boolean isSubjectOfTheRecord(JsonNode partner) {
        return partner.path("kind").asText().equals("state")
                && partner.path("status").path("vector").asText().equals(NOT_APPLICABLE);
    }

    /** The partners that a record refers to. */
    public Set<String> in(JsonNode record) {
        return composition.referred(ids, record);
    }
}
