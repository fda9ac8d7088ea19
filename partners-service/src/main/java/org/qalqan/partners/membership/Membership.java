package org.qalqan.partners.membership;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** The membership of one partner in an organisation or programme. */
@Collection(
        path = "memberships",
        type = "membership",
        mainDate = "validity",
        validity = "validity",
        description = "Who is in which organisation or partnership programme, since when, and as what.")
public record Membership(
        @Doc("The partner that belongs.") @RefersTo("partner") @Required
        String member,

        @Doc("What it belongs to.") @RefersTo({"partner", "programme"}) @Required
        String organisation,

        @Doc("What it is there, such as member or observer.") @Code("membership-role") @Nullable
        String role,

        @Doc("From when to when; an open end says that no source tells of one.") @Nullable
        Edtf validity,

        @Doc("Stage of the partnership, from 1, that a source puts it in.") @Nullable
        Integer stage,

        @Doc("How it came about and what it brings, in our words.") @Prose @Nullable
        String summary) {}
