package org.qalqan.partners.exercise;

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

/** A series of exercises, or a single one that is not part of a larger series. */
@Collection(
        path = "exercises",
        type = "exercise",
        mainDate = "startedOn",
        description = "Series of military exercises; each time that one was held is an exercise edition.")
public record Exercise(
        @Doc("Who takes part.") @RefersTo("partner") List<String> participants,

        @Doc("What sort of exercise it is.") @Code("exercise-kind") @Nullable
        String kind,

        @Doc("When the series began.") @Nullable Edtf startedOn,

        @Doc("What it is part of.") @RefersTo({"partner", "programme", "agreement"}) @Nullable
        String framework,

        @Doc("How many exercises were planned.") @Unit("{exercise}") @Nullable
        Quantity plannedExercises,

        @Doc("The series in our words.") @Prose @Nullable String summary) {}
