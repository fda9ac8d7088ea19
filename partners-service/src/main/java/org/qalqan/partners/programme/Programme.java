package org.qalqan.partners.programme;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** A standing programme of assistance or partnership. */
@Collection(
        path = "programmes",
        type = "programme",
        mainDate = "startedOn",
        validity = "period",
        description = "Programmes of assistance and partnership: donor, start, stages, objectives, outcomes.")
public record Programme(
        @Doc("Who offers it.") @RefersTo("partner") @Nullable
        String donor,

        @Doc("What sort of programme it is.") @Code("programme-kind") @Nullable
        String kind,

        @Doc("When the beneficiary joined, or it was opened to them.") @Nullable
        Edtf startedOn,

        @Doc("From when to when it ran, where a source tells.") @Nullable
        Edtf period,

        @Doc("Who takes part or is helped.") @RefersTo({"partner", "formation", "body"})
        List<String> beneficiaries,

        @Doc("Stage of the donor's partnership, from 1, that it falls in.") @Nullable
        Integer stage,

        @Doc("The fields of defence that it covers.") @Code("cooperation-field")
        List<String> cooperationFields,

        @Doc("The programme in our words.") @Prose @Nullable String summary,
        @Doc("Its stages, in order.") List<Stage> stages,
        @Doc("What it sets out to do, one by one.") List<Objective> objectives,
        @Doc("What came of it, by whose account.") List<Outcome> outcomes) {

    /** One stage of a programme. */
    public record Stage(
            @Doc("Name of the stage, unique within the programme.")
            String key,

            @Doc("Its place in the order, from 1.") @Nullable
            Integer ordinal,

            @Doc("When it began or fell due.") @Nullable Edtf startedOn,

            @Doc("What was joined or done in it.") @RefersTo("*")
            List<String> milestones,

            @Doc("The stage in our words.") @Prose @Nullable String summary) {}

    /** One thing that a programme sets out to do. */
    public record Objective(
            @Doc("Name of the objective, unique within the programme.")
            String key,

            @Doc("The field of defence that it falls in.") @Code("cooperation-field") @Nullable
            String cooperationField,

            @Doc("When it is to be reached; null when no date was set.") @Nullable
            Edtf dueOn,

            @Doc("What is to be done, in our words.") @Prose @Nullable
            String statement) {}

    /** What came of a programme, by one account. */
    public record Outcome(
            @Doc("Name of the outcome, unique within the programme.")
            String key,

            @Doc("How the account judges it.") @Code("outcome-verdict") @Nullable
            String verdict,

            @Doc("Whose account it is.") @RefersTo({"person", "partner", "body"}) @Nullable
            String assessor,

            @Doc("When it was judged or noticed.") @Nullable Edtf reportedOn,

            @Doc("The outcome in our words.") @Prose @Nullable
            String summary) {}
}
