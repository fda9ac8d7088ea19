package org.qalqan.partners.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** The deployment of a unit abroad. */
@Collection(
        path = "deployments",
        type = "deployment",
        mainDate = "period",
        validity = "period",
        description = "Units that serve abroad: where, under whose command, with whose support.")
public record Deployment(
        @Doc("Who sends.") @RefersTo("partner") @Nullable String sending,

        @Doc("The unit that is sent.") @RefersTo("formation") @Nullable
        String formation,

        @Doc("The state where it serves.") @RefersTo("partner") @Nullable
        String theatre,

        @Doc("Where in that state.") @Nullable String place,

        @Doc("From when to when; an open end says that no source tells of one.") @Nullable
        Edtf period,

        @Doc("How many people.") @Unit("{person}") @Nullable Quantity personnel,

        @Doc("Under whose command.") @RefersTo("partner") @Nullable
        String commandedBy,

        @Doc("Who supports it.") @RefersTo("partner") List<String> supportedBy,
        @Doc("What support it is given.") @Prose @Nullable String support,
        @Doc("What it is there for.") @Prose @Nullable String task,
        @Doc("How it is made up.") @Prose @Nullable String composition) {}
