package org.qalqan.forces.readinessassessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** One party's verdict on how ready a formation is, against which target. */
@Collection(
        path = "readiness-assessments",
        type = "readiness-assessment",
        mainDate = "assessedOn",
        description = "Verdicts on the readiness of formations, by assessor, with target dates and how they slipped.")
public record ReadinessAssessment(
        @Doc("The formation that is judged.") @Required @RefersTo("formation")
        String formation,

        @Doc("Who judges; null when the source names nobody.") @RefersTo({"person", "partner", "body"}) @Nullable
        String assessor,

        @Doc("When the verdict was given; null when the source gives no date.") @Nullable
        Edtf assessedOn,

        @Doc("What the formation is measured against.") @Code("readiness-standard") @Nullable
        String standard,

        @Doc("The verdict.") @Code("readiness-verdict") @Nullable
        String verdict,

        @Doc("When the standard was to be met; null when no target is given.") @Nullable
        Edtf targetDate,

        @Doc("The occasion on which the formation was seen.")
        @RefersTo({"exercise-edition", "engagement", "deployment"})
        @Nullable
        String occasion,

        @Doc("The judgement in our words.") @Prose @Nullable String judgement,
        @Doc("Changes of the target date, in order.") List<Slip> slips,
        @Doc("What the formation still needed.") List<Need> needs) {

    /** One change of the target date. */
    public record Slip(
            @Doc("Name of the change, unique within the assessment.")
            String key,

            @Doc("The target date that was given up.") @Nullable
            Edtf movedFrom,

            @Doc("The target date that took its place; null when no source tells.") @Nullable
            Edtf movedTo,

            @Doc("The change in our words.") @Prose @Nullable
            String summary) {}

    /** One thing that was lacking. */
    public record Need(
            @Doc("Name of the need, unique within the assessment.")
            String key,

            @Doc("The field of capability.") @Code("capability-area") @Nullable
            String area,

            @Doc("The need in our words.") @Prose @Nullable String summary) {}
}
