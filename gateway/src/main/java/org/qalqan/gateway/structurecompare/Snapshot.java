package org.qalqan.gateway.structurecompare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The structure on a day, formation by formation.
 *
 * @param day the day
 * @param standings what stands in the tree by its id, in the order of the tree
 */
record Snapshot(LocalDate day, Map<String, Standing> standings) {

    /**
     * A formation in the tree.
     *
     * @param node its node, where the tree has it first
     * @param places where it stands, at several places when sources dispute the one; none at the top
     */
    record Standing(JsonNode node, Set<Place> places) {

        Certainty validity() {
            return Certainty.of(node.path("validity").asText());
        }

        /** The ids of the formations above. */
        Set<String> above() {
            Set<String> above = new TreeSet<>();
            places.forEach(place -> above.add(place.formation));
            return above;
        }
    }

    /** Where a formation stands: the formation above, in what way, and whether that is disputed. */
    record Place(String formation, @Nullable String relation, boolean disputed) {}

    static Snapshot of(LocalDate day, JsonNode structure) {
        Snapshot snapshot = new Snapshot(day, new LinkedHashMap<>());
        structure.path("items").forEach(item -> snapshot.add(item, null));
        return snapshot;
    }

    private void add(JsonNode node, @Nullable String above) {
        String id = node.path("id").asText();
        Standing standing = standings.computeIfAbsent(id, first -> new Standing(node, new LinkedHashSet<>()));
        if (above != null) {
            standing.places.add(new Place(
                    above,
                    node.path("relation").textValue(),
                    node.path("placeDisputed").asBoolean()));
        }
        node.path("children").forEach(child -> add(child, id));
    }

    @Nullable
    Standing get(String id) {
        return standings.get(id);
    }

    boolean has(String id) {
        return standings.containsKey(id);
    }
}
