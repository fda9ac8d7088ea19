package org.qalqan.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.RefusedException;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** A codelist: every service has all of them, so that the first one that answers will do. */
final class Codelist {

    static final String PATH = "/v1/meta/codelists/{name}";

    private static final String SECTION = "codes";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*+");

    private Codelist() {}

    static Future<ObjectNode> of(Composition composition, String name) {
        if (!NAME.matcher(name).matches()) {
            FieldError error =
                    FieldError.path("name", "A codelist's name is lower-case words with hyphens.", List.of(), name);
            throw ProblemException.invalidParameters(List.of(error));
        }
        return from(
                composition,
                "/v1/meta/codelists/" + name,
                List.of(Service.values()).iterator());
    }

    private static Future<ObjectNode> from(Composition composition, String uri, Iterator<Service> services) {
        if (!services.hasNext()) {
            return Future.failedFuture(new ProblemException(
                    ProblemType.SERVICE_UNAVAILABLE,
                    "No service has a codelist to give at the moment.",
                    List.of(),
                    Map.of("Retry-After", "1")));
        }
        Service service = services.next();
        return composition
                .call(service, uri)
                .compose(
                        reply -> {
                            if (reply.status() != 200) {
                                return Future.failedFuture(new RefusedException(reply));
                            }
                            Part codes = composition.part(SECTION, service, uri, reply, SECTION);
                            return codes.orNull() instanceof ObjectNode codelist
                                    ? Future.succeededFuture(codelist)
                                    : from(composition, uri, services);
                        },
                        e -> e instanceof UpstreamException
                                ? from(composition, uri, services)
                                : Future.failedFuture(e));
    }
}
