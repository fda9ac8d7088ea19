package org.qalqan.timeline.decree;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** A decree: who signed it, when, and what each of its provisions changes. */
@Collection(
        path = "decrees",
        type = "decree",
        mainDate = "signedOn",
        description = "Decrees and appointing acts of the head of state, with what each of their provisions changes.")
public record Decree(
        @Doc("Official number.") @Nullable String number,

        @Doc("The form of the act; null when no source names it.") @Code("act-form") @Nullable
        String form,

        @Doc("Date of signature.") @Nullable Edtf signedOn,

        @Doc("The person who signed.") @RefersTo("person") @Nullable
        String signedBy,

        @Doc("What the decree set out to achieve, in our words.") @Prose @Nullable
        String aim,

        @Doc("What it puts first, as short labels.") List<String> priorities,

        @Doc("What the decree creates, moves, renames or disbands.")
        List<Provision> provisions) {

    /** One thing that a decree changes. */
    public record Provision(
            @Doc("Name of the provision, unique within the decree.")
            String key,

            @Doc("What is done.") @Code("provision-action") String action,

            @Doc("What it is done to.") @RefersTo({"formation", "body", "post", "person"}) @Nullable
            String target,

            @Doc("What comes out of it.") @RefersTo({"formation", "body", "post", "person"})
            List<String> results,

            @Doc("The provision in our words.") @Prose @Nullable
            String summary) {}
}
