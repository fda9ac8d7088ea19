package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Answer;
import org.qalqan.answers.EntityTags;
import org.qalqan.answers.RevisionMin;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.ready.ReadyAnswer;
import org.qalqan.gateway.ready.ReadyAnswers;
import org.qalqan.gateway.upstream.Contexts;
import org.qalqan.gateway.upstream.Revisions;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.StoreState;
import org.qalqan.gateway.upstream.Together;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;
import org.qalqan.problems.TraceId;

/** Starts composed answers and turns them into responses. */
@Singleton
public class Compositions {

    /** An answer that somebody else may get, too. */
    private record Composed(Answer answer, Buffer body) {}

    private record Asked(String uri, List<@Nullable StoreState> since) {}

    private final Together<Asked, Composed> together = new Together<>();
    private final Vertx vertx;
    private final Upstreams upstreams;
    private final Revisions revisions;
    private final ReadyAnswers ready;
    private final PathTable paths;
    private final MergedDocument document;
    private final References references;
    private final CompositionConfig config;
    private final Turnstile turnstile;

    Compositions(
            Vertx vertx,
            Upstreams upstreams,
            Revisions revisions,
            ReadyAnswers ready,
            PathTable paths,
            MergedDocument document,
            References references,
            CompositionConfig config) {
        this.vertx = vertx;
        this.upstreams = upstreams;
        this.revisions = revisions;
        this.ready = ready;
        this.paths = paths;
        this.document = document;
        this.references = references;
        this.config = config;
        this.turnstile = new Turnstile(
                vertx, config.atOnce(), config.waiting(), config.patience().toMillis(), Compositions::tooMuch);
    }

    private static ProblemException tooMuch() {
        return new ProblemException(
                ProblemType.SERVICE_UNAVAILABLE,
                "More answers are being composed right now than can be ended in time.",
                List.of(),
                Map.of("Retry-After", "1"));
    }

    /**
     * Answers a request to one of the gateway's own paths. The query may hold the parameters that the document describes there,
     * and no others. A partial answer is not to be stored and has no tag; a whole one has a weak tag made of those of its parts:
     * two answers with one tag differ at most in when their parts were retrieved.
     */
    public CompletionStage<Response> answer(
            HttpServerRequest request,
            String path,
            BiFunction<Composition, QueryParameters, Future<ObjectNode>> composer) {
        QueryParameters parameters = QueryParameters.of(request, document.queryParameters(path));
        Clocks clocks = Clocks.of(parameters);
        String revisionMin = RevisionMin.checked(request.getHeader(RevisionMin.HEADER));
        Supplier<Future<Composed>> compose = () -> turnstile.pass(() -> {
            Composition composition = new Composition(
                    upstreams,
                    revisions,
                    paths,
                    references,
                    config,
                    clocks,
                    revisionMin,
                    () -> TraceId.traceparentOfCallFor(request));
            return composer.apply(composition, parameters).map(body -> {
                if (revisionMin != null && composition.isPartial()) {
                    throw RevisionMin.notYet();
                }
                return composed(request, path, composition, body);
            });
        });
        return (ReadyAnswers.isForAnybody(request) ? together(request.uri(), compose) : compose.get())
                .map(whole -> whole.answer.body(whole.body.getBytes(), request))
                .recover(e -> otherwise(e, request))
                .toCompletionStage();
    }

    /**
     * Of those who ask the same at once, one asks for all; what went wrong for him, everybody tries for himself. Who asks after a change
     * that is known here does not get what was asked before it.
     */
    private Future<Composed> together(String uri, Supplier<Future<Composed>> compose) {
        List<@Nullable StoreState> since = new ArrayList<>();
        for (Service service : Service.values()) {
            since.add(revisions.last(service));
        }
        return together.ask(new Asked(uri, since), compose, others -> Contexts.here(vertx, others)
                .recover(e -> compose.get()));
    }

    private static Future<Response> otherwise(Throwable e, HttpServerRequest request) {
        if (e instanceof MovedException moved) {
            return Future.succeededFuture(redirect(moved.insteadOf(request.path(), request.query())));
        }
        if (e instanceof RefusedException refused && refused.isProblem()) {
            return Future.succeededFuture(Response.status(refused.reply().status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(refused.reply().body().getBytes())
                    .header("Cache-Control", "no-store")
                    .build());
        }
        return Future.failedFuture(e instanceof UpstreamException fault ? fault.toProblem() : e);
    }

    private Composed composed(HttpServerRequest request, String path, Composition composition, ObjectNode body) {
        String next = body.path("next").textValue();
        Answer answer = Answer.of(MediaType.APPLICATION_JSON)
                .tag(tag(request, composition))
                .header("Cache-Control", composition.isPartial() ? Answer.NOT_KEPT : Answer.REVALIDATED)
                .header("Data-Revision", composition.revisions())
                .header("Link", next == null ? null : "<" + next + ">; rel=\"next\"");
        byte[] bytes = Json.bytes(body);
        ReadyAnswer.of(answer, bytes).ifPresent(whole -> ready.keep(request, path, whole, composition.madeFrom()));
        return new Composed(answer, Buffer.buffer(bytes));
    }

    private static @Nullable String tag(HttpServerRequest request, Composition composition) {
        String parts = composition.tagOfParts();
        return parts == null ? null : "W/\"" + EntityTags.digest(request.uri(), parts) + '"';
    }

    private static Response redirect(String path) {
        // a relative reference: Response.location would make it absolute, with a host in it
        return Response.status(Response.Status.PERMANENT_REDIRECT)
                .header("Location", path)
                .header("Cache-Control", "no-cache")
                .build();
    }
}
