package org.qalqan.timeline.indicator;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.Required;

/** Something that is measured. */
@Collection(
        path = "indicators",
        type = "indicator",
        description = "What is measured: budget, shares, pay, housing, manning and the like.")
public record Indicator(
        @Doc("What sort of measure it is.") @Code("indicator-kind") @Required
        String kind,

        @Doc("The unit: a UCUM code, a counted thing in braces, or an ISO 4217 code.") @Required
        String unit,

        @Doc("What it measures and what it leaves out, in our words.") @Prose @Nullable
        String definition) {}
