package org.qalqan.timeline.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** Something that a leader or an expert said. */
@Collection(
        path = "statements",
        type = "statement",
        mainDate = "madeOn",
        description = "What leaders and experts said, in which post, when, and about which partner.")
public record Statement(
        @Doc("Who said it.") @RefersTo({"person", "body"}) @Required
        String speaker,

        @Doc("The speaker's post at the time.") @RefersTo("post") @Nullable
        String postAtTheTime,

        @Doc("What attitude it shows.") @Code("statement-stance") @Nullable
        String stance,

        @Doc("The partners that it speaks of.") @RefersTo("partner")
        List<String> partners,

        @Doc("When it was said.") @Nullable Edtf madeOn,
        @Doc("When it was reported.") @Nullable Edtf reportedOn,

        @Doc("The outlet or occasion, as a short label.") @Nullable
        String occasion,

        @Doc("What was said, in our words.") @Prose @Nullable
        String paraphrase,

        @Doc("Other records that it is about.") @RefersTo("*")
        List<String> subjects) {}
