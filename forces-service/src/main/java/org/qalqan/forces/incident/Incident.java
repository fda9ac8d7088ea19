package org.qalqan.forces.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** Something that went wrong: a crash, an emergency landing. */
@Collection(
        path = "incidents",
        type = "incident",
        mainDate = "occurredOn",
        description = "Crashes, emergency landings and other incidents, with links between possible duplicates.")
public record Incident(
        @Doc("What sort of incident it was.") @Code("incident-kind") @Nullable
        String kind,

        @Doc("When it happened.") @Nullable Edtf occurredOn,

        @Doc("The equipment that was involved.") @RefersTo("equipment-type") @Nullable
        String equipmentType,

        @Doc("The formation that it belonged to; null when the source does not tell.") @RefersTo("formation") @Nullable
        String formation,

        @Doc("Where it happened, as printed; null when no source tells.") @Nullable
        String location,

        @Doc("What it is put down to.") @Code("incident-cause") @Nullable
        String cause,

        @Doc("What happened and what came of it, in our words.") @Prose @Nullable
        String summary,

        @Doc("Other incidents that may be this one, told differently.") @RefersTo("incident")
        List<String> possiblySameAs) {}
