package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Kind;

/** A list about the evidence for the records of this service. Subclasses give the path, what can be asked, and how a row reads. */
public abstract class EvidenceResource {

    private final Listing listing;
    private final List<? extends Field<?>> columns;
    private final Function<Row, ObjectNode> item;
    private final EvidenceReads reads;

    EvidenceResource(
            Listing listing, List<? extends Field<?>> columns, Function<Row, ObjectNode> item, EvidenceReads reads) {
        this.listing = listing;
        this.columns = columns;
        this.item = item;
        this.reads = reads;
    }

    /** The items that the query asks for. */
    @GET
    @Operation(hidden = true)
    public final Response list(@Context HttpServerRequest request, @Context HttpHeaders headers) {
        return reads.list(listing, columns, item, Format.of(headers.getHeaderString(HttpHeaders.ACCEPT)), request);
    }

    /** What can be asked. */
    Listing asked() {
        return listing;
    }

    /** The page that a query asks for. */
    Future<Answered> page(ListQuery query) {
        return reads.page(listing, columns, item, query);
    }

    /** The item of a table that keeps it ready-made. */
    static ObjectNode readyMade(Row row) {
        return (ObjectNode) Json.read(row.get(Columns.BODY));
    }

    /** A field of such a list. A reference may lead to a record of any type. */
    static org.qalqan.collections.declare.Field field(
            String name, Kind kind, boolean many, String doc, @Nullable String codelist) {
        return field(name, kind, many, doc, codelist, kind == Kind.REFERENCE ? List.of("*") : List.of());
    }

    /** A field of such a list that refers to sources. */
    static org.qalqan.collections.declare.Field sources(String name, boolean many, String doc) {
        return field(name, Kind.REFERENCE, many, doc, null, List.of("source"));
    }

    private static org.qalqan.collections.declare.Field field(
            String name, Kind kind, boolean many, String doc, @Nullable String codelist, List<String> refersTo) {
        return new org.qalqan.collections.declare.Field(
                name, kind, many, false, doc, codelist, refersTo, null, List.of());
    }
}
