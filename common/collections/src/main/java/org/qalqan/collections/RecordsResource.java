package org.qalqan.collections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jooq.DSLContext;
import org.qalqan.problems.FieldError;

/** {@code /v1/records}: what to call any records, whatever collections they belong to. */
@Path("/v1/records")
public class RecordsResource {

    private static final int MAX_IDS = 200;

    private final DSLContext sql;
    private final Collections collections;
    private final Answers answers;

    RecordsResource(DSLContext sql, Collections collections, Answers answers) {
        this.answers = answers;
        this.sql = sql;
        this.collections = collections;
    }

    /** Id, type, title and address of each of the ids that this service has and has not withdrawn. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response label(@Context HttpServerRequest request) {
        QueryString query = new QueryString(request.query());
        query.allowOnly(List.of("id"));
        List<String> ids = query.list("id");
        if (ids.isEmpty() || ids.size() > MAX_IDS) {
            query.reject(FieldError.query("id", "'id' is needed: 1 to " + MAX_IDS + " ids, separated by commas"));
        }
        query.throwIfInvalid();
        long revision = answers.revision();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode items = answer.putArray("items");
        sql.select(Columns.ID, Columns.text("type"), Columns.text("title"))
                .from(Store.RECORD)
                .where(Columns.oneOf(Columns.ID, ids).and(Store.STATE.ne("withdrawn")))
                .orderBy(Columns.ID)
                .forEach(row -> {
                    ObjectNode item = items.addObject();
                    item.put("id", row.value1());
                    item.put("type", row.value2());
                    item.put("title", row.value3());
                    item.put("url", "/v1/" + collections.ofType(row.value2()).path() + "/" + row.value1());
                });
        return answers.ofStore(Json.write(answer), revision, request);
    }
}
