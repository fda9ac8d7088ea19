package org.qalqan.timeline.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Required;
import org.qalqan.evidence.Edtf;

/** A document that the record rests on. */
@Collection(
        path = "sources",
        type = "source",
        mainDate = "publishedOn",
        description = "The documents on which every value rests: who wrote them, when, and from what.")
public record Source(
        @Doc("The author; null when the document is unsigned.") @RefersTo("person") @Nullable
        String author,

        @Doc("Where it appeared.") @Nullable String outlet,
        @Doc("The institution behind the outlet.") @Nullable String publisher,

        @Doc("Volume and issue, where there are any.") @Nullable
        String issue,

        @Doc("When it appeared; an open interval starts at the earliest possible day.") @Nullable
        Edtf publishedOn,

        @Doc("When the page was last changed.") @Nullable Edtf modifiedOn,

        @Doc("The latest time of which it speaks.") @Nullable
        Edtf contentAsOf,

        @Doc("What sort of document it is.") @Code("source-kind") @Nullable
        String kind,

        @Doc("Number of paragraphs, blank lines counted; citations run from 1 to it.") @Required
        Integer paragraphCount,

        @Doc("Number of paragraphs that state something: neither blank nor a heading, navigation or the like.")
        @Nullable
        Integer statingParagraphs,

        @Doc("Name of the file that citations refer to.") @Required
        String file,

        @Doc("Address, where the document prints one.") @Nullable
        String address,

        @Doc("What it is drawn from: ids of sources, or names of works outside the record.")
        List<String> derivesFrom,

        @Doc("The outlets that it cites.") List<String> outletsCited) {}
