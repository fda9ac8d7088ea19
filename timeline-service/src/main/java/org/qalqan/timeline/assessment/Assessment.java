package org.qalqan.timeline.assessment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** An analyst's judgement. */
@Collection(
        path = "assessments",
        type = "assessment",
        mainDate = "period",
        description = "Judgements of analysts about the reform, its partners and its results.")
public record Assessment(
        @Doc("Who judges; null when unsigned.") @RefersTo({"person", "body", "partner"}) @Nullable
        String analyst,

        @Doc("What the judgement is about, as a kind.") @Code("assessment-focus") @Nullable
        String focus,

        @Doc("The judgement, in our words.") @Prose @Nullable
        String judgement,

        @Doc("The records judged.") @RefersTo("*") List<String> subjects,

        @Doc("The time that the judgement speaks of.") @Nullable
        Edtf period) {}
