package org.qalqan.partners.engagement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.evidence.Edtf;

/** A visit, a round of talks, an offer or a mission between partners. */
@Collection(
        path = "engagements",
        type = "engagement",
        mainDate = "occurredOn",
        description = "Visits, talks, offers and missions between partners.")
public record Engagement(
        @Doc("What sort of engagement it is.") @Code("engagement-kind") @Nullable
        String kind,

        @Doc("When.") @Nullable Edtf occurredOn,
        @Doc("Where.") @Nullable String place,

        @Doc("The partners whose people met.") @RefersTo("partner")
        List<String> partners,

        @Doc("The people who took part.") @RefersTo("person")
        List<String> participants,

        @Doc("The fields of defence that it was about.") @Code("cooperation-field")
        List<String> cooperationFields,

        @Doc("What came of it.") @RefersTo({"agreement", "programme", "transfer"})
        List<String> results,

        @Doc("What was said and done, in our words.") @Prose @Nullable
        String summary,

        @Doc("What was put on the table, point by point.") List<Point> points) {

    /** One point of the talks. */
    public record Point(
            @Doc("Name of the point, unique within the engagement.")
            String key,

            @Doc("The field of defence that it falls in.") @Code("cooperation-field") @Nullable
            String cooperationField,

            @Doc("Who proposed it; null when shared.") @RefersTo({"person", "partner"}) @Nullable
            String proposedBy,

            @Doc("The point in our words.") @Prose @Nullable String summary) {}
}
