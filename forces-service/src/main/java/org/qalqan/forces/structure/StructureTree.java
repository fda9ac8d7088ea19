package org.qalqan.forces.structure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.StoredRecord;
import org.qalqan.evidence.Coverage;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Validity;
import org.qalqan.forces.formation.Formation;

/**
 * Builds the tree of a date. A formation whose parents are in dispute stands under each of them. Being assigned to a force outside the
 * chain of command is no place in the tree.
 */
final class StructureTree {

    private static final String ASSIGNED = "assigned-to";

    private final LocalDate day;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, List<Edge>> below = new LinkedHashMap<>();

    private record Member(StoredRecord<Formation> record, Validity validity) {}

    private record Edge(String child, Formation.Parent parent) {}

    private StructureTree(LocalDate day) {
        this.day = day;
    }

    static Structure on(LocalDate day, List<StoredRecord<Formation>> formations) {
        StructureTree tree = new StructureTree(day);
        formations.forEach(tree::add);
        return tree.build();
    }

    private void add(StoredRecord<Formation> formation) {
        List<Edtf> readings = formation.valuesOf("validity").stream()
                .map(value -> Edtf.parse(value.asText()))
                .toList();
        Validity validity = Validity.on(day, readings);
        if (validity != null) {
            members.put(formation.id(), new Member(formation, validity));
        }
    }

    private Structure build() {
        List<String> top = new ArrayList<>();
        for (Member member : members.values()) {
            List<Formation.Parent> parents = parents(member);
            parents.forEach(parent -> below.computeIfAbsent(parent.formation(), id -> new ArrayList<>())
                    .add(new Edge(member.record().id(), parent)));
            if (parents.isEmpty()) {
                top.add(member.record().id());
            }
        }
        List<Structure.Node> roots =
                top.stream().map(id -> node(id, null, new LinkedHashSet<>())).toList();
        return new Structure(day, members.size(), roots);
    }

    /** The places of the formation in the tree on the day. */
    private List<Formation.Parent> parents(Member member) {
        return member.record().fields().parents().stream()
                .filter(parent -> !ASSIGNED.equals(parent.relation()))
                .filter(parent -> members.containsKey(parent.formation()))
                .filter(parent -> held(parent.validity()))
                .toList();
    }

    private boolean held(@Nullable Edtf validity) {
        return validity == null || validity.coverage(day) != Coverage.NONE;
    }

    private Structure.Node node(String id, Formation.@Nullable Parent place, Set<String> above) {
        Member member = members.get(id);
        if (member == null) {
            throw new IllegalArgumentException("not in the tree: " + id);
        }
        Formation formation = member.record().fields();
        List<Structure.Node> children = new ArrayList<>();
        if (above.add(id)) {
            below.getOrDefault(id, List.of()).forEach(edge -> children.add(node(edge.child(), edge.parent(), above)));
            above.remove(id);
        }
        return new Structure.Node(
                id,
                member.record().title(),
                member.record().url(),
                formation.kind(),
                formation.echelon(),
                formation.branch(),
                Sidc.of(formation.echelon(), formation.branch()),
                formation.units(),
                member.validity(),
                place == null ? null : place.relation(),
                place != null && Boolean.TRUE.equals(place.disputed()),
                formation.parents().stream()
                        .filter(parent -> ASSIGNED.equals(parent.relation()) && held(parent.validity()))
                        .map(Formation.Parent::formation)
                        .toList(),
                children);
    }
}
