package org.qalqan.gateway.topic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Dossier;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.Names;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/topics/{topic}}: every record of a topic, from every collection of every service. */
@Path("/v1/topics/{topic}")
class TopicResource implements OwnPaths {

    private static final String PATH = "/v1/topics/{topic}";

    private final Compositions compositions;
    private final MergedDocument document;

    TopicResource(Compositions compositions, MergedDocument document) {
        this.compositions = compositions;
        this.document = document;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> topic(@PathParam("topic") String topic, @Context HttpServerRequest request) {
        List<String> topics = document.wordsOf("TopicCode");
        if (!topics.contains(topic)) {
            throw ProblemException.invalidParameters(
                    List.of(FieldError.path("topic", "There is no topic '" + topic + "'.", topics, topic)));
        }
        return compositions.answer(request, PATH, (composition, parameters) -> {
            List<FieldError> errors = new ArrayList<>();
            List<String> all = new ArrayList<>(List.of(topic));
            all.addAll(parameters.words("also", topics, errors));
            List<String> collections = parameters.words("collections", document.collections(), errors);
            if (!errors.isEmpty()) {
                throw ProblemException.invalidParameters(errors);
            }
            return view(composition, topic, all, collections.isEmpty() ? document.collections() : collections);
        });
    }

    private static Future<ObjectNode> view(
            Composition composition, String topic, List<String> topics, Collection<String> collections) {
        String query = "topics=" + String.join(",", topics);
        Map<String, Future<Part>> records = new LinkedHashMap<>();
        collections.stream()
                .sorted()
                .forEach(collection ->
                        records.put(Names.camelCase(collection), composition.list(collection, collection, query)));
        List<Future<?>> all = new ArrayList<>(records.values());
        return Future.all(all).compose(done -> {
            ObjectNode view = Json.object().put("topic", topic).put("url", "/v1/topics/" + topic);
            view.set("topics", Json.words(topics));
            ObjectNode byCollection = view.putObject("records");
            ArrayNode thin = Json.array();
            records.forEach((name, part) -> {
                byCollection.set(name, part.result().orNull());
                if (part.result().isWhole() && part.result().items().isEmpty()) {
                    String why = "No record of /v1/" + Dossier.collectionOf(name) + " is of the topic.";
                    thin.add(composition.lack(name, why));
                }
            });
            view.set("insufficientEvidence", thin);
            return composition.finish(view);
        });
    }
}
