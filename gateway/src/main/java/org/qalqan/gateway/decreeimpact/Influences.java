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
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.partners.ForeignPartners;

/**
 * Which partners had a hand in a decree. Only a record that refers both to the decree and to a partner is evidence. One that refers
 * to a partner and to something that the decree changed connects them, perhaps years later. One of the same time that refers to
 * the partner alone is a coincidence. The three are kept apart.
 */
final class Influences {

    private final Composition composition;
    private final String decree;
    private final Part partners;
    private final ForeignPartners foreign;
    private final Map<String, List<ObjectNode>> evidenced = new TreeMap<>();
    private final Map<String, List<ObjectNode>> connected = new TreeMap<>();
    private final Map<String, Set<String>> sameTime = new TreeMap<>();

    Influences(Composition composition, String decree, Part partners) {
        this.composition = composition;
        this.decree = decree;
        this.partners = partners;
        this.foreign = new ForeignPartners(composition, partners);
    }

    /** Takes records that refer to any of the subjects: the decree and what it changed. */
    void addEvidence(Collection<JsonNode> records, Set<String> subjects) {
        for (JsonNode record : records) {
            Set<String> about = composition.referred(subjects, record);
            for (String partner : foreign.in(record)) {
                if (about.isEmpty() || subjects.contains(partner)) {
                    continue;
                }
                ObjectNode link = Json.object();
                link.set("record", record.path("id"));
                link.set("refersTo", Json.words(about));
                (about.contains(decree) ? evidenced : connected)
                        .computeIfAbsent(partner, id -> new ArrayList<>())
                        .add(link);
            }
        }
    }

    /** Takes records of the same time, less those that are evidence. */
    void addSameTime(Collection<JsonNode> records, Set<String> subjects) {
        for (JsonNode record : records) {
            if (composition.referred(subjects, record).isEmpty()) {
                for (String partner : foreign.in(record)) {
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
        putLinks(json.putArray("evidenced"), evidenced);
        putLinks(json.putArray("connected"), connected);
        ArrayNode coincident = json.putArray("sameTime");
        sameTime.forEach((partner, records) ->
                coincident.addObject().put("partner", partner).set("records", Json.words(records)));
        return json;
    }

    private static void putLinks(ArrayNode into, Map<String, List<ObjectNode>> byPartner) {
        byPartner.forEach((partner, links) -> {
            ObjectNode entry = into.addObject().put("partner", partner);
            entry.set("links", Json.array(links));
        });
    }
}
