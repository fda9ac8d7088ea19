package org.qalqan.timeline.commitment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Money;
import org.qalqan.evidence.Quantity;

/** A promise with a target that can be tested, and its outcome. */
@Collection(
        path = "commitments",
        type = "commitment",
        mainDate = "madeOn",
        description = "Promises with testable targets: who made them, when they fell due, what became of them.")
public record Commitment(
        @Doc("Who promised.") @RefersTo({"person", "body", "partner"}) @Nullable
        String promisedBy,

        @Doc("When it was promised.") @Nullable Edtf madeOn,

        @Doc("What was to be reached, in our words and so that it can be tested.") @Prose @Nullable
        String target,

        @Doc("The indicator that measures it.") @RefersTo("indicator") @Nullable
        String indicator,

        @Doc("Where things stood at the start, as a number.") @Nullable
        Quantity baselineValue,

        @Doc("The number to be reached.") @Nullable Quantity targetValue,

        @Doc("Where things stood at the start, as money.") @Nullable
        Money baselineAmount,

        @Doc("The sum to be reached.") @Nullable Money targetAmount,

        @Doc("When it was to be reached, as first promised.") @Nullable
        Edtf due,

        @Doc("The decree behind it.") @RefersTo("decree") @Nullable
        String decree,

        @Doc("The doctrine behind it.") @RefersTo("doctrine") @Nullable
        String doctrine,

        @Doc("What it concerns: any record.") @RefersTo("*") List<String> subjects,
        @Doc("How the target or its date was moved.") List<Revision> revisions,

        @Doc("What speaks for and against its having been kept.")
        List<Evidence> evidence,

        @Doc("Whether it was kept, by the latest view of it.") @Code("commitment-verdict") @Nullable
        String verdict,

        @Doc("How the verdict changed with time.") List<Verdict> verdictHistory) {

    /** A change of the target or of its date. */
    public record Revision(
            @Doc("Name of the revision, unique within the commitment.")
            String key,

            @Doc("When it was moved; null when not stated.") @Nullable
            Edtf revisedOn,

            @Doc("The date to which it was moved; null when not stated.") @Nullable
            Edtf newDue,

            @Doc("What changed, in our words.") @Prose @Nullable
            String summary) {}

    /** Something that speaks for or against. */
    public record Evidence(
            @Doc("Name of the evidence, unique within the commitment.")
            String key,

            @Doc("Whether it speaks for or against.") @Code("evidence-side")
            String side,

            @Doc("The date that it speaks of.") @Nullable Edtf asOf,

            @Doc("The record that shows it.") @RefersTo("*") @Nullable
            String shownBy,

            @Doc("The evidence in our words.") @Prose @Nullable
            String summary) {}

    /** What the verdict was at a time. */
    public record Verdict(
            @Doc("Name of the verdict, unique within the commitment.")
            String key,

            @Doc("The verdict.") @Code("commitment-verdict") String verdict,
            @Doc("The date for which it holds.") @Nullable Edtf asOf,

            @Doc("Who judged; null: the editors.") @RefersTo({"person", "body", "partner"}) @Nullable
            String assessor,

            @Doc("The grounds, in our words.") @Prose @Nullable
            String summary) {}
}
