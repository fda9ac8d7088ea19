package org.qalqan.partners.partner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** A state, organisation or company that takes part in a partnership, the subject of the record itself among them. */
@Collection(
        path = "partners",
        type = "partner",
        description = "States, organisations and companies that take part in the partnerships on record.")
public record Partner(
        @Doc("Whether it is a state, an organisation or a company.") @Code("partner-kind") @Required
        String kind,

        @Doc("ISO 3166-1 alpha-3 code of a state; not applicable to any other kind.") @Nullable
        String countryCode,

        @Doc("How close the partnership is, as the sources rank it.") @Code("partner-tier") @Nullable
        String tier,

        @Doc("The direction of foreign policy that it belongs to.") @Code("vector") @Nullable
        String vector,

        @Doc("The state that a source names as its leader.") @RefersTo("partner") @Nullable
        String ledBy,

        @Doc("The fields of defence that it cooperates in.") @Code("cooperation-field")
        List<String> cooperationFields,

        @Doc("The partnership in a sentence or two, in our words.") @Prose @Nullable
        String profile,

        @Doc("What the partnership consists of, feature by feature.")
        List<Tie> ties) {

    /** One feature of a partnership. */
    public record Tie(
            @Doc("Name of the feature, unique within the partner.")
            String key,

            @Doc("The field of defence that it falls in.") @Code("cooperation-field") @Nullable
            String cooperationField,

            @Doc("The time that it speaks of; null when a source gives none.") @Nullable
            Edtf asOf,

            @Doc("The feature in our words.") @Prose @Nullable
            String summary) {}
}
