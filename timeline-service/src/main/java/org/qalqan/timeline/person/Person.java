package org.qalqan.timeline.person;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;

/** A person, named or not. */
@Collection(
        path = "people",
        type = "person",
        description = "People who hold posts, sign, speak or judge; holders that no source names are records too.")
public record Person(
        @Doc("Family name; null when no source names the person.") @Nullable
        String familyName,

        @Doc("Given name or names; null when no source prints one.") @Nullable
        String givenName,

        @Doc("Whether any source names the person.") @Nullable
        Boolean named,

        @Doc("Highest military rank that a source gives.") @Code("military-rank") @Nullable
        String rank,

        @Doc("The state that the person serves or belongs to.") @RefersTo("partner") @Nullable
        String state,

        @Doc("Institutions outside government that the person works for.")
        List<String> affiliations,

        @Doc("Background, in our words.") @Prose @Nullable String background) {}
