package org.qalqan.gateway.balance;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Period;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/balance}. */
@Path("/v1/balance")
class BalanceResource implements OwnPaths {

    private static final String PATH = "/v1/balance";
    private static final String PARTNER = "partner";
    private static final String VECTOR = "vector";

    private final Compositions compositions;

    BalanceResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> balance(@Context HttpServerRequest request) {
        return compositions.answer(request, PATH, (composition, parameters) -> {
            List<FieldError> errors = new ArrayList<>();
            Weights weights = Weights.parse(parameters.get("weights"), errors);
            Period period = Period.of(parameters, errors);
            String by = parameters.get("by");
            if (by != null && !by.equals(PARTNER) && !by.equals(VECTOR)) {
                errors.add(FieldError.query("by", "'by' has no '" + by + "' to offer", List.of(PARTNER, VECTOR), by));
            }
            if (!errors.isEmpty()) {
                throw ProblemException.invalidParameters(errors);
            }
            String rest = parameters.without("weights");
            return new Balance(composition, weights, period, VECTOR.equals(by), rest.isEmpty() ? "" : rest + "&")
                    .compose();
        });
    }
}
