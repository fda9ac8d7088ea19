package org.qalqan.forces.holding;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** How many of one type of equipment a formation holds, in what condition. */
@Collection(
        path = "holdings",
        type = "holding",
        mainDate = "asOf",
        description = "Equipment of formations by type, number, condition and date.")
public record Holding(
        @Doc("The formation that holds the equipment.") @Required @RefersTo("formation")
        String formation,

        @Doc("What it holds.") @Required @RefersTo("equipment-type")
        String equipmentType,

        @Doc("How many; null when looked for and not given.") @Unit("{item}") @Nullable
        Quantity quantity,

        @Doc("Their condition; null when the source does not tell.") @Code("equipment-condition") @Nullable
        String condition,

        @Doc("The date that the number speaks of; null when the source gives none.") @Nullable
        Edtf asOf,

        @Doc("The larger holding that this one is counted in.") @RefersTo("holding") @Nullable
        String partOf,

        @Doc("Share of the larger holding, in percent.") @Unit("%") @Nullable
        Quantity share,

        @Doc("What is to become of the equipment.") @Code("holding-plan") @Nullable
        String plan,

        @Doc("The plan in our words.") @Prose @Nullable String planSummary) {}
