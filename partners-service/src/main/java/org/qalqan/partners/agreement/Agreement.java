package org.qalqan.partners.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Money;
import org.qalqan.evidence.Quantity;

/** An agreement between partners: who, when, for what, and what came of it. */
@Collection(
        path = "agreements",
        type = "agreement",
        mainDate = "signedOn",
        validity = "period",
        description = "Treaties, plans, purchase programmes and contracts, with their objectives and outcomes.")
public record Agreement(
        @Doc("The parties.") @RefersTo("partner") List<String> parties,

        @Doc("What sort of agreement it is.") @Code("agreement-kind") @Nullable
        String kind,

        @Doc("Date of signature or, without one, of consent.") @Nullable
        Edtf signedOn,

        @Doc("The time that it covers.") @Nullable Edtf period,

        @Doc("The people or bodies who signed or settled it.") @RefersTo({"person", "body"})
        List<String> signatories,

        @Doc("What it is worth.") @Nullable Money value,

        @Doc("How far it has come.") @Code("agreement-status") @Nullable
        String agreementStatus,

        @Doc("The earlier agreement that it renews or builds on.") @RefersTo("agreement") @Nullable
        String follows,

        @Doc("The fields of defence that it covers.") @Code("cooperation-field")
        List<String> cooperationFields,

        @Doc("Joint events that it provides for.") @Unit("{event}") @Nullable
        Quantity plannedEvents,

        @Doc("Those of them at the recipient's.") @Unit("{event}") @Nullable
        Quantity plannedEventsAtRecipient,

        @Doc("Those of them at the donor's.") @Unit("{event}") @Nullable
        Quantity plannedEventsAtDonor,

        @Doc("The agreement in our words.") @Prose @Nullable String summary,
        @Doc("What it sets out to do, one by one.") List<Objective> objectives,
        @Doc("What came of it, by whose account.") List<Outcome> outcomes) {

    /** One thing that an agreement sets out to do. */
    public record Objective(
            @Doc("Name of the objective, unique within the agreement.")
            String key,

            @Doc("Where in the agreement it stands, such as an article.") @Nullable
            String provision,

            @Doc("The field of defence that it falls in.") @Code("cooperation-field") @Nullable
            String cooperationField,

            @Doc("What is to be done, in our words.") @Prose @Nullable
            String statement) {}

    /** What came of an agreement, by one account. */
    public record Outcome(
            @Doc("Name of the outcome, unique within the agreement.")
            String key,

            @Doc("The key of the objective that it speaks of; null when of the whole.") @Nullable
            String objective,

            @Doc("How the account judges it.") @Code("outcome-verdict") @Nullable
            String verdict,

            @Doc("Whose account it is.") @RefersTo({"person", "partner", "body"}) @Nullable
            String assessor,

            @Doc("When it was judged or noticed.") @Nullable Edtf reportedOn,

            @Doc("The outcome in our words.") @Prose @Nullable
            String summary) {}
}
