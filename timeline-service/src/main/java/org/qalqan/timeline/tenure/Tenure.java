package org.qalqan.timeline.tenure;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** One person's time in one post. */
@Collection(
        path = "tenures",
        type = "tenure",
        mainDate = "period",
        validity = "period",
        description = "Who held which post, from when to when, after whom and why it ended.")
public record Tenure(
        @Doc("The person who held the post.") @RefersTo("person") @Required
        String person,

        @Doc("The post.") @RefersTo("post") @Required String post,

        @Doc("When: an interval, or the day on which a source shows the person in the post.") @Nullable
        Edtf period,

        @Doc("When the appointment was reported.") @Nullable Edtf reportedOn,
        @Doc("Who appointed.") @RefersTo("person") @Nullable String appointedBy,

        @Doc("Who held the post before.") @RefersTo("person") @Nullable
        String predecessor,

        @Doc("Whether the holder was a civilian.") @Nullable Boolean civilian,

        @Doc("Why it ended; null when not ended or not told.") @Code("end-reason") @Nullable
        String endReason) {}
