package org.qalqan.partners.exerciseedition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** One holding of an exercise. */
@Collection(
        path = "exercise-editions",
        type = "exercise-edition",
        mainDate = "startedOn",
        description = "Exercises as held: when, where, who, how large, on what scenario, and how judged.")
public record ExerciseEdition(
        @Doc("The series that it belongs to.") @RefersTo("exercise") @Required
        String exercise,

        @Doc("When it began.") @Nullable Edtf startedOn,
        @Doc("When it ended.") @Nullable Edtf endedOn,
        @Doc("Where it was held.") @Nullable String place,

        @Doc("The state that it was held in.") @RefersTo("partner") @Nullable
        String host,

        @Doc("Who took part.") @RefersTo("partner") List<String> participants,

        @Doc("The formations that took part.") @RefersTo("formation")
        List<String> formations,

        @Doc("Troops that took part.") @Unit("{person}") @Nullable
        Quantity personnel,

        @Doc("Armoured vehicles that took part.") @Unit("{vehicle}") @Nullable
        Quantity armouredVehicles,

        @Doc("Aircraft that took part, helicopters included.") @Unit("{aircraft}") @Nullable
        Quantity aircraft,

        @Doc("Equipment types that took part.") @RefersTo("equipment-type")
        List<String> equipmentTypes,

        @Doc("The threat that it rehearsed against.") @Code("exercise-threat") @Nullable
        String threat,

        @Doc("The scenario in our words.") @Prose @Nullable String scenario,

        @Doc("The doctrine that the scenario departs from.") @RefersTo("doctrine") @Nullable
        String contrastsWith,

        @Doc("How it departs from that doctrine, in our words.") @Prose @Nullable
        String contrast,

        @Doc("What set it apart, such as its size.") @Nullable
        String distinction,

        @Doc("What each party brought.") List<Contribution> contributions,
        @Doc("How it was judged, and by whom.") List<Verdict> verdicts) {

    /** What one party brought to the exercise. */
    public record Contribution(
            @Doc("Name of the contribution, unique within the edition.")
            String key,

            @Doc("The party.") @RefersTo("partner") @Nullable
            String party,

            @Doc("What it brought, in our words.") @Prose @Nullable
            String summary) {}

    /** How one assessor judged what the exercise showed. */
    public record Verdict(
            @Doc("Name of the verdict, unique within the edition.")
            String key,

            @Doc("Who judged.") @RefersTo({"person", "partner", "body"}) @Nullable
            String assessor,

            @Doc("The formation judged; null for all.") @RefersTo("formation") @Nullable
            String formation,

            @Doc("The judgement.") @Code("outcome-verdict") @Nullable
            String verdict,

            @Doc("The judgement in our words.") @Prose @Nullable
            String summary) {}
}
