package org.qalqan.gateway.scoreboard;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Period;
import org.qalqan.gateway.compose.QueryParameters;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/commitments/scoreboard}. */
@Path("/v1/commitments/scoreboard")
class ScoreboardResource implements OwnPaths {

    private static final String PATH = "/v1/commitments/scoreboard";
    private static final Pattern ID = Pattern.compile("(?=.{1,200}$)[a-z0-9]+(?:-[a-z0-9]+)*+");

    private final Compositions compositions;
    private final MergedDocument document;

    ScoreboardResource(Compositions compositions, MergedDocument document) {
        this.compositions = compositions;
        this.document = document;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> scoreboard(@Context HttpServerRequest request) {
        List<String> verdicts = document.wordsOf("CommitmentVerdictCode");
        return compositions.answer(request, PATH, (composition, parameters) -> {
            List<FieldError> errors = new ArrayList<>();
            Map<String, List<String>> filters = new LinkedHashMap<>();
            filters.put("topics", parameters.words("topic", document.wordsOf("TopicCode"), errors));
            filters.put("promisedBy", ids(parameters, errors));
            filters.put("verdict", parameters.words("verdict", verdicts, errors));
            Period period = Period.of(parameters, errors);
            if (!errors.isEmpty()) {
                throw ProblemException.invalidParameters(errors);
            }
            filters.values().removeIf(List::isEmpty);
            String query = filters.entrySet().stream()
                    .map(filter -> filter.getKey() + "=" + String.join(",", filter.getValue()))
                    .collect(Collectors.joining("&"));
            String asked = parameters.without();
            return new Scoreboard(composition, verdicts, period, asked.isEmpty() ? PATH : PATH + "?" + asked)
                    .compose(query);
        });
    }

    private static List<String> ids(QueryParameters parameters, List<FieldError> errors) {
        String list = parameters.get("person");
        List<String> ids = list == null ? List.of() : List.of(list.split(",", -1));
        ids.stream()
                .filter(id -> !ID.matcher(id).matches())
                .forEach(id -> errors.add(FieldError.query(
                        "person", "'" + id + "' is no id: small letters, digits and single hyphens between them")));
        return ids;
    }
}
