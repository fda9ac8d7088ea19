package org.qalqan.gateway.graph;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/graph?around=}. */
@Path("/v1/graph")
class GraphResource implements OwnPaths {

    private static final String PATH = "/v1/graph";
    private static final int DEEPEST = 2;
    private static final Pattern ID = Pattern.compile("(?=.{1,200}$)[a-z0-9]+(?:-[a-z0-9]+)*+");

    private final Compositions compositions;
    private final MergedDocument document;

    GraphResource(Compositions compositions, MergedDocument document) {
        this.compositions = compositions;
        this.document = document;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> graph(@Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> {
            List<FieldError> errors = new ArrayList<>();
            String around = id(parameters, errors);
            Integer depth = parameters.number("depth", DEEPEST, errors);
            Set<String> known = document.recordTypes().keySet();
            Set<String> types = new TreeSet<>(parameters.words("types", known, errors));
            if (!errors.isEmpty()) {
                throw ProblemException.invalidParameters(errors);
            }
            String day = parameters.get("asOf");
            return new Graph(
                            composition,
                            types.isEmpty() ? known : types,
                            depth == null ? 1 : depth,
                            day == null ? null : LocalDate.parse(day))
                    .around(around);
        });
    }

    private static String id(QueryParameters parameters, List<FieldError> errors) {
        String around = parameters.get("around");
        if (around == null || !ID.matcher(around).matches()) {
            errors.add(FieldError.query("around", "'around' is needed: the id of a record"));
            return "";
        }
        return around;
    }
}
