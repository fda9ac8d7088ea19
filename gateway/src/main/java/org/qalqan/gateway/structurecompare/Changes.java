package org.qalqan.gateway.structurecompare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Coverage;
import org.qalqan.evidence.Edtf;
import org.qalqan.gateway.structurecompare.Change.Kind;
import org.qalqan.gateway.structurecompare.Snapshot.Place;
import org.qalqan.gateway.structurecompare.Snapshot.Standing;

/**
 * Finds what changed between two days. Formations that are tied by lineage are one change, in which some became others; what comes or
 * goes without kin appeared or disappeared.
 */
final class Changes {

    /** Made available to another force outside the chain of command, which is no place in the tree. */
    private static final String ASSIGNED = "assigned-to";

    private final Snapshot first;
    private final Snapshot second;
    private final Map<String, JsonNode> records;
    private final Map<String, Set<String>> successors = new TreeMap<>();
    private final Map<String, Set<String>> predecessors = new TreeMap<>();
    private final List<Change> found = new ArrayList<>();

    private Changes(Snapshot first, Snapshot second, Map<String, JsonNode> records) {
        this.first = first;
        this.second = second;
        this.records = records;
    }

    /**
     * What changed, in a stable order.
     *
     * @param records the formations' records by id, for lineage and for how sure a place is
     */
    static List<Change> between(Snapshot first, Snapshot second, Map<String, JsonNode> records) {
        Changes changes = new Changes(first, second, records);
        changes.readLineage();
        changes.find();
        return changes.found;
    }

    private void readLineage() {
        records.forEach((id, record) -> {
            record.path("predecessors").forEach(older -> tie(older.asText(), id));
            record.path("successors").forEach(newer -> tie(id, newer.asText()));
        });
    }

    /** Ties two formations when the older one stood before, the newer one stands after, and one of them came or went. */
    private void tie(String older, String newer) {
        if (first.has(older) && second.has(newer) && (went(older) || came(newer))) {
            successors.computeIfAbsent(older, id -> new TreeSet<>()).add(newer);
            predecessors.computeIfAbsent(newer, id -> new TreeSet<>()).add(older);
        }
    }

    private void find() {
        Set<String> all = new TreeSet<>(first.standings().keySet());
        all.addAll(second.standings().keySet());
        Set<String> seen = new LinkedHashSet<>();
        for (String id : all) {
            if (successors.containsKey(id) || predecessors.containsKey(id)) {
                if (seen.add(id)) {
                    becameOthers(kinOf(id, seen));
                }
            } else if (came(id)) {
                found.add(Change.of(Kind.APPEARED, shift(id), Set.of(), Set.of(id)));
            } else if (went(id)) {
                found.add(Change.of(Kind.DISAPPEARED, shift(id), Set.of(id), Set.of()));
            }
            placeOrLevel(id, id);
        }
    }

    /** Everything that is tied to the formation, directly or through others. */
    private Set<String> kinOf(String id, Set<String> seen) {
        Set<String> kin = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (kin.add(next)) {
                seen.add(next);
                open.addAll(successors.getOrDefault(next, Set.of()));
                open.addAll(predecessors.getOrDefault(next, Set.of()));
            }
        }
        return kin;
    }

    private void becameOthers(Set<String> kin) {
        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        List<Certainty> shifts = new ArrayList<>();
        for (String id : kin) {
            if (!came(id) || successors.containsKey(id)) {
                before.add(id);
            }
            if (!went(id) || predecessors.containsKey(id)) {
                after.add(id);
            }
            if (came(id) || went(id)) {
                shifts.add(shift(id));
            }
        }
        found.add(Change.of(kind(before, after), Certainty.leastOf(shifts), before, after));
        if (before.size() == 1 && after.size() == 1) {
            placeOrLevel(before.iterator().next(), after.iterator().next());
        }
    }

    private Kind kind(Set<String> before, Set<String> after) {
        if (before.size() > 1 && after.size() > 1) {
            return Kind.REORGANISED;
        }
        if (before.size() > 1) {
            return Kind.MERGED;
        }
        if (after.size() > 1) {
            return Kind.SPLIT;
        }
        JsonNode older = node(first, before.iterator().next());
        JsonNode newer = node(second, after.iterator().next());
        boolean alike = older.path("kind").equals(newer.path("kind"))
                && older.path("echelon").equals(newer.path("echelon"));
        return alike ? Kind.RENAMED : Kind.CONVERTED;
    }

    private static JsonNode node(Snapshot snapshot, String id) {
        Standing standing = snapshot.get(id);
        if (standing == null) {
            throw new IllegalArgumentException("not in the tree: " + id);
        }
        return standing.node();
    }

    /** Whether the formation, or what came of it, stands elsewhere or at another level. */
    private void placeOrLevel(String older, String newer) {
        Standing then = first.get(older);
        Standing now = second.get(newer);
        if (then == null || now == null) {
            return;
        }
        Certainty standing = Certainty.leastOf(List.of(then.validity(), now.validity()));
        if (!above(older, then, first).equals(above(newer, now, second))) {
            List<Certainty> places = new ArrayList<>(List.of(standing));
            places.addAll(certainties(then.places(), now.above(), older, first.day()));
            places.addAll(certainties(now.places(), then.above(), newer, second.day()));
            found.add(new Change(
                    Kind.MOVED,
                    Certainty.leastOf(places),
                    Set.of(older),
                    Set.of(newer),
                    then.above(),
                    now.above(),
                    null,
                    null));
        }
        String echelon = then.node().path("echelon").textValue();
        String nowEchelon = now.node().path("echelon").textValue();
        if (echelon != null && nowEchelon != null && !echelon.equals(nowEchelon)) {
            found.add(new Change(
                    Kind.ECHELON_CHANGED,
                    standing,
                    Set.of(older),
                    Set.of(newer),
                    Set.of(),
                    Set.of(),
                    echelon,
                    nowEchelon));
        }
    }

    /**
     * What the formation belonged to on the day, also where the tree cannot show it because that did not stand then: a formation does
     * not move when the one above it comes or goes.
     */
    private Set<String> above(String id, Standing standing, Snapshot snapshot) {
        Set<String> above = new TreeSet<>(standing.above());
        parents(id).forEach(parent -> {
            String formation = parent.path("formation").asText();
            if (!snapshot.has(formation)
                    && !parent.path("relation").asText().equals(ASSIGNED)
                    && coverage(parent, snapshot.day()) != Coverage.NONE) {
                above.add(formation);
            }
        });
        return above;
    }

    private JsonNode parents(String id) {
        JsonNode record = records.get(id);
        return record == null ? MissingNode.getInstance() : record.path("parents");
    }

    /** Whether a formation belonged there on the day; possible when no source dates it. */
    private static Coverage coverage(JsonNode parent, LocalDate day) {
        String validity = parent.path("validity").path("edtf").textValue();
        return validity == null ? Coverage.POSSIBLE : Edtf.parse(validity).coverage(day);
    }

    /** How sure the places are that the other day does not have. */
    private List<Certainty> certainties(Collection<Place> places, Set<String> others, String id, LocalDate day) {
        List<Certainty> certainties = new ArrayList<>();
        for (Place place : places) {
            if (!others.contains(place.formation())) {
                certainties.add(place.disputed() ? Certainty.DISPUTED : held(id, place, day));
            }
        }
        return certainties;
    }

    private Certainty held(String id, Place place, LocalDate day) {
        for (JsonNode parent : parents(id)) {
            if (parent.path("formation").asText().equals(place.formation())
                    && coverage(parent, day) == Coverage.CERTAIN) {
                return Certainty.CERTAIN;
            }
        }
        return Certainty.POSSIBLE;
    }

    /** Whether it stands on the second day and did not on the first, or only perhaps. */
    private boolean came(String id) {
        Standing then = first.get(id);
        Standing now = second.get(id);
        return now != null
                && (then == null || (now.validity() == Certainty.CERTAIN && then.validity() != Certainty.CERTAIN));
    }

    /** Whether it stood on the first day and does not on the second, or only perhaps. */
    private boolean went(String id) {
        Standing then = first.get(id);
        Standing now = second.get(id);
        return then != null
                && (now == null || (then.validity() == Certainty.CERTAIN && now.validity() != Certainty.CERTAIN));
    }

    /** How sure it is that the formation came or went. */
    private Certainty shift(String id) {
        return Certainty.leastOf(List.of(sure(first.get(id)), sure(second.get(id))));
    }

    private static Certainty sure(@Nullable Standing standing) {
        return standing == null ? Certainty.CERTAIN : standing.validity();
    }
}
