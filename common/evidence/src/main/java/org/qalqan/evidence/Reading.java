package org.qalqan.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about one field of one record, at one place.
 *
 * @param id {@code record.field[.item].source.paragraph}, with {@code .2} and so on where one paragraph says several
 *     things; a derived reading without a place of its own has its rule instead of source and paragraph
 * @param record id of the record
 * @param recordType type of the record
 * @param field name of the field
 * @param item what element of a field that holds a list: the element itself, or an object's {@code key}; null for
 *     other fields
 * @param value the value in the plain form of its kind; null when {@code missing} says why there is none
 * @param missing {@code not-stated}, {@code unknown} or {@code not-applicable}; null when there is a value
 * @param source id of the source; null for a derived reading without a place of its own
 * @param paragraph line of the source's file, from 1; null with the source
 * @param rank {@code preferred}, {@code normal} or {@code deprecated}
 * @param basis {@code stated}, {@code inferred}, {@code derived} or {@code assessed}
 * @param qualifier of a number: {@code exact}, {@code about}, {@code at-least}, {@code at-most} or {@code range}
 * @param difference why this reading differs from the others of its field
 * @param rule the rule of a derived reading
 * @param inputs what a derived reading is computed from, in the rule's order: {@code record.field} or ids of readings
 * @param statedOn when the source's own source said it, as EDTF
 * @param note a remark of the editors
 * @param knownOn when it was out, as EDTF: when its source was published, or of a derived reading the last of what it is
 *     computed from; null when nothing tells
 */
@JsonPropertyOrder({
    "id",
    "recordType",
    "record",
    "field",
    "item",
    "value",
    "missing",
    "source",
    "paragraph",
    "rank",
    "basis",
    "qualifier",
    "difference",
    "rule",
    "inputs",
    "statedOn",
    "note",
    "knownOn"
})
public record Reading(
        String id,
        String record,
        String recordType,
        String field,
        @Nullable String item,
        @Nullable JsonNode value,
        @Nullable String missing,
        @Nullable String source,
        @Nullable Integer paragraph,
        String rank,
        String basis,
        @Nullable String qualifier,
        @Nullable String difference,
        @Nullable String rule,
        List<String> inputs,
        @Nullable String statedOn,
        @Nullable String note,
        @Nullable String knownOn) {

    /** The rank of the reading that is shown among several. */
    public static final String PREFERRED = "preferred";

    /** The rank of a reading that is neither shown by choice nor set aside. */
    public static final String NORMAL = "normal";

    /** The rank of a reading that is kept but no longer counts. */
    public static final String DEPRECATED = "deprecated";

    /** The same reading, out at the given time. */
    public Reading knownOn(@Nullable Edtf time) {
        return new Reading(
                id,
                record,
                recordType,
                field,
                item,
                value,
                missing,
                source,
                paragraph,
                rank,
                basis,
                qualifier,
                difference,
                rule,
                inputs,
                statedOn,
                note,
                time == null ? null : time.edtf());
    }

    /** Whether it counts: it has not been set aside. */
    public boolean counts() {
        return !rank.equals(DEPRECATED);
    }

    /** Whether both say the same of a field. */
    public boolean saysTheSameAs(Reading other) {
        return Objects.equals(value, other.value)
                && Objects.equals(qualifier, other.qualifier)
                && Objects.equals(missing, other.missing);
    }
}
