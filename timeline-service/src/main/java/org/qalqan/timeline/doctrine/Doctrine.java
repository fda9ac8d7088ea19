package org.qalqan.timeline.doctrine;

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

/** A military doctrine: its life cycle, its makers and what it says. */
@Collection(
        path = "doctrines",
        type = "doctrine",
        mainDate = "adoptedOn",
        description = "Military doctrines with life-cycle dates, contents and the partners that each names.")
public record Doctrine(
        @Doc("Place in the sequence of doctrines: 1 is the first.") @Nullable
        Integer ordinal,

        @Doc("When work on it was announced.") @Nullable Edtf announcedOn,
        @Doc("When it was adopted.") @Nullable Edtf adoptedOn,
        @Doc("When its text was published.") @Nullable Edtf publishedOn,

        @Doc("The person who endorsed it.") @RefersTo("person") @Nullable
        String endorsedBy,

        @Doc("The body in charge of the drafting.") @RefersTo("body") @Nullable
        String draftedBy,

        @Doc("The doctrine that it takes the place of.") @RefersTo("doctrine") @Nullable
        String replaces,

        @Doc("Who else took part in the drafting.") List<Contributor> contributors,
        @Doc("What it says, point by point.") List<Content> contents,
        @Doc("The partners that it names, in its order.") List<NamedPartner> partners) {

    /** Somebody consulted in the drafting. */
    public record Contributor(
            @Doc("Name of the contribution, unique within the doctrine.")
            String key,

            @Doc("The partner, body or person that contributed.") @RefersTo("*") @Nullable
            String contributor,

            @Doc("When they took part; null when not stated.") @Nullable
            Edtf period,

            @Doc("How many experts.") @Unit("{person}") @Nullable
            Quantity experts,

            @Doc("What they did and what became of it, in our words.") @Prose @Nullable
            String summary) {}

    /** One point of the text. */
    public record Content(
            @Doc("Name of the point, unique within the doctrine.")
            String key,

            @Doc("What sort of point it is.") @Code("doctrine-content-kind")
            String kind,

            @Doc("The partners that the point is about.") @RefersTo("partner")
            List<String> partners,

            @Doc("The point in our words.") @Prose @Nullable String summary) {}

    /** A partner in the doctrine's order; sources that order them otherwise are readings of the same key. */
    public record NamedPartner(
            @Doc("Name of the entry: the partner's id where there is one.")
            String key,

            @Doc("The partner; null for a group of states.") @RefersTo("partner") @Nullable
            String partner,

            @Doc("How the source names it.") @Nullable String name,

            @Doc("Place in the order, from 1; null when the source gives none.") @Nullable
            Integer position) {}
}
