package org.qalqan.gateway.structurecompare;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/structure/compare}. */
@Path("/v1/structure/compare")
class StructureCompareResource implements OwnPaths {

    private static final String PATH = "/v1/structure/compare";
    private static final String STRUCTURES = "structures";

    private final Compositions compositions;

    StructureCompareResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> compare(@Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> {
            List<FieldError> errors = new ArrayList<>();
            LocalDate from = day(parameters, "from", errors);
            LocalDate to = day(parameters, "to", errors);
            boolean withTrees =
                    !parameters.words("include", List.of(STRUCTURES), errors).isEmpty();
            if (from != null && to != null && from.isAfter(to)) {
                errors.add(FieldError.query("from", "'from' is after 'to'; the earlier day comes first"));
            }
            if (from == null || to == null || !errors.isEmpty()) {
                throw ProblemException.invalidParameters(errors);
            }
            return new Comparison(composition, from, to, withTrees).compose();
        });
    }

    private static @Nullable LocalDate day(QueryParameters parameters, String name, List<FieldError> errors) {
        String text = parameters.get(name);
        if (text == null) {
            errors.add(FieldError.query(name, "'" + name + "' is needed: a day, YYYY-MM-DD"));
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            errors.add(FieldError.query(name, "'" + name + "' is a day, YYYY-MM-DD, not '" + text + "'"));
            return null;
        }
    }
}
