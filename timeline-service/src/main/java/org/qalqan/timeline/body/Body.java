package org.qalqan.timeline.body;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** A ministry, committee, staff or agency. */
@Collection(
        path = "bodies",
        type = "body",
        mainDate = "validity",
        validity = "validity",
        description = "Ministries, committees, staffs and agencies: when they existed and what they answer for.")
public record Body(
        @Doc("What sort of body it is.") @Code("body-kind") @Required
        String kind,

        @Doc("The state that it belongs to.") @RefersTo("partner") @Nullable
        String state,

        @Doc("When it existed.") @Nullable Edtf validity,

        @Doc("The decree that created it.") @RefersTo("decree") @Nullable
        String createdBy,

        @Doc("The body that it is part of.") @RefersTo("body") @Nullable
        String partOf,

        @Doc("What it is responsible for, in our words.") @Prose @Nullable
        String responsibilities,

        @Doc("Bodies with which its duties are divided.") @RefersTo("body")
        List<String> dividesDutiesWith) {}
