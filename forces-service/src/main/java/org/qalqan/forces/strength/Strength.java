package org.qalqan.forces.strength;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** How many people a formation has. */
@Collection(
        path = "strengths",
        type = "strength",
        mainDate = "asOf",
        description = "Personnel of formations, by category of personnel and date.")
public record Strength(
        @Doc("The formation that is counted.") @Required @RefersTo("formation")
        String formation,

        @Doc("Which of its people are counted.") @Code("personnel-category") @Nullable
        String category,

        @Doc("Number of people; null when looked for and not given.") @Unit("{person}") @Nullable
        Quantity personnel,

        @Doc("Whether the number is that of all units of the record together or of each of them; null when the"
                + " record is one unit, or when the source can be read both ways.")
        @Code("strength-scope")
        @Nullable
        String appliesTo,

        @Doc("The date or time that the number speaks of; null when the source gives none.") @Nullable
        Edtf asOf) {}
