package org.qalqan.gateway.decreeimpact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
    private boolean isEvidenceWhole = true;
    private boolean isCalendarThere = true;

    Influences(Composition composition, String decree, Part partners) {
        this.composition = composition;
        this.decree = decree;
        this.partners = partners;
        this.foreign = new ForeignPartners(composition, partners);
    }

    /** Takes records that refer to any of the subjects: the decree and what it changed. */
    void addEvidence(Part records, Set<String> subjects) {
        isEvidenceWhole &= records.isWhole();
        for (JsonNode record : records.items()) {
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
    void addSameTime(Part records, Set<String> subjects) {
        isCalendarThere &= !records.isMissing();
        for (JsonNode record : records.items()) {
            if (composition.referred(subjects, record).isEmpty()) {
                for (String partner : foreign.in(record)) {
                    sameTime.computeIfAbsent(partner, id -> new LinkedHashSet<>())
                            .add(record.path("id").asText());
                }
            }
        }
    }

    /** Nobody knows which time is the same. */
    void withoutCalendar() {
        isCalendarThere = false;
    }

    boolean isKnown() {
        return partners.isWhole();
    }

    boolean hasEvidence() {
        return !evidenced.isEmpty();
    }

    JsonNode toJson() {
        if (!isKnown()) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object();
        json.set("evidenced", isEvidenceWhole ? links(evidenced) : null);
        json.set("connected", isEvidenceWhole ? links(connected) : null);
        ArrayNode coincident = Json.array();
        sameTime.forEach((partner, records) ->
                coincident.addObject().put("partner", partner).set("records", Json.words(records)));
        json.set("sameTime", isCalendarThere ? coincident : null);
        return json;
    }

    private static ArrayNode links(Map<String, List<ObjectNode>> byPartner) {
        ArrayNode list = Json.array();
        byPartner.forEach(
                (partner, links) -> list.addObject().put("partner", partner).set("links", Json.array(links)));
        return list;
    }
}
