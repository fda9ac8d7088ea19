package org.qalqan.forces.composition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** What a formation consists of, or what somebody required or planned that it consist of. */
@Collection(
        path = "compositions",
        type = "composition",
        mainDate = "asOf",
        description = "What formations consist of: required, planned and reported, to be set against each other.")
public record Composition(
        @Doc("The formation that is made up so.") @Required @RefersTo("formation")
        String formation,

        @Doc("Whether the composition was required, planned, or reported as it is.") @Code("composition-kind") @Nullable
        String kind,

        @Doc("The date that the composition speaks of; null when the source gives none.") @Nullable
        Edtf asOf,

        @Doc("Who set the requirement or decided on the plan; null for a plain report.")
        @RefersTo({"partner", "body", "person", "decree"})
        @Nullable
        String authority,

        @Doc("The required or planned composition that this one is to be measured against.")
        @RefersTo("composition")
        @Nullable
        String requirement,

        @Doc("How many service branches it counts.") @Nullable
        Integer branches,

        @Doc("How many divisions it holds at any depth.") @Nullable
        Integer divisions,

        @Doc("How many brigades it holds at any depth.") @Nullable
        Integer brigades,

        @Doc("How many regiments it holds at any depth.") @Nullable
        Integer regiments,

        @Doc("How many companies it holds at any depth.") @Nullable
        Integer companies,

        @Doc("The composition in our words.") @Prose @Nullable
        String summary,

        @Doc("The parts, each with its number; a part inside another names that one.")
        List<Element> elements) {

    /** One kind of part. */
    public record Element(
            @Doc("Name of the part, unique within the composition.")
            String key,

            @Doc("The formation that the part is; null when there is no record of it.") @RefersTo("formation") @Nullable
            String formation,

            @Doc("Level of the part.") @Code("formation-echelon") @Nullable
            String echelon,

            @Doc("Branch or arm of the part.") @Code("formation-branch") @Nullable
            String branch,

            @Doc("How many there are; null when the source gives no number.") @Nullable
            Integer count,

            @Doc("Key of the part that holds this one; null for a part directly under the formation.") @Nullable
            String within) {}
}
