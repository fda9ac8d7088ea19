package org.qalqan.forces.formation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** A formation: its level and branch, how long it lasted, what it came from and what it belonged to. */
@Collection(
        path = "formations",
        type = "formation",
        mainDate = "validity",
        validity = "validity",
        description = "Branches, districts, commands, divisions, brigades, regiments and battalions over time.")
public record Formation(
        @Doc("Name that the sources give the formation; null when they leave it unnamed.") @Nullable
        String designation,

        @Doc("What sort of formation it is: a service branch, a district, a command, a unit.")
        @Code("formation-kind")
        @Nullable
        String kind,

        @Doc("Its level, or the level that it is said to equal; null when no source tells.")
        @Code("formation-echelon")
        @Nullable
        String echelon,

        @Doc("Its branch or arm; null when no source tells.") @Code("formation-branch") @Nullable
        String branch,

        @Doc("How many formations of the kind the record stands for, where sources give a number and no names; null"
                + " for a formation with a name.")
        @Nullable
        Integer units,

        @Doc("When it existed, as an EDTF interval; an open end says that no source tells of an end.") @Nullable
        Edtf validity,

        @Doc("The decree that created it or gave it its present form.") @RefersTo("decree") @Nullable
        String establishedBy,

        @Doc("The formations that it was made from.") @RefersTo("formation")
        List<String> predecessors,

        @Doc("The formations that were made from it.") @RefersTo("formation")
        List<String> successors,

        @Doc("Where its headquarters are.") @RefersTo("installation") @Nullable
        String headquarters,

        @Doc("What it is for, in our words.") @Prose @Nullable
        String role,

        @Doc("What it belongs to; sources that disagree on it give several edges for the same time.")
        List<Parent> parents) {

    /** One formation above it, for as long as that held. */
    public record Parent(
            @Doc("Name of the edge, unique within the formation.")
            String key,

            @Doc("The formation above.") @RefersTo("formation")
            String formation,

            @Doc("In what way it belongs there.") @Code("parent-relation") @Nullable
            String relation,

            @Doc("When the relation held, as an EDTF interval; null when no source tells.") @Nullable
            Edtf validity,

            @Doc("True when another edge, or another way to read the source, puts the formation elsewhere at the"
                    + " same time.")
            @Nullable
            Boolean disputed) {}
}
