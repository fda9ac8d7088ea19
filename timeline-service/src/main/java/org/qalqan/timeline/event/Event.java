package org.qalqan.timeline.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** Something that happened, with who took part and what it is linked to. */
@Collection(
        path = "events",
        type = "event",
        mainDate = "occurredOn",
        description = "What happened, when and to whom, with links between causes and effects.")
public record Event(
        @Doc("What sort of happening it is.") @Code("event-category") @Required
        String category,

        @Doc("When it happened; null when no source dates it.") @Nullable
        Edtf occurredOn,

        @Doc("When it was reported, where a source tells that apart.") @Nullable
        Edtf reportedOn,

        @Doc("Where it happened, as a short label; null when not stated.") @Nullable
        String place,

        @Doc("What happened, in our words.") @Prose @Nullable
        String summary,

        @Doc("Who took part: people, bodies, formations, partners.") @RefersTo("*")
        List<String> actors,

        @Doc("What it is about: any record that it made, changed or concerns.") @RefersTo("*")
        List<String> subjects,

        @Doc("The decree that ordered it; null when no source names one.") @RefersTo("decree") @Nullable
        String decree,

        @Doc("Later events that a source says it brought about.") @RefersTo("event")
        List<String> causes,

        @Doc("Earlier events that it came after, without being their effect.") @RefersTo("event")
        List<String> follows,

        @Doc("What may be the same happening.") @RefersTo({"event", "incident"})
        List<String> possiblySameAs) {}
