package org.qalqan.collections;

import jakarta.ws.rs.Path;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Reading;

/** {@code /v1/readings}: who says what, for all records of this service. */
@Path("/v1/readings")
public class ReadingResource extends EvidenceResource {

    private static final Listing LISTING = new Listing(
            "readings",
            Readings.TABLE,
            List.of(
                    field("recordType", Kind.TEXT, false, "Type of the record.", null),
                    field("record", Kind.REFERENCE, false, "Id of the record.", null),
                    field("field", Kind.TEXT, false, "Name of the field.", null),
                    field(
                            "item",
                            Kind.TEXT,
                            false,
                            "Which element of a field that holds a list: the element itself or its key.",
                            null),
                    field("missing", Kind.CODE, false, "Why there is no value.", "missing"),
                    sources("source", false, "Id of the source."),
                    field("paragraph", Kind.INTEGER, false, "Line of the source's file, from 1.", null),
                    field(
                            "rank",
                            Kind.CODE,
                            false,
                            "Whether the reading is the one shown, one among others, or set aside.",
                            "rank"),
                    field("basis", Kind.CODE, false, "What the reading rests on.", "basis"),
                    field("qualifier", Kind.CODE, false, "How sure the source is of a number.", "qualifier"),
                    field(
                            "difference",
                            Kind.CODE,
                            false,
                            "Why the reading differs from the others of its field.",
                            "difference"),
                    field("rule", Kind.CODE, false, "Rule of a derived reading.", "derivation-rule"),
                    field("knownOn", Kind.DATE, false, "When the reading was out.", null)),
            null,
            Stream.concat(
                            Stream.of("id", "service"),
                            Arrays.stream(Reading.class.getRecordComponents()).map(RecordComponent::getName))
                    .distinct()
                    .toList(),
            false,
            false,
            false);

    ReadingResource(EvidenceReads reads) {
        super(LISTING, Readings.COLUMNS, Readings::json, reads);
    }

    /** What the list can be asked about. */
    public static Listing listing() {
        return LISTING;
    }
}
