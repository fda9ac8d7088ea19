package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.FieldError;

/** {@code /v1/records}: what to call any records, whatever collections they belong to. */
@Path("/v1/records")
public class RecordsResource {

    private static final Field<String> TYPE = Columns.text("type");
    private static final Field<String> TITLE = Columns.text("title");

    private final Queries queries;
    private final Collections collections;
    private final Answers answers;

    RecordsResource(Queries queries, Collections collections, Answers answers) {
        this.answers = answers;
        this.queries = queries;
        this.collections = collections;
    }

    /** Id, type, title and address of each of the ids that this service has and has not withdrawn. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response label(@Context HttpServerRequest request) {
        return answers.ofStore(Queries.await(labels(ids(request.query()))), Format.JSON, request);
    }

    /** The ids that a query asks for. */
    static List<String> ids(@Nullable String queryString) {
        QueryString query = new QueryString(queryString);
        query.allowOnly(List.of("id"));
        List<String> ids = query.list("id");
        if (ids.isEmpty()) {
            query.reject(FieldError.query(
                    "id", "'id' is needed: 1 to " + QueryString.MAX_VALUES + " ids, separated by commas"));
        }
        query.throwIfInvalid();
        return ids;
    }

    /** What to call those of the records that are here. */
    Future<Answered> labels(List<String> ids) {
        return queries.fetch("labels", List.of((Object) ids.toArray(String[]::new)), () -> labelling(ids))
                .map(this::answer);
    }

    private static Queries.Question labelling(List<String> ids) {
        return Queries.Question.of(DSL.select(Lists.REVISION, Columns.ID, TYPE, TITLE)
                .from(Store.STORE_REVISION)
                .leftJoin(Store.RECORD)
                .on(Columns.oneOf(Columns.ID, ids).and(Store.STATE.ne(DSL.inline("withdrawn"))))
                .orderBy(Columns.ID));
    }

    private Answered answer(List<Row> rows) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        for (Row row : rows) {
            // the revision has a row even when there is no record
            if (row.get(Columns.ID) != null) {
                ObjectNode item = items.addObject();
                item.put("id", row.get(Columns.ID));
                item.put("type", row.get(TYPE));
                item.put("title", row.get(TITLE));
                item.put("url", "/v1/" + collections.ofType(row.get(TYPE)).path() + "/" + row.get(Columns.ID));
            }
        }
        return new Answered(Json.write(answer), rows.get(0).get(Lists.REVISION), null);
    }
}
