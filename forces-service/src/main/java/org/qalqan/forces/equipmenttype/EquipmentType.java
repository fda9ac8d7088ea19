package org.qalqan.forces.equipmenttype;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;

/** A type or class of equipment, under the designations that sources use. */
@Collection(
        path = "equipment-types",
        type = "equipment-type",
        description = "Types and classes of equipment, with category, origin and designations.")
public record EquipmentType(
        @Doc("Weapon category after the SIPRI Arms Transfers Database.") @Code("sipri-weapon-category") @Nullable
        String category,

        @Doc("Category after the United Nations Register of Conventional Arms; null for equipment outside it.")
        @Code("unroca-category")
        @Nullable
        String unrocaCategory,

        @Doc("The class that the type belongs to, such as all combat aircraft; null for a class.")
        @RefersTo("equipment-type")
        @Nullable
        String memberOf,

        @Doc("Design family, such as the aircraft of one design bureau; null when the designation shows none.")
        @Code("design-family")
        @Nullable
        String designFamily,

        @Doc("The country whose industry the type comes from; null when no source tells.")
        @RefersTo("partner")
        @Nullable
        String origin,

        @Doc("What sources say of the type at large, in our words.") @Prose @Nullable
        String summary,

        @Doc("The designations under which sources name the type.")
        List<Designation> designations) {

    /** One designation, in one naming system. */
    public record Designation(
            @Doc("Name of the entry, unique within the type.")
            String key,

            @Doc("The naming system that the designation follows.") @Code("designation-system") @Nullable
            String system,

            @Doc("The designation as printed.") String designation) {}
}
