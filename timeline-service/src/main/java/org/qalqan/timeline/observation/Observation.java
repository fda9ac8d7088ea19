package org.qalqan.timeline.observation;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Money;
import org.qalqan.evidence.Quantity;

/** A value of an indicator for a period. */
@Collection(
        path = "observations",
        type = "observation",
        mainDate = "period",
        description = "Values of the indicators by period, stated or derived; years without a figure are there too.")
public record Observation(
        @Doc("The indicator.") @RefersTo("indicator") @Required
        String indicator,

        @Doc("The time that the value is for.") @Nullable Edtf period,
        @Doc("The value, when it is money.") @Nullable Money amount,
        @Doc("The value, when it is a number.") @Nullable Quantity value,

        @Doc("What it was measured on, where the indicator does not say.") @RefersTo("*") @Nullable
        String subject,

        @Doc("Who gave the figure.") @RefersTo({"person", "body", "partner"}) @Nullable
        String reportedBy,

        @Doc("When the figure was given.") @Nullable Edtf reportedOn) {}
