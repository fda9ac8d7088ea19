package org.qalqan.collections;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.Reading;

/** {@code /v1/readings}: who says what, for all records of this service. */
@Path("/v1/readings")
public class ReadingResource {

    private static final Listing LISTING = new Listing(
            "readings",
            Readings.TABLE,
            List.of(
                    field("recordType", Kind.TEXT, "Type of the record.", null),
                    field("record", Kind.REFERENCE, "Id of the record.", null),
                    field("field", Kind.TEXT, "Name of the field.", null),
                    field(
                            "item",
                            Kind.TEXT,
                            "Which element of a field that holds a list: the element itself or its key.",
                            null),
                    field("missing", Kind.CODE, "Why there is no value.", "missing"),
                    field("source", Kind.REFERENCE, "Id of the source.", null),
                    field("paragraph", Kind.INTEGER, "Line of the source's file, from 1.", null),
                    field(
                            "rank",
                            Kind.CODE,
                            "Whether the reading is the one shown, one among others, or set aside.",
                            "rank"),
                    field("basis", Kind.CODE, "What the reading rests on.", "basis"),
                    field("qualifier", Kind.CODE, "How sure the source is of a number.", "qualifier"),
                    field(
                            "difference",
                            Kind.CODE,
                            "Why the reading differs from the others of its field.",
                            "difference"),
                    field("rule", Kind.CODE, "Rule of a derived reading.", "derivation-rule")),
            null,
            Stream.concat(
                            Stream.of("service"),
                            Arrays.stream(Reading.class.getRecordComponents()).map(RecordComponent::getName))
                    .toList(),
            false);

    private final DSLContext sql;
    private final Codelists codelists;
    private final String service;

    ReadingResource(DSLContext sql, Codelists codelists, @ConfigProperty(name = "qalqan.service") String service) {
        this.sql = sql;
        this.codelists = codelists;
        this.service = service;
    }

    /** What the list can be asked about. */
    public static Listing listing() {
        return LISTING;
    }

    /** The readings that the query asks for. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response list(@Context HttpServerRequest request) {
        ListQuery query = ListQuery.parse(request.query(), LISTING, codelists);
        Lists.Page page = Lists.fetch(sql, LISTING, query, Readings.COLUMNS);
        return Answers.json(page.body(row -> Json.write(Readings.answer(row, service, query.fields()))), request);
    }

    private static Field field(String name, Kind kind, String doc, @Nullable String codelist) {
        List<String> refersTo = kind == Kind.REFERENCE ? List.of("*") : List.of();
        return new Field(name, kind, false, false, doc, codelist, refersTo, null, List.of());
    }
}
