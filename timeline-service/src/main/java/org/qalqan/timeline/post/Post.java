package org.qalqan.timeline.post;

import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;

/** A post that people hold one after the other. */
@Collection(path = "posts", type = "post", description = "Posts in government, the forces and other organisations.")
public record Post(
        @Doc("What sort of post it is.") @Code("post-kind") @Required
        String kind,

        @Doc("Where it is.") @RefersTo({"body", "formation", "partner", "installation"}) @Nullable
        String organisation,

        @Doc("The state or organisation that it serves.") @RefersTo("partner") @Nullable
        String state,

        @Doc("The post that it answers to.") @RefersTo("post") @Nullable
        String superior,

        @Doc("What the holder is responsible for, in our words.") @Prose @Nullable
        String responsibilities) {}
