package org.qalqan.forces.installation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** A place or an establishment that forces use: a headquarters, a range, leased land, a school. */
@Collection(
        path = "installations",
        type = "installation",
        mainDate = "validity",
        validity = "validity",
        description = "Headquarters, ranges, leased land and facilities, schools and their branches.")
public record Installation(
        @Doc("What sort of installation it is.") @Code("installation-kind") @Nullable
        String kind,

        @Doc("Town or region, as printed; null when no source tells.") @Nullable
        String location,

        @Doc("The state on whose territory it lies.") @RefersTo("partner") @Nullable
        String country,

        @Doc("When it existed, as an EDTF interval.") @Nullable
        Edtf validity,

        @Doc("The installation that this one is a branch or a part of.") @RefersTo("installation") @Nullable
        String partOf,

        @Doc("The installations that it took the place of.") @RefersTo("installation")
        List<String> predecessors,

        @Doc("Who runs it.") @RefersTo({"body", "formation", "partner"}) @Nullable
        String operator,

        @Doc("The foreign party that uses it.") @RefersTo("partner") @Nullable
        String usedBy,

        @Doc("Term of the lease, as an EDTF interval; null where nothing is said to be leased.") @Nullable
        Edtf leasePeriod,

        @Doc("Area in hectares.") @Unit("har") @Nullable Quantity area,

        @Doc("What it serves for, in our words.") @Prose @Nullable
        String purpose,

        @Doc("Partners that helped to set it up or keep it.") @RefersTo("partner")
        List<String> sponsors) {}
