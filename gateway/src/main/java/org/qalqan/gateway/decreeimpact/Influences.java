package org.qalqan.gateway.decreeimpact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Mentions;
import org.qalqan.gateway.compose.Part;

/**
 * Which partners had a hand in a decree. A record that refers to the decree, or to what it changed, and to a partner is evidence.
 * A record of the same time that refers to the partner alone is a coincidence, and is kept apart.
 */
final class Influences {

    private static final String NOT_APPLICABLE = "not-applicable";

    private final String decree;
    private final Part partners;
    private final Set<String> foreign = new LinkedHashSet<>();
    private final Map<String, List<ObjectNode>> evidenced = new TreeMap<>();
    private final Map<String, Set<String>> sameTime = new TreeMap<>();

    Influences(String decree, Part partners) {
        this.decree = decree;
        this.partners = partners;
        partners.items().stream()
                .filter(partner -> !isSubjectOfTheRecord(partner))
                .forEach(partner -> foreign.add(partner.path("id").asText()));
    }

    /** The country whose reform this is has no direction in its own foreign policy, and does not count as its own partner. */
    private static boolean isSubjectOfTheRecord(JsonNode partner) {
        return partner.path("kind").asText().equals("state")
                && partner.path("status").path("vector").asText().equals(NOT_APPLICABLE);
    }

    /** Takes records that refer to any of the subjects: the decree and what it changed. */
    void addEvidence(Collection<JsonNode> records, Set<String> subjects) {
        for (JsonNode record : records) {
            Set<String> about = Mentions.of(subjects, record);
            for (String partner : Mentions.of(foreign, record)) {
                if (subjects.contains(partner)) {
                    continue;
                }
                ObjectNode link = Json.object();
                link.set("record", record.path("id"));
                link.put("through", about.contains(decree) ? "decree" : "provision");
                link.set("refersTo", Json.words(about));
                evidenced.computeIfAbsent(partner, id -> new ArrayList<>()).add(link);
            }
        }
    }

    /** Takes records of the same time, less those that are evidence. */
    void addSameTime(Collection<JsonNode> records, Set<String> subjects) {
        for (JsonNode record : records) {
            if (Mentions.of(subjects, record).isEmpty()) {
                for (String partner : Mentions.of(foreign, record)) {
                    sameTime.computeIfAbsent(partner, id -> new LinkedHashSet<>())
                            .add(record.path("id").asText());
                }
            }
        }
    }

    boolean isKnown() {
        return !partners.isMissing();
    }

    boolean hasEvidence() {
        return !evidenced.isEmpty();
    }

    JsonNode toJson() {
        if (!isKnown()) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object();
        ArrayNode withEvidence = json.putArray("evidenced");
        evidenced.forEach((partner, links) -> {
            ObjectNode entry = withEvidence.addObject().put("partner", partner);
            entry.set("links", Json.array(links));
        });
        ArrayNode coincident = json.putArray("sameTime");
        sameTime.forEach((partner, records) ->
                coincident.addObject().put("partner", partner).set("records", Json.words(records)));
        return json;
    }
}
